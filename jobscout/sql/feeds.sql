-- Feeds: the jobs that match a search, for everybody who has its secret URL.

-- name: owner(token)^
-- The search that a feed belongs to; none after the account was closed.
SELECT s.id, s.user_id, s.name
FROM searches s JOIN users u ON u.id = s.user_id
WHERE s.feed_token = :token AND u.disabled_at IS NULL AND u.deleted_at IS NULL;

-- name: texts(job_ids, excerpt)
-- The fields of a feed's jobs that are not in their summary.
SELECT j.id, coalesce(p.url, '') AS url, left(p.description_text, :excerpt) AS text, s.attribution
FROM jobs j
JOIN postings p ON p.id = j.lead_posting_id
JOIN sources s ON s.id = p.source_id
WHERE j.id = ANY (:job_ids::bigint[]);
