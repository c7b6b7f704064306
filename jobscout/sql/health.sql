-- Readiness.

-- name: ping()$
-- Is anybody there?
SELECT 1;

-- name: lacking(ids)
-- Those of these migrations that were not applied.
SELECT id FROM unnest(:ids::text[]) AS known(id)
WHERE id NOT IN (SELECT migration_id FROM _yoyo_migration);
