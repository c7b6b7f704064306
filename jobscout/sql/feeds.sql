-- Feeds: the jobs that suit a search, for whoever has its address.

-- name: owner(token)^
-- Whose search an address belongs to; nobody's once the account is closed.
SELECT s.id, s.user_id, s.name
FROM searches s JOIN users u ON u.id = s.user_id
WHERE s.feed_token = :token AND u.disabled_at IS NULL AND u.deleted_at IS NULL;

-- name: texts(job_ids, excerpt)
-- What a feed says of jobs beyond their summary.
SELECT j.id, coalesce(p.url, '') AS url, left(p.description_text, :excerpt) AS text
FROM jobs j JOIN postings p ON p.id = j.lead_posting_id
WHERE j.id = ANY (:job_ids::bigint[]);
