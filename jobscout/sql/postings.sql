-- Postings: one row per advertisement on one source. Everything here happens inside the one
-- transaction that also moves the source's cursor and finishes the scrape.

-- name: lock_source(scrape_id, holder)^
-- The source of an unfinished scrape that no other process has by now, both locked: one reading
-- of a source is stored at a time, and each scrape once. The join makes a waiting transaction look at
-- the scrape again.
SELECT s.id, s.kind, s.board, s.company_id, s.priority, s.interval_seconds, s.recent_found,
       s.last_whole_read_at, s.watched_since, s.accepted_found,
       (SELECT status FROM scrapes WHERE source_id = s.id AND finished_at IS NOT NULL
          AND error_kind IS DISTINCT FROM 'internal'
        ORDER BY id DESC LIMIT 1) AS last_status,
       s.suspect_scrapes, s.suspect_sketch,
       (SELECT finished_at FROM scrapes WHERE id = s.suspect_scrapes[1]) AS suspect_since,
       now() AS now,
       coalesce(s.last_whole_read_at = (
           SELECT finished_at FROM scrapes
           WHERE source_id = s.id AND status IN ('ok', 'partial', 'suspect')
           ORDER BY id DESC LIMIT 1), false) AS whole_before
FROM scrapes c JOIN sources s ON s.id = c.source_id
WHERE c.id = :scrape_id AND c.finished_at IS NULL
  AND (c.claimed_by IS NULL OR c.claimed_by = :holder)
FOR NO KEY UPDATE OF c, s;

-- name: known(source_id)
-- What we have of a source, enough to tell new from changed from unchanged.
SELECT id, external_id, job_id, content_hash, list_hash, missed, closed_at IS NOT NULL AS closed,
       fingerprint, last_seen_at, expires_at, updated_at
FROM postings WHERE source_id = :source_id;

-- name: list_hashes(source_id)
-- Versions of list entries whose whole text we have.
SELECT external_id, list_hash FROM postings
WHERE source_id = :source_id AND list_hash IS NOT NULL;

-- name: upsert
-- Store new postings and overwrite changed ones. A posting keeps its job and its first sight.
-- It was edited unless only the rules read it otherwise, as in a backfill. What stated an
-- old row is not known, so its text decides.
INSERT INTO postings (source_id, job_id, company_id
    , {column} -- for posting
)
SELECT :source_id::bigint, n.*
FROM unnest(:job_ids::bigint[], :company_ids::bigint[]
    , :{column}::{type}[] -- for posting
) AS n
ON CONFLICT (source_id, external_id) DO UPDATE
SET changed_at = CASE
        WHEN postings.rules = excluded.rules
            OR postings.description_html IS DISTINCT FROM excluded.description_html
            OR postings.stated <> excluded.stated
        THEN now() ELSE postings.changed_at END,
    posted_at = least(postings.posted_at, excluded.posted_at),
    company_id = excluded.company_id
    , {column} = excluded.{column} -- for overwritten
RETURNING id, external_id, changed_at = now() AS edited;

-- name: reappeared(ids)!
-- Seen again: open, and missed no more. What was closed is open since now; see rules/changes.py.
UPDATE postings
SET missed = 0, closed_at = NULL, closed_reason = NULL,
    last_seen_at = CASE WHEN closed_at IS NULL THEN last_seen_at ELSE now() END
WHERE id = ANY(:ids::bigint[]);

-- name: relist(ids, list_hashes)!
-- The list names another version, and the words are the same.
UPDATE postings p SET list_hash = n.list_hash
FROM unnest(:ids::bigint[], :list_hashes::bytea[]) AS n(id, list_hash)
WHERE p.id = n.id;

-- name: never_open(ids)
-- Jobs of postings that had expired when they were seen first, so that no search was asked.
SELECT job_id FROM postings WHERE id = ANY(:ids::bigint[]) AND closed_at = first_seen_at;

-- name: missing(ids, scrape_id, last_seen_at)!
-- Not in a whole reading.
UPDATE postings
SET missed = missed + 1,
    evidence = CASE WHEN missed = 0 THEN '{}' ELSE evidence END || :scrape_id::bigint,
    last_seen_at = CASE WHEN missed = 0
        THEN greatest(last_seen_at, :last_seen_at::timestamptz) ELSE last_seen_at END
WHERE id = ANY(:ids::bigint[]);

