-- Boards that are gone: what proves it, and what becomes of their sources.

-- name: not_found(source_id)
-- The readings, some time apart, for which the board did not exist, oldest first.
SELECT c.id AS scrape_id, c.finished_at AS at
FROM sources s JOIN scrapes c ON c.id = ANY(s.not_found_scrapes)
WHERE s.id = :source_id
ORDER BY c.id;

-- name: latest(source_id, scrape_id)^
SELECT s.gone_at, c.id AS scrape_id, c.finished_at AS at
FROM sources s JOIN scrapes c ON c.id = :scrape_id
WHERE s.id = :source_id;

-- name: host(source_id, since)^
-- Who else is read from the same host, and how many of them were read since.
SELECT count(*)::integer AS others, count(*) FILTER (WHERE EXISTS (
    SELECT FROM scrapes c
    WHERE c.source_id = o.id AND c.status IN ('ok', 'partial') AND c.finished_at >= :since
))::integer AS read
FROM sources s JOIN sources o ON o.host = s.host AND o.id <> s.id
WHERE s.id = :source_id AND o.active AND o.gone_at IS NULL;

-- name: remember(source_id, scrape_ids)!
UPDATE sources SET not_found_scrapes = :scrape_ids
WHERE id = :source_id AND not_found_scrapes <> :scrape_ids;

-- name: set_gone(source_id, wait)!
-- Should it come back, it is read as a board that nobody knew: in full, whatever it lists, and as
-- backlog.
UPDATE sources
SET gone_at = now(), next_run_at = now() + :wait, etag = NULL, last_modified = NULL,
    recent_found = '{}', accepted_found = NULL, suspect_scrapes = '{}', suspect_sketch = NULL,
    watched_since = NULL
WHERE id = :source_id;

-- name: note_closed(scrape_id, closed)!
UPDATE scrapes SET closed = :closed, error = error || '; the board is gone'
WHERE id = :scrape_id;
