-- Previews: what a search would find, before it is stored.

-- name: top_companies(job_ids, most)
-- Who has most of these jobs.
SELECT c.slug, c.name, c.logo_url, count(*) AS jobs
FROM jobs j JOIN companies c ON c.id = j.company_id
WHERE j.id = ANY (:job_ids::bigint[])
GROUP BY c.id
ORDER BY count(*) DESC, c.name, c.id
LIMIT :most;

-- name: unknown_companies(slugs)
-- Those slugs that no company has, as they were given.
SELECT slug FROM unnest(:slugs::text[]) WITH ORDINALITY AS asked(slug, n)
WHERE NOT EXISTS (SELECT FROM companies WHERE companies.slug = asked.slug)
ORDER BY n;
