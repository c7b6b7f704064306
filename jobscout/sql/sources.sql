-- Sources, as operators see and change them.

-- name: page(status, kind, q, unconfigured, after_name, after_id, most)
-- By name. Counted apart, see count. The made-up postings of the seed are no board.
SELECT x.*,
    (SELECT count(DISTINCT p.job_id) FROM postings p
     WHERE p.source_id = x.id AND p.closed_at IS NULL) AS open_jobs,
    (SELECT c.id FROM scrapes c WHERE c.source_id = x.id AND c.finished_at IS NULL) AS running_id,
    (SELECT max(c.finished_at) FROM scrapes c
     WHERE c.source_id = x.id AND c.new + c.updated + c.closed > 0) AS changed_at,
    (SELECT count(*) FROM scrapes c
     WHERE c.source_id = x.id AND c.new + c.updated + c.closed > 0
       AND c.finished_at > now() - interval '7 days') AS changes_7d,
    coalesce((SELECT jsonb_agg(jsonb_build_object(
        'scrape_id', r.id::text, 'status', r.status, 'started_at', r.started_at,
        'finished_at', r.finished_at, 'found', r.found, 'new', r.new, 'updated', r.updated,
        'closed', r.closed, 'unchanged', r.unchanged, 'error', r.error) ORDER BY r.id DESC)
     FROM (SELECT * FROM scrapes c WHERE c.source_id = x.id AND c.finished_at IS NOT NULL
           ORDER BY c.id DESC LIMIT 10) r), '[]')::text AS runs,
    here.shortest_interval, here.poll_hints, here.robots,
    rates.counts, rates.postings, rates.weeks, rates.as_of, rates.squares,
    plans.weight, plans.requests, plans.price, plans.longest, plans.bound, plans.prior_postings,
    plans.prior_weeks
FROM (
    SELECT * FROM source_states
    WHERE kind <> 'sample' AND (:status::text IS NULL OR :status = CASE
            WHEN health <> 'paused' AND kind = ANY(:unconfigured::text[]) THEN 'unconfigured'
            ELSE health END)
      AND (:kind::text IS NULL OR kind = :kind)
      AND (:q::text IS NULL OR name ILIKE :q OR board ILIKE :q OR company_name ILIKE :q)
      AND (lower(name), id) > (:after_name::text, :after_id::bigint)
    ORDER BY lower(name), id LIMIT :most) x
JOIN sources here ON here.id = x.id
LEFT JOIN source_rates rates ON rates.source_id = x.id
LEFT JOIN source_plans plans ON plans.source_id = x.id
ORDER BY lower(x.name), x.id;

-- name: count(status, kind, q, unconfigured)$
SELECT count(*) FROM source_states
WHERE kind <> 'sample' AND (:status::text IS NULL OR :status = CASE
        WHEN health <> 'paused' AND kind = ANY(:unconfigured::text[]) THEN 'unconfigured'
        ELSE health END)
  AND (:kind::text IS NULL OR kind = :kind)
  AND (:q::text IS NULL OR name ILIKE :q OR board ILIKE :q OR company_name ILIKE :q);

-- name: unreachable_hosts()$
-- How many hosts are asked, if none of them was reached the last time; otherwise null.
SELECT CASE WHEN bool_and(health = 'failing' AND last_error_kind = 'unreachable')
            THEN count(DISTINCT host) END
FROM source_states WHERE active AND last_scrape_id IS NOT NULL;

-- name: list_position(source_id)^
-- Where a source stands in the list, for a page of it alone.
SELECT lower(name) AS name, id, kind, config, company_id, priority, active
FROM sources WHERE id = :source_id;

-- name: lock(source_id)^
-- A transaction that stores a reading of it waits for this one, and vice versa.
SELECT id, kind, board, config, name, active, gone_at FROM sources WHERE id = :source_id
FOR NO KEY UPDATE;

-- name: add(kind, board, config, company_id, name, url, host, attribution, priority, interval_seconds, active)$
-- Nothing when there is such a board.
INSERT INTO sources (kind, board, config, company_id, name, url, host, attribution, priority,
                     interval_seconds, active)
VALUES (:kind, :board, :config::text::jsonb, :company_id, :name, :url, :host, :attribution,
        :priority, :interval_seconds, :active)
ON CONFLICT (kind, board) DO NOTHING
RETURNING id;

-- name: known(kind, board)$
SELECT id FROM sources WHERE kind = :kind AND board = :board;

