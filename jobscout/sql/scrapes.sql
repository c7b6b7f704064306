-- Scrapes: one row per reading of a board. An unfinished row is due work, see scrapes.py.

-- name: enqueue_due(priority, most, per_host, deaths_max, unconfigured)
-- Queue a scrape for up to :most due sources of one lane, so that no host has more than
-- :per_host in the lane that are read or can be. First those of the hosts with the fewest, then
-- longest due. What a dead process held, or waits for its pause after that, keeps nobody else
-- from the host. Kinds that are :unconfigured are left out.
WITH unfinished AS (
    SELECT c.source_id, s.host, CASE
        WHEN c.claimed_until IS NULL OR c.claimed_until < now()
            THEN c.next_try_at <= now() AND c.attempts < :deaths_max
        ELSE c.claimed_by IS NULL
            OR EXISTS (SELECT FROM holders h WHERE h.id = c.claimed_by AND h.alive_until > now())
        END AS counts
    FROM scrapes c JOIN sources s ON s.id = c.source_id
    WHERE c.finished_at IS NULL AND s.priority = :priority),
due AS (
    SELECT s.id, s.host, s.next_run_at,
           row_number() OVER (PARTITION BY s.host ORDER BY s.next_run_at, s.id) AS turn
    FROM sources s
    WHERE s.active AND s.priority = :priority AND s.next_run_at <= now()
      AND s.kind <> ALL(:unconfigured::text[])
      AND NOT EXISTS (SELECT FROM unfinished WHERE source_id = s.id)),
busy AS (
    SELECT host, count(*) AS many FROM unfinished WHERE counts GROUP BY host),
chosen AS (
    SELECT id, row_number() OVER (ORDER BY turn + coalesce(many, 0), next_run_at) AS place
    FROM due LEFT JOIN busy USING (host)
    WHERE turn <= :per_host - coalesce(many, 0)
    ORDER BY place
    LIMIT :most),
there AS (  -- without those that are just removed
    SELECT id FROM sources WHERE id IN (SELECT id FROM chosen) FOR KEY SHARE SKIP LOCKED),
queued AS (
    INSERT INTO scrapes (source_id, trigger)
    SELECT id, 'schedule' FROM there JOIN chosen USING (id)
    ORDER BY place
    ON CONFLICT DO NOTHING
    RETURNING id, status),
notified AS (
    INSERT INTO events (kind, about_id, status) SELECT 'scrape', id, status FROM queued)
SELECT id FROM queued;

-- name: announce_queued()!
-- Not 'scrapes': that some are queued makes no other source due.
SELECT pg_notify('jobscout', 'queued');

-- name: next(priority, most, per_host, hosts, held, deaths_max)
-- Scrapes of one lane that can be claimed, so that the caller has :per_host of each host at most;
-- :held says how many it has of some :hosts. First those of the hosts with the fewest.
SELECT id FROM (
    SELECT c.id, c.next_try_at, coalesce(h.held, 0)
           + row_number() OVER (PARTITION BY s.host ORDER BY c.next_try_at, c.id) AS turn
    FROM scrapes c JOIN sources s ON s.id = c.source_id
    LEFT JOIN unnest(:hosts::text[], :held::integer[]) AS h(host, held) ON h.host = s.host
    WHERE c.finished_at IS NULL AND c.attempts < :deaths_max AND c.next_try_at <= now()
      AND (c.claimed_until IS NULL OR c.claimed_until < now()) AND s.priority = :priority) x
WHERE turn <= :per_host
ORDER BY turn, next_try_at, id
LIMIT :most;

-- name: asked(slot, slots)
-- The requests of each host, by number of the :slot, a time, in which the scrape ended.
SELECT s.host, floor(extract(epoch FROM c.finished_at) / extract(epoch FROM :slot::interval))::bigint AS slot,
    sum(c.http_requests)::integer AS requests
FROM scrapes c JOIN sources s ON s.id = c.source_id
WHERE c.finished_at > now() - :slots * :slot::interval AND c.http_requests > 0
GROUP BY 1, 2;

-- name: claimed()
-- What the scraper must know of a scrape that it has claimed.
SELECT c.id AS scrape_id, s.id AS source_id, s.kind, s.config, s.company_id,
       o.name AS company_name, s.name, c.trigger, s.etag, s.last_modified,
       s.full_read_at, s.validators_distrusted, c.forgives, s.host, s.robots, s.poll_hints
