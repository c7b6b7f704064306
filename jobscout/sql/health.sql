-- Readiness.

-- name: ping()$
-- Is anybody there?
SELECT 1;
