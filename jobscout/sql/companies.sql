-- Companies, as people see them.

-- name: page(pattern, after, most)
-- Companies by slug, with how many jobs are open; :pattern is for ILIKE, null for all.
SELECT slug, name, website, logo_url,
    (SELECT count(*) FROM jobs WHERE company_id = companies.id AND closed_at IS NULL) AS open_jobs
FROM companies
WHERE (:pattern::text IS NULL OR name ILIKE :pattern) AND slug > :after
ORDER BY slug
LIMIT :most;

-- name: get(slug)^
-- One company.
SELECT slug, name, website, logo_url,
    (SELECT count(*) FROM jobs WHERE company_id = companies.id AND closed_at IS NULL) AS open_jobs
FROM companies
WHERE slug = :slug;
