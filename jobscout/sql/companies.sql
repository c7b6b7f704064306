-- Companies, as users see them.

-- name: named
-- Slugs of companies whose name matches :pattern, for ILIKE.
SELECT slug FROM companies
WHERE name ILIKE :pattern AND slug > :after AND merged_into IS NULL ORDER BY slug LIMIT :most;

-- name: page
-- Companies by slug, with their number of open jobs, counted up to :counted. Lines that end in
-- "if" are included only when requested, see query_variants.py.
SELECT slug, name, website, logo_url,
    (SELECT count(*) FROM (
        SELECT FROM jobs WHERE company_id = companies.id AND closed_at IS NULL LIMIT :counted
    ) AS counted) AS open_jobs
FROM companies
WHERE merged_into IS NULL
    AND slug = ANY (:slugs::text[]) -- if slugs
    AND slug > :after -- if after
ORDER BY slug
LIMIT :most;

-- name: by_id(company_id, counted)
SELECT id, slug, name, website, logo_url,
    (SELECT count(*) FROM (
        SELECT FROM jobs WHERE company_id = companies.id AND closed_at IS NULL LIMIT :counted
    ) AS counted) AS open_jobs
FROM companies WHERE id = :company_id;