-- name: change(source_id, kind, board, config, company_id, name, url, host, attribution, priority, interval_seconds, active, moved)!
-- Another address, or a source that is read again after a pause, is looked at at once; what it
-- lists first is backlog, and what the old address said of its version means nothing any more.
UPDATE sources
SET kind = :kind, board = :board, config = :config::text::jsonb, company_id = :company_id, name = :name,
    url = :url, host = :host, attribution = :attribution, priority = :priority, interval_seconds = :interval_seconds,
    next_run_at = CASE WHEN :moved::boolean OR :active AND NOT active THEN now()
                       ELSE next_run_at END,
    etag = CASE WHEN :moved THEN NULL ELSE etag END,
    last_modified = CASE WHEN :moved THEN NULL ELSE last_modified END,
    poll_hints = CASE WHEN :moved THEN NULL ELSE poll_hints END,
    validators_distrusted = validators_distrusted AND NOT :moved,
    failures = CASE WHEN :moved THEN 0 ELSE failures END,
    gone_at = CASE WHEN :moved THEN NULL ELSE gone_at END,
    not_found_scrapes = CASE WHEN :moved THEN '{}' ELSE not_found_scrapes END,
    watched_since = CASE WHEN :moved OR :active AND NOT active THEN NULL ELSE watched_since END,
    active = :active
WHERE id = :source_id;

-- name: settings(source_id)^
SELECT kind, board, config, company_id, name, url, host, attribution, priority, interval_seconds,
    active
FROM sources WHERE id = :source_id FOR NO KEY UPDATE;

-- name: pause(source_id)!
UPDATE sources SET active = false WHERE id = :source_id;

-- name: reset(source_id)!
UPDATE sources
SET failures = 0, internal_failures = 0, validators_distrusted = false, next_run_at = now()
WHERE id = :source_id;

-- name: forgive(scrape_id)!
-- The scrape that follows a reset, also one that was queued before.
UPDATE scrapes SET forgives = true, next_try_at = now()
WHERE id = :scrape_id AND claimed_until IS NULL;

-- name: accept(source_id)$
-- The suspect reading becomes what is usual of this board, and what it has is backlog. Nothing
-- when the last was none.
UPDATE sources s
SET accepted_found = c.found, recent_found = ARRAY[c.found], etag = NULL, last_modified = NULL,
    watched_since = NULL
FROM source_states v JOIN scrapes c ON c.id = v.last_scrape_id
WHERE s.id = :source_id AND v.id = s.id AND c.status = 'suspect'
RETURNING c.found;

-- name: companies_of(source_id)
-- In the order in which storing a reading locks them.
SELECT c.id FROM companies c
WHERE c.id IN (SELECT company_id FROM postings WHERE source_id = :source_id)
ORDER BY c.id FOR NO KEY UPDATE;

-- name: jobs_of(source_id)
SELECT j.id FROM jobs j
WHERE j.id IN (SELECT job_id FROM postings WHERE source_id = :source_id)
ORDER BY j.id FOR UPDATE;

-- name: delete(source_id)!
DELETE FROM sources WHERE id = :source_id;

-- name: close_jobs(job_ids)!
-- What people track stays, closed.
UPDATE jobs SET closed_at = coalesce(closed_at, now()), postings = 0, matched_at = coalesce(matched_at, now())
WHERE id = ANY(:job_ids::bigint[]) AND NOT EXISTS (SELECT FROM postings WHERE job_id = jobs.id);

-- name: left(job_ids)
SELECT DISTINCT job_id FROM postings WHERE job_id = ANY(:job_ids::bigint[]);

-- name: logs(source_id, status, since, after, most)
-- Newest first.
SELECT id, source_id, trigger, status, queued_at, started_at, finished_at,
    (extract(epoch FROM finished_at - started_at) * 1000)::integer AS duration_ms,
    http_requests, not_modified, bytes, found, new, updated, closed, unchanged, duplicates,
    error_kind, error
FROM scrapes
WHERE (:source_id::bigint IS NULL OR source_id = :source_id)
  AND (:status::text IS NULL OR status = :status)
  AND (:since::timestamptz IS NULL OR queued_at >= :since)
  AND id < :after
ORDER BY id DESC
LIMIT :most;

-- name: count_logs(source_id, status, since, most)$
-- At most :most, for a thousand sources write a million rows a week.
SELECT count(*) FROM (
    SELECT FROM scrapes
    WHERE (:source_id::bigint IS NULL OR source_id = :source_id)
      AND (:status::text IS NULL OR status = :status)
      AND (:since::timestamptz IS NULL OR queued_at >= :since)
    LIMIT :most) x;
