-- Readiness.

-- name: ping()$
-- Is anybody there?
SELECT 1;

-- name: lacking(ids)
-- Those of these migrations that were not applied.
SELECT id FROM unnest(:ids::text[]) AS known(id)
WHERE id NOT IN (SELECT migration_id FROM _yoyo_migration);

-- name: write()!
-- More than fits where the disk is full: a megabyte, gone with the transaction.
CREATE TEMPORARY TABLE written ON COMMIT DROP AS
SELECT md5(number::text) FROM generate_series(1, 20000) AS number;
