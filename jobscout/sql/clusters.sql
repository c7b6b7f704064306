-- Clusters: permanent splits and joins by admins. Rows are locked in the order of a reading:
-- sources, companies, jobs; then users and their alerts.

-- name: lock_sources(job_ids)
-- Blocks readings of these sources, which would identify postings by their old job.
SELECT id FROM sources
WHERE id IN (SELECT source_id FROM postings WHERE job_id = ANY(:job_ids::bigint[]))
ORDER BY id FOR NO KEY UPDATE;

-- name: lock_companies(job_ids)
-- Blocks readings of other sources that would add to these jobs.
SELECT id FROM companies
WHERE id IN (SELECT company_id FROM jobs WHERE id = ANY(:job_ids::bigint[]))
ORDER BY id FOR NO KEY UPDATE;

-- name: lock_jobs(job_ids)
-- FOR UPDATE, unlike a reading's lock: no alert can be added to a job that will be deleted.
SELECT id, company_id FROM jobs WHERE id = ANY(:job_ids::bigint[]) ORDER BY id FOR UPDATE;

-- name: exists(job_id)
SELECT FROM jobs WHERE id = :job_id;

-- name: members(job_ids)
SELECT id, job_id, source_id FROM postings WHERE job_id = ANY(:job_ids::bigint[]) ORDER BY id;

-- name: add_job(job_id)$
-- Another job of the same company, which is to be matched. Who was told of the first is not told
-- again; whom only this one suits has missed it until now.
WITH made AS (
    INSERT INTO jobs (company_id, title, posted_at, joined, possible_at, is_backlog, words)
    SELECT company_id, title, now(), joined, possible_at, is_backlog, words
    FROM jobs WHERE id = :job_id
    RETURNING id),
informed AS (
    INSERT INTO informed_users (job_id, user_id)
    SELECT made.id, known.user_id
    FROM made, (SELECT user_id FROM alerts WHERE job_id = :job_id
                UNION SELECT user_id FROM informed_users WHERE job_id = :job_id) AS known)
SELECT id FROM made;

-- name: move_postings(posting_ids, job_id)!
UPDATE postings SET job_id = :job_id WHERE id = ANY(:posting_ids::bigint[]);

-- name: date(job_id, new_id)!
-- Each job gets the dates of its own postings. An older date comes from a removed board, and
-- stays with the existing job.
WITH own AS (
    SELECT job_id, min(coalesce(posted_at, first_seen_at)) AS posted_at,
        min(first_seen_at) AS first_seen_at
    FROM postings WHERE job_id IN (:job_id, :new_id) GROUP BY job_id),
oldest AS (
    SELECT min(posted_at) AS posted_at, min(first_seen_at) AS first_seen_at FROM own)
UPDATE jobs j
SET posted_at = CASE WHEN j.id = :job_id AND j.posted_at < oldest.posted_at
        THEN j.posted_at ELSE own.posted_at END,
    first_seen_at = CASE WHEN j.id = :job_id AND j.first_seen_at < oldest.first_seen_at
        THEN j.first_seen_at ELSE own.first_seen_at END
FROM own, oldest
WHERE j.id = own.job_id;

-- name: add_cannot_links(job_id, new_id)!
-- Two jobs that rules never merge; jobs that were split from the first are also kept apart from
-- the second.
INSERT INTO partings (job_id, other_id)
SELECT :job_id::bigint, :new_id::bigint UNION ALL SELECT :new_id, :job_id
UNION ALL SELECT :new_id, other_id FROM partings WHERE job_id = :job_id
UNION ALL SELECT other_id, :new_id FROM partings WHERE job_id = :job_id
ON CONFLICT DO NOTHING;

-- name: inherit_cannot_links(job_id, other_id)!
-- Jobs that were split from the deleted one stay split from the remaining one.
INSERT INTO partings (job_id, other_id)
SELECT :job_id::bigint, other_id FROM partings WHERE job_id = :other_id AND other_id <> :job_id
UNION ALL
SELECT other_id, :job_id FROM partings WHERE job_id = :other_id AND other_id <> :job_id
ON CONFLICT DO NOTHING;

-- name: remove_cannot_link(job_id, other_id)!
DELETE FROM partings
WHERE (job_id, other_id) IN ((:job_id, :other_id), (:other_id, :job_id));