-- name: jobs_of(ids)
SELECT DISTINCT job_id FROM postings WHERE id = ANY(:ids::bigint[]);

-- name: current_jobs(ids)
SELECT id, job_id FROM postings WHERE id = ANY(:ids::bigint[]);

-- name: read_leads_again(job_ids)!
-- What these jobs are found by may be another posting's words now; see actors/backfill.py.
UPDATE postings SET rules = 0
WHERE id IN (SELECT lead_posting_id FROM jobs WHERE id = ANY(:job_ids::bigint[]));

-- name: lock_jobs(job_ids)
-- In the order of their ids, and before they are summed up: of two boards that close the
-- last two postings of a job at once, the second must see what the first did.
SELECT id FROM jobs WHERE id = ANY(:job_ids::bigint[]) ORDER BY id FOR NO KEY UPDATE;

-- name: refresh_jobs(job_ids, recorded, rematched)
-- A job is what its postings say: the lead's words, everybody's places, the earliest date,
-- the countries of all, in which '*' is any country for who works remotely,
-- and closed when all of them are. An open one of :rematched that states something else than
-- before is to be matched again, and so is one that was closed when it was matched. Called by job_events.py only, for the jobs that it returns: these,
-- those of :recorded that state something else than before, and all that closed or opened.
-- What was before is read again from the table where jobs are joined one by one: what WITH made has
-- no index, and every job would be compared with every other.
WITH before AS MATERIALIZED (
    SELECT id, locations, remote_countries, remote_anywhere, closed_at, closed_reason
        , {column} -- for lead
    FROM jobs WHERE id = ANY(:job_ids::bigint[])),
members AS (
    SELECT id, job_id, source_id, company_id, locations, posted_at, first_seen_at, closed_at,
        place_text, closed_reason, evidence, remote_countries, remote_anywhere
        , {column} -- for lead
        , row_number() OVER (
            PARTITION BY job_id ORDER BY closed_at IS NOT NULL, first_seen_at, id) AS rank
    FROM postings WHERE job_id = ANY(:job_ids::bigint[])),
last_closed AS (
    SELECT DISTINCT ON (job_id) job_id, closed_reason, evidence
    FROM members WHERE closed_at IS NOT NULL ORDER BY job_id, closed_at DESC, id),
sums AS (
    SELECT job_id, count(DISTINCT source_id) FILTER (WHERE closed_at IS NULL) AS open_boards,
           count(DISTINCT source_id) AS boards, bool_and(closed_at IS NOT NULL) AS all_closed,
           max(closed_at) AS closed_at, min(coalesce(posted_at, first_seen_at)) AS posted_at,
           string_agg(place_text, ' ') AS place_text, bool_or(remote_anywhere) AS remote_anywhere
    FROM members GROUP BY job_id),
all_locations AS (
    SELECT job_id, jsonb_agg(location ORDER BY rank, n) AS locations,
           array_remove(array_agg(DISTINCT location ->> 'country'), NULL) AS countries
    FROM (
        SELECT DISTINCT ON (m.job_id, location.value) m.job_id, location.value AS location, m.rank, location.n
        FROM members m, jsonb_array_elements(m.locations) WITH ORDINALITY AS location(value, n)
        ORDER BY m.job_id, location.value, m.rank, location.n) once
    GROUP BY job_id),
reach AS (
    SELECT job_id, array_agg(DISTINCT code ORDER BY code) AS countries
    FROM members, jsonb_array_elements_text(remote_countries) AS code
    GROUP BY job_id),
