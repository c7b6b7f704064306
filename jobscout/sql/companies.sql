-- Companies, as people see them.

-- name: named
-- Slugs of companies whose name fits :pattern, for ILIKE.
SELECT slug FROM companies WHERE name ILIKE :pattern AND slug > :after ORDER BY slug LIMIT :most;

-- name: page
-- Companies by slug, with how many jobs are open: as many as :counted are counted. The lines
-- that end in "if" are there only when asked for, see query_variants.py.
SELECT slug, name, website, logo_url,
    (SELECT count(*) FROM (
        SELECT FROM jobs WHERE company_id = companies.id AND closed_at IS NULL LIMIT :counted
    ) AS counted) AS open_jobs
FROM companies
WHERE true
    AND slug = ANY (:slugs::text[]) -- if slugs
    AND slug > :after -- if after
ORDER BY slug
LIMIT :most;