-- name: take_over(job_id, other_id, joined)!
-- What the job that stays takes from the one that goes. It is to be matched if either was: users
-- with an alert get no second one.
UPDATE jobs j
SET joined = j.joined OR :joined, first_seen_at = least(j.first_seen_at, o.first_seen_at),
    reposted = j.reposted + o.reposted, possible_at = least(j.possible_at, o.possible_at),
    is_backlog = j.is_backlog OR o.is_backlog,
    matched_at = CASE WHEN o.matched_at IS NULL THEN NULL ELSE j.matched_at END,
    attempts = CASE WHEN o.matched_at IS NULL THEN 0 ELSE j.attempts END,
    next_try_at = CASE WHEN o.matched_at IS NULL THEN now() ELSE j.next_try_at END
FROM jobs o
WHERE j.id = :job_id AND o.id = :other_id;

-- name: lock_users(job_id, other_id)
-- Users with an alert on both: the user first, then their alerts, as the notifier does.
SELECT id FROM users
WHERE id IN (SELECT a.user_id FROM alerts a JOIN alerts b USING (user_id)
             WHERE a.job_id = :job_id AND b.job_id = :other_id)
ORDER BY id FOR NO KEY UPDATE;

-- name: twins(job_id, other_id)
-- Of users with an alert on both: the alert to keep (with an application, else saved or with
-- notes, else the older), the one to delete, and whether the first has a delivery already.
SELECT CASE WHEN first.is_a THEN a.id ELSE b.id END AS kept,
       CASE WHEN first.is_a THEN b.id ELSE a.id END AS gone,
       CASE WHEN first.is_a THEN a.bundled_at ELSE b.bundled_at END IS NOT NULL AS notified
FROM alerts a JOIN alerts b USING (user_id),
    LATERAL (SELECT (a.application_status IS NULL, NOT a.is_saved AND a.notes IS NULL,
                     a.created_at, a.id)
                  < (b.application_status IS NULL, NOT b.is_saved AND b.notes IS NULL,
                     b.created_at, b.id) AS is_a) AS first
WHERE a.job_id = :job_id AND b.job_id = :other_id
ORDER BY a.user_id
FOR NO KEY UPDATE OF a, b;

-- name: absorb(kept, gone)!
-- The kept alert takes the marks, notes, history and better match of the other.
UPDATE alerts k
SET is_read = k.is_read OR g.is_read, read_at = least(k.read_at, g.read_at),
    is_saved = k.is_saved OR g.is_saved,
    interview_at = coalesce(k.interview_at, g.interview_at),
    deadline = coalesce(k.deadline, g.deadline), acted_at = greatest(k.acted_at, g.acted_at),
    notes = CASE WHEN k.notes = g.notes THEN k.notes
        ELSE nullif(concat_ws(E'\n\n', k.notes, g.notes), '') END,
    search_id = CASE WHEN g.score > k.score THEN g.search_id ELSE k.search_id END,
    reasons = CASE WHEN g.score > k.score THEN g.reasons ELSE k.reasons END,
    score = greatest(k.score, g.score),
    dismissed_at = CASE WHEN k.application_status IS NULL
        THEN least(k.dismissed_at, g.dismissed_at) END,
    dismissal_reason = CASE WHEN k.application_status IS NULL
        THEN coalesce(k.dismissal_reason, g.dismissal_reason) END,
    reacted_at = greatest(k.reacted_at, g.reacted_at),
    bundle_at = CASE WHEN k.application_status IS NOT NULL
            OR k.dismissed_at IS NULL AND g.dismissed_at IS NULL
        THEN least(k.bundle_at, g.bundle_at) END, bundled_at = least(k.bundled_at, g.bundled_at)
FROM unnest(:kept::bigint[], :gone::bigint[]) AS n(kept, gone) JOIN alerts g ON g.id = n.gone
WHERE k.id = n.kept;

-- name: move_events(kept, gone)!
UPDATE alert_events e SET alert_id = n.kept
FROM unnest(:kept::bigint[], :gone::bigint[]) AS n(kept, gone)
WHERE e.alert_id = n.gone;

-- name: move_reminders(kept, gone)!
-- What the person was reminded of, they are not reminded of again.
UPDATE reminders r SET alert_id = n.kept
FROM unnest(:kept::bigint[], :gone::bigint[]) AS n(kept, gone)
WHERE r.alert_id = n.gone
  AND NOT EXISTS (SELECT FROM reminders k WHERE k.alert_id = n.kept AND k.kind = r.kind
                  AND k.own_deadline IS NOT DISTINCT FROM r.own_deadline);

