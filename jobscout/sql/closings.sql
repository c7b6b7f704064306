-- Closings: postings that close, why, and on the word of which readings.

-- name: close(ids, reason, evidence)
-- Those that were open. Without :evidence it is that of the readings they were missing from.
UPDATE postings
SET closed_at = now(), closed_reason = :reason, evidence = coalesce(:evidence::bigint[], evidence)
WHERE id = ANY(:ids::bigint[]) AND closed_at IS NULL
RETURNING id;

-- name: open_of_source(source_id)
SELECT id FROM postings WHERE source_id = :source_id AND closed_at IS NULL;

-- name: stated(until, most)
-- Open postings that are valid until a moment that has passed, by the time of that, earliest first.
SELECT id, source_id, expires_at FROM postings
WHERE closed_at IS NULL AND expires_at <= :until
ORDER BY expires_at
LIMIT :most;

-- name: lock_sources(ids)
-- Before their postings, as a reading does.
SELECT id FROM sources WHERE id = ANY(:ids::bigint[]) ORDER BY id FOR NO KEY UPDATE;

-- name: still_stated(ids)
-- What is true of them now that their sources are locked.
SELECT id, expires_at FROM postings WHERE id = ANY(:ids::bigint[]) AND closed_at IS NULL;