FROM scrapes c JOIN sources s ON s.id = c.source_id LEFT JOIN companies o ON o.id = s.company_id;

-- name: note_robots(source_id, robots)!
UPDATE sources SET robots = :robots::text::jsonb WHERE id = :source_id;

-- name: count_failure(source_id, scrape_id, ours)^
-- Count a scrape that brought nothing on its source: apart where the fault is ours.
UPDATE sources s
SET failures = s.failures + (NOT :ours::boolean)::integer,
    internal_failures = CASE WHEN :ours THEN s.internal_failures + 1 ELSE 0 END
WHERE s.id = :source_id
RETURNING s.failures, s.internal_failures, coalesce((
    SELECT c.status = 'suspect' FROM scrapes c
    WHERE c.source_id = s.id AND c.id <> :scrape_id AND c.finished_at IS NOT NULL
      AND c.error_kind IS DISTINCT FROM 'internal'
    ORDER BY c.id DESC LIMIT 1), false) AS was_suspect;

-- name: wait(source_id, wait)!
-- Leave a source in peace for a while.
UPDATE sources SET next_run_at = now() + :wait WHERE id = :source_id;

-- name: trigger(source_id, trigger)^
-- Queue a scrape by hand, or find the unfinished one that it joins. Nothing for a source that is
-- just removed, which is waited for.
WITH asked AS (
    SELECT id FROM sources WHERE id = :source_id FOR KEY SHARE),
queued AS (
    INSERT INTO scrapes (source_id, trigger)
    SELECT id, :trigger FROM asked
    ON CONFLICT DO NOTHING
    RETURNING id, status),
notified AS (
    INSERT INTO events (kind, about_id, status) SELECT 'scrape', id, status FROM queued)
SELECT id, true AS is_new FROM queued
UNION ALL
SELECT c.id, false FROM scrapes c JOIN asked ON c.source_id = asked.id
WHERE c.finished_at IS NULL AND NOT EXISTS (SELECT FROM queued)
LIMIT 1;

-- name: kind(source_id)$
SELECT kind FROM sources WHERE id = :source_id;

-- name: running(source_id)^
-- A source, and its unfinished scrape if there is one.
SELECT s.id, c.id AS scrape_id
FROM sources s LEFT JOIN scrapes c ON c.source_id = s.id AND c.finished_at IS NULL
WHERE s.id = :source_id;

-- name: hold(source_id)^
-- The unfinished scrape of a source, locked before the source is, in everybody's order.
SELECT id FROM scrapes WHERE source_id = :source_id AND finished_at IS NULL FOR NO KEY UPDATE;

-- name: call_off(source_id, error_kind, error)!
-- Nobody wants to know any more what is being read; what comes of it is not stored.
WITH ended AS (
    UPDATE scrapes
    SET status = 'failed', finished_at = now(), claimed_until = NULL,
        started_at = coalesce(started_at, now()), error_kind = :error_kind,
        error = :error
    WHERE source_id = :source_id AND finished_at IS NULL
    RETURNING id, status)
INSERT INTO events (kind, about_id, status) SELECT 'scrape', id, status FROM ended;

-- name: announce()!
SELECT pg_notify('jobscout', 'scrapes');

-- name: abandon(deaths_max)
-- Scrapes that ended the process that read them so many times: an operator must look.
WITH ended AS (
    UPDATE scrapes
    SET status = 'failed', finished_at = now(), claimed_until = NULL,
        started_at = coalesce(started_at, now()), error_kind = 'internal',
        error = 'the process that read it ended ' || attempts || ' times; see the log before that'
    WHERE finished_at IS NULL AND attempts >= :deaths_max
      AND (claimed_until IS NULL OR claimed_until < now())
    RETURNING id, source_id, status),
notified AS (
    INSERT INTO events (kind, about_id, status) SELECT 'scrape', id, status FROM ended
    RETURNING pg_notify('jobscout', 'events'))
UPDATE sources s SET internal_failures = s.internal_failures + 1
FROM ended WHERE s.id = ended.source_id
RETURNING s.id, s.internal_failures, s.priority, s.interval_seconds;

-- name: purge(older_than)!
DELETE FROM scrapes WHERE finished_at < now() - :older_than::interval;