-- name: drop_duplicate_deliveries(gone)!
-- Pending deliveries only about alerts that are delivered already: :gone are alerts whose twins
-- have a delivery.
DELETE FROM deliveries
WHERE alert_ids && :gone::bigint[] AND alert_ids <@ :gone::bigint[] AND status = 'pending'
  AND reminder_ids = '{}';

-- name: drop_told(kept, gone)!
-- Pending deliveries of kept alerts whose twins went out by the same way.
WITH told AS (
    SELECT DISTINCT d.id, n.kept, n.gone
    FROM unnest(:kept::bigint[], :gone::bigint[]) AS n(kept, gone)
    JOIN deliveries d ON d.alert_ids @> ARRAY[n.kept] AND d.status = 'pending'
    JOIN deliveries o ON o.alert_ids @> ARRAY[n.gone] AND o.status <> 'pending'
        AND o.user_id = d.user_id AND o.channel = d.channel
        AND o.device_id IS NOT DISTINCT FROM d.device_id
        AND o.user_channel_id IS NOT DISTINCT FROM d.user_channel_id),
dropped AS (
    DELETE FROM deliveries d USING told
    WHERE d.id = told.id AND d.alert_ids <@ ARRAY[told.kept, told.gone])
UPDATE deliveries d SET alert_ids = array_remove(array_remove(d.alert_ids, told.kept), told.gone)
FROM told WHERE d.id = told.id AND NOT d.alert_ids <@ ARRAY[told.kept, told.gone];

-- name: move_deliveries(kept, gone, notified)!
-- Deliveries refer to the kept alert, once, and never to one that has another delivery.
UPDATE deliveries d
SET alert_ids = CASE
    WHEN d.alert_ids @> ARRAY[n.kept] OR (n.notified AND d.status = 'pending' AND d.reminder_ids = '{}')
    THEN array_remove(d.alert_ids, n.gone)
    ELSE array_replace(d.alert_ids, n.gone, n.kept) END
FROM unnest(:kept::bigint[], :gone::bigint[], :notified::boolean[]) AS n(kept, gone, notified)
WHERE d.alert_ids @> ARRAY[n.gone];

-- name: unsend_dismissed(kept)!
-- Deliveries that nobody has begun do not tell of what one of two twins was dismissed as.
WITH dismissed AS (
    SELECT coalesce(array_agg(id), '{}') AS ids FROM alerts
    WHERE id = ANY(:kept::bigint[]) AND dismissed_at IS NOT NULL),
dropped AS (
    DELETE FROM deliveries d USING dismissed
    WHERE d.alert_ids && dismissed.ids AND d.alert_ids <@ dismissed.ids AND d.status = 'pending')
UPDATE deliveries d
SET alert_ids = ARRAY(SELECT one FROM unnest(d.alert_ids) AS one WHERE one <> ALL(dismissed.ids))
FROM dismissed
WHERE d.alert_ids && dismissed.ids AND NOT d.alert_ids <@ dismissed.ids AND d.status = 'pending';

-- name: forget_alerts(gone)!
DELETE FROM alerts WHERE id = ANY(:gone::bigint[]);

-- name: move_informed(job_id, other_id)!
INSERT INTO informed_users (job_id, user_id)
SELECT :job_id, user_id FROM informed_users WHERE job_id = :other_id
ON CONFLICT DO NOTHING;

-- name: move_alerts(job_id, other_id)!
UPDATE alerts SET job_id = :job_id WHERE job_id = :other_id;

-- name: forget_job(job_id)!
DELETE FROM jobs WHERE id = :job_id;

-- name: leads(job_ids)
-- The texts of the jobs' lead postings, for search and skills. A company's own board rarely names
-- the company in its postings; a board of many companies does.
SELECT j.id AS job_id, p.id AS posting_id, p.title, p.department, p.locations,
       p.description_text AS text, CASE WHEN s.company_id IS NULL THEN c.name END AS company
FROM jobs j JOIN postings p ON p.id = j.lead_posting_id
JOIN sources s ON s.id = p.source_id JOIN companies c ON c.id = p.company_id
WHERE j.id = ANY(:job_ids::bigint[]);