after AS (
UPDATE jobs j
SET lead_posting_id = lead.id, company_id = lead.company_id
    , {column} = {value} -- for lead
    , locations = coalesce(all_locations.locations, '[]'),
    countries = ARRAY(
        SELECT unnest(all_locations.countries || reach.countries)
        UNION SELECT '*' WHERE sums.remote_anywhere
        ORDER BY 1),
    remote_countries = coalesce(reach.countries, '{}'), remote_anywhere = sums.remote_anywhere,
    place_words = to_tsvector('simple', sums.place_text),
    posted_at = least(j.posted_at, sums.posted_at),
    closed_at = CASE WHEN sums.all_closed THEN sums.closed_at END,
    closed_reason = CASE WHEN sums.all_closed THEN last_closed.closed_reason END,
    evidence = CASE WHEN sums.all_closed THEN last_closed.evidence ELSE '{}' END,
    postings = CASE WHEN sums.all_closed THEN sums.boards ELSE sums.open_boards END,
    changed_at = now(),
    matched_at = CASE WHEN NOT due.again THEN j.matched_at END,
    attempts = CASE WHEN due.again THEN 0 ELSE j.attempts END,
    next_try_at = CASE WHEN due.again THEN now() ELSE j.next_try_at END
FROM members lead JOIN sums USING (job_id) LEFT JOIN all_locations USING (job_id)
LEFT JOIN reach USING (job_id)
LEFT JOIN last_closed USING (job_id) JOIN jobs before ON before.id = lead.job_id
LEFT JOIN unnest(:rematched::bigint[]) AS rematched(id) ON rematched.id = lead.job_id,
LATERAL (
    SELECT NOT sums.all_closed AND (coalesce(before.closed_at <= before.matched_at, false)
        OR rematched.id IS NOT NULL AND (before.locations <> coalesce(all_locations.locations, '[]')
        OR before.remote_countries <> coalesce(reach.countries, '{}')
        OR before.remote_anywhere <> sums.remote_anywhere
        OR before.{column} IS DISTINCT FROM {value} -- for lead
    )) AS again) due
WHERE j.id = lead.job_id AND lead.rank = 1
RETURNING due.again, j.id, j.title, j.workplace, j.locations, j.closed_at, j.closed_reason
    , j.{column} -- for salary
)
SELECT id, after.again, recorded.id IS NOT NULL AS is_recorded,
    ROW(before.title, before.workplace, before.locations, before.closed_at, before.closed_reason
        , before.{column} -- for salary
    ) AS before,
    ROW(after.title, after.workplace, after.locations, after.closed_at, after.closed_reason
        , after.{column} -- for salary
    ) AS after
FROM before JOIN after USING (id) LEFT JOIN unnest(:recorded::bigint[]) AS recorded(id) USING (id)
WHERE after.again OR (before.closed_at IS NULL) <> (after.closed_at IS NULL)
    OR before.closed_reason IS DISTINCT FROM after.closed_reason
    OR recorded.id IS NOT NULL AND (
        before.title <> after.title OR before.workplace <> after.workplace
        OR before.locations <> after.locations
        OR before.{column} IS DISTINCT FROM after.{column} -- for salary
    );

-- name: count_reposts(job_ids)!
UPDATE jobs SET reposted = reposted + 1 WHERE id = ANY(:job_ids::bigint[]);

-- name: rematch(job_ids)
-- The searches are asked about these jobs again.
UPDATE jobs SET matched_at = NULL, attempts = 0, next_try_at = now()
WHERE id = ANY(:job_ids::bigint[]) AND closed_at IS NULL
RETURNING id;

-- name: index_words(job_ids, posting_ids, titles, words)!
-- What a search finds, title first; only the lead's words count.
UPDATE jobs j
SET words = setweight(to_tsvector('simple', n.title), 'A') || to_tsvector('simple', n.words)
FROM unnest(:job_ids::bigint[], :posting_ids::bigint[], :titles::text[], :words::text[])
    AS n(job_id, posting_id, title, words)
WHERE j.id = n.job_id AND j.lead_posting_id = n.posting_id;

-- name: advance_source(source_id, wait, shortest, poll_hints, etag, last_modified, in_full, distrusts, recent_found, accepted_found, suspect_scrapes, suspect_sketch, whole, restarts)!
-- Whatever a board lists, it is there.
UPDATE sources
SET next_run_at = now() + :wait, shortest_interval = :shortest,
    poll_hints = :poll_hints::text::jsonb, etag = :etag, last_modified = :last_modified,
    full_read_at = CASE WHEN :in_full::boolean THEN now() ELSE full_read_at END,
    validators_distrusted = validators_distrusted OR :distrusts::boolean,
    recent_found = :recent_found, failures = 0, internal_failures = 0,
    accepted_found = :accepted_found, suspect_scrapes = :suspect_scrapes,
    suspect_sketch = :suspect_sketch, not_found_scrapes = '{}', gone_at = NULL,
    last_whole_read_at = CASE WHEN :whole::boolean THEN now() ELSE last_whole_read_at END,
    watched_since = CASE WHEN :whole AND (:restarts::boolean OR watched_since IS NULL)
        THEN now() ELSE watched_since END
WHERE id = :source_id;

-- name: announce_jobs()!
SELECT pg_notify('jobscout', 'jobs');
