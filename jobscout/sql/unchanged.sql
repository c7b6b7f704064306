-- Unchanged: readings that repeat the last one, as the board answered 304. Where that one was
-- whole and sound and no open posting was missing from it, many are stored at once.

-- name: lock(scrape_ids, holder)
-- Which of these scrapes only repeat, what their sources have open, and what is known of how often
-- they publish. All are locked, and what somebody else has locked just now is left out.
SELECT c.id AS scrape_id, s.id AS source_id, s.priority, s.interval_seconds, now() AS now,
       r.counts, r.postings, r.weeks, r.as_of, r.squares,
       p.weight, p.requests, p.price, p.longest, p.bound, p.prior_postings, p.prior_weeks,
       (SELECT count(*) FROM postings WHERE source_id = s.id AND closed_at IS NULL) AS open
FROM scrapes c
JOIN sources s ON s.id = c.source_id
JOIN source_rates r ON r.source_id = s.id
LEFT JOIN source_plans p ON p.source_id = s.id
CROSS JOIN LATERAL (
    SELECT status, finished_at FROM scrapes
    WHERE source_id = s.id AND finished_at IS NOT NULL
      AND error_kind IS DISTINCT FROM 'internal'
    ORDER BY id DESC LIMIT 1) l
WHERE c.id = ANY(:scrape_ids::bigint[]) AND c.finished_at IS NULL
  AND (c.claimed_by IS NULL OR c.claimed_by = :holder)
  AND l.status = 'ok' AND l.finished_at = s.last_whole_read_at
  AND NOT EXISTS (
      SELECT FROM postings WHERE source_id = s.id AND closed_at IS NULL AND missed > 0)
FOR NO KEY UPDATE OF c, s SKIP LOCKED;

-- name: finish(scrape_ids, open, http_requests, bytes)!
-- As scrapes.complete does for one.
WITH changed AS (
    UPDATE scrapes c
    SET status = 'ok', finished_at = now(), claimed_until = NULL,
        http_requests = n.http_requests, not_modified = 1, bytes = n.bytes,
        found = n.open, unchanged = n.open, error_kind = NULL, error = NULL
    FROM unnest(:scrape_ids::bigint[], :open::integer[], :http_requests::integer[],
                :bytes::bigint[]) AS n(id, open, http_requests, bytes)
    WHERE c.id = n.id
    RETURNING c.id, c.status)
INSERT INTO events (kind, about_id, status) SELECT 'scrape', id, status FROM changed
RETURNING pg_notify('jobscout', 'events');

-- name: advance(source_ids, waits, shortest, etags, last_modifieds)!
-- As postings.advance_source does for one.
UPDATE sources s
SET next_run_at = now() + n.wait, shortest_interval = n.shortest, etag = n.etag, last_modified = n.last_modified, failures = 0,
    internal_failures = 0, accepted_found = NULL, last_whole_read_at = now(),
    watched_since = coalesce(s.watched_since, now())
FROM unnest(:source_ids::bigint[], :waits::interval[], :shortest::interval[], :etags::text[], :last_modifieds::text[])
    AS n(id, wait, shortest, etag, last_modified)
WHERE s.id = n.id;
