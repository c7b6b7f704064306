-- Openings: which job each new posting is of, and what stays known of postings that are gone.

-- name: alike(company_ids, fingerprints, source_id)
-- Jobs of the same companies with a posting that says the same thing: all their postings, and
-- what people decided about the jobs.
SELECT DISTINCT m.job_id, a.company_id, a.fingerprint, m.source_id, m.id AS posting_id,
       m.requisition_id, m.closed_at IS NULL AND m.missed = 0 AS open,
       m.fingerprint = a.fingerprint AS same, j.joined AS must_link,
       m.job_id IN (SELECT x.job_id FROM partings x JOIN postings o ON o.job_id = x.other_id
                    WHERE o.source_id = :source_id) AS cannot_link
FROM unnest(:company_ids::bigint[], :fingerprints::bytea[]) AS a(company_id, fingerprint)
JOIN postings p USING (company_id, fingerprint)
JOIN postings m ON m.job_id = p.job_id
JOIN jobs j ON j.id = m.job_id;

-- name: next_job_ids(many)
SELECT nextval(pg_get_serial_sequence('jobs', 'id')) AS id FROM generate_series(1, :many::integer);

-- name: insert_jobs(ids, company_ids, titles, posted_ats, possible_ats)!
-- New jobs; the rest of their columns comes from their postings, see refresh_jobs.
INSERT INTO jobs (id, company_id, title, posted_at, possible_at, is_backlog)
SELECT id, company_id, title, least(posted_at, now()), possible_at, possible_at IS NULL
FROM unnest(:ids::bigint[], :company_ids::bigint[], :titles::text[], :posted_ats::timestamptz[],
            :possible_ats::timestamptz[]) AS n(id, company_id, title, posted_at, possible_at);

-- name: recalled(kind, board, source_id, company_id, external_id, requisition_id, fingerprint, apply_link)
-- Postings of removed sources that any of these may be; see rules/openings.py.
WITH new AS (
    SELECT * FROM unnest(:company_id::bigint[], :external_id::text[], :requisition_id::text[],
                         :fingerprint::bytea[], :apply_link::text[])
        AS a(company_id, external_id, requisition_id, fingerprint, apply_link)),
found AS (
    -- not pairs: ten thousand postings may have one page to apply on
    SELECT id FROM openings
    WHERE external_id IN (SELECT external_id FROM new) AND kind = :kind AND board = :board
    UNION SELECT id FROM openings
    WHERE (company_id, fingerprint) IN (SELECT company_id, fingerprint FROM new)
    UNION SELECT id FROM openings
    WHERE (company_id, requisition_id) IN (SELECT company_id, requisition_id FROM new)
    UNION SELECT id FROM openings
    WHERE (company_id, apply_link) IN (SELECT company_id, apply_link FROM new))
SELECT o.id, o.job_id, o.company_id, o.external_id, o.requisition_id, o.fingerprint,
       o.apply_link, o.seniority, o.place_text AS location_words, o.kind = :kind AS same_kind,
       o.kind = :kind AND o.board = :board AS same_board,
       array(SELECT p.id FROM postings p
             WHERE p.job_id = o.job_id AND p.source_id = :source_id AND p.closed_at IS NULL
               AND p.missed = 0) AS here, j.joined AS must_link
FROM openings o JOIN jobs j ON j.id = o.job_id
WHERE o.id IN (SELECT id FROM found);

-- name: returned(ids)!
-- Their postings are back, and known by themselves.
DELETE FROM openings WHERE id = ANY(:ids::bigint[]);

-- name: adopt(job_ids, company_ids)!
-- A board that was added again under another company: jobs on it alone are that company's.
UPDATE jobs j SET company_id = n.company_id
FROM unnest(:job_ids::bigint[], :company_ids::bigint[]) AS n(job_id, company_id)
WHERE j.id = n.job_id AND j.company_id <> n.company_id
  AND NOT EXISTS (SELECT FROM postings p WHERE p.job_id = j.id);

-- name: alerted(source_id)
-- The postings of a source of whose jobs somebody was told.
SELECT p.job_id, p.company_id, p.external_id, p.requisition_id, p.fingerprint, p.seniority,
       p.place_text, p.apply_url, p.url
FROM postings p
WHERE p.source_id = :source_id AND EXISTS (SELECT FROM alerts a WHERE a.job_id = p.job_id);

-- name: insert_openings(kind, board, job_id, company_id, external_id, requisition_id, fingerprint, seniority, place_text, apply_link)!
INSERT INTO openings (kind, board, job_id, company_id, external_id, requisition_id, fingerprint,
                      seniority, place_text, apply_link)
SELECT :kind, :board, n.*
FROM unnest(:job_id::bigint[], :company_id::bigint[], :external_id::text[],
            :requisition_id::text[], :fingerprint::bytea[], :seniority::text[],
            :place_text::text[], :apply_link::text[]) AS n;

-- name: move(job_id, other_id)!
UPDATE openings SET job_id = :job_id WHERE job_id = :other_id;

-- name: without_alerts(most)
-- Jobs of which something is remembered for nobody any more.
SELECT DISTINCT o.job_id FROM openings o
WHERE NOT EXISTS (SELECT FROM alerts a WHERE a.job_id = o.job_id)
LIMIT :most;

-- name: forget(job_ids)!
DELETE FROM openings o
WHERE o.job_id = ANY(:job_ids::bigint[])
  AND NOT EXISTS (SELECT FROM alerts a WHERE a.job_id = o.job_id);

-- name: forget_jobs(job_ids)!
-- Jobs that are on no board any more: removed, unless a user tracks them.
DELETE FROM jobs j
WHERE j.id = ANY(:job_ids::bigint[])
  AND NOT EXISTS (SELECT FROM postings WHERE job_id = j.id)
  AND NOT EXISTS (SELECT FROM alerts WHERE job_id = j.id);
