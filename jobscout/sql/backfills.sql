-- Postings that an earlier version of the rules read; see rules/rereading.py.

-- name: due(version, most)
-- The newest first: most of them are open.
SELECT p.id, p.content_hash, p.stated, p.external_id, p.requisition_id, p.url, p.apply_url,
       p.title, p.department, p.locations, p.workplace, p.seniority, p.employment_type,
       p.description_html, p.posted_at, p.updated_at, p.expires_at, p.list_hash, p.language
       , p.{column} -- for salary
       , own.name AS own_company, c.name AS company
FROM postings p JOIN companies c ON c.id = p.company_id
JOIN sources s ON s.id = p.source_id LEFT JOIN companies own ON own.id = s.company_id
WHERE p.rules < :version
ORDER BY p.rules, p.id DESC
LIMIT :most;

-- name: companies(ids)
-- That of each posting, and that of its board if it carries one company.
SELECT p.id, p.company_id, s.company_id AS own
FROM postings p JOIN sources s ON s.id = p.source_id WHERE p.id = ANY(:ids::bigint[]) ORDER BY p.id;

-- name: lock(ids, content_hashes, version)
-- Those that are as they were when they were given out, and that no reading of their board stores
-- right now: it has the rules of today.
SELECT p.id
FROM postings p JOIN unnest(:ids::bigint[], :content_hashes::bytea[]) AS n(id, content_hash)
    ON p.id = n.id AND p.content_hash = n.content_hash
WHERE p.rules < :version
ORDER BY p.id
FOR NO KEY UPDATE OF p SKIP LOCKED;

-- name: put
UPDATE postings p
SET company_id = n.company_id
    , {column} = n.{column} -- for reread
FROM unnest(:ids::bigint[], :company_ids::bigint[]
    , :{column}::{type}[] -- for reread
) AS n(id, company_id
    , {column} -- for reread
)
WHERE p.id = n.id
RETURNING p.id, p.job_id, p.source_id, p.company_id, now() AS now;

-- name: keep(ids, version)!
-- A rule failed on them.
UPDATE postings SET rules = :version WHERE id = ANY(:ids::bigint[]);
