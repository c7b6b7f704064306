-- Reminders of what people track: owed once each, bundled into deliveries like alerts.
-- What is there already is asked for one by one, by an index: joined, a table that just grew is
-- read as if it were small.

-- name: coming_deadlines(first, last, after, most)
-- Deadlines of what a person saved or tracks and has not applied for: theirs, or the job's.
SELECT a.id AS alert_id, a.user_id, near.deadline, a.deadline AS own_deadline, u.timezone, p.cadence,
       p.digest_hour, p.quiet_start, p.quiet_end, p.max_alerts_per_day
FROM (
    SELECT o.id, o.deadline FROM alerts o WHERE o.deadline BETWEEN :first AND :last
    UNION ALL
    SELECT w.id, j.deadline
    FROM jobs j JOIN alerts w ON w.job_id = j.id
    WHERE j.deadline BETWEEN :first AND :last AND j.closed_at IS NULL
      AND (w.is_saved OR w.score = 0) AND w.application_status IS NULL AND w.deadline IS NULL) near
JOIN alerts a ON a.id = near.id
JOIN users u ON u.id = a.user_id
LEFT JOIN preferences p ON p.user_id = u.id
WHERE a.id > :after AND a.application_status IS NULL
  AND u.disabled_at IS NULL AND u.deleted_at IS NULL AND p.deadline_reminders IS NOT false
  AND (SELECT r.id FROM reminders r WHERE r.alert_id = a.id AND r.kind = 'deadline'
       AND r.own_deadline IS NOT DISTINCT FROM a.deadline LIMIT 1) IS NULL
ORDER BY a.id
LIMIT :most;

-- name: quiet_applications(earliest, latest, after, most)
-- Applications to which nothing has happened since a moment between these; an interview happens.
SELECT a.id AS alert_id, a.user_id, greatest(coalesce(a.acted_at, a.applied_at), a.interview_at) AS since,
       u.timezone, p.cadence, p.digest_hour, p.quiet_start, p.quiet_end, p.max_alerts_per_day
FROM alerts a
JOIN users u ON u.id = a.user_id
LEFT JOIN preferences p ON p.user_id = u.id
WHERE a.application_status IN ('Applied', 'Interviewing')
  AND greatest(coalesce(a.acted_at, a.applied_at), a.interview_at) BETWEEN :earliest AND :latest
  -- what a process of the last release wrote
  AND (SELECT e.id FROM alert_events e WHERE e.alert_id = a.id AND e.at > :latest LIMIT 1) IS NULL
  AND a.id > :after
  AND u.disabled_at IS NULL AND u.deleted_at IS NULL AND p.application_nudges IS NOT false
  AND (SELECT r.id FROM reminders r WHERE r.alert_id = a.id AND r.kind = 'quiet' LIMIT 1) IS NULL
ORDER BY a.id
LIMIT :most;

-- name: closed_applications(earliest, after, most)
-- Applications whose posting closed after that moment, and after the person applied.
SELECT a.id AS alert_id, a.user_id, j.closed_at AS since, u.timezone, p.cadence, p.digest_hour,
       p.quiet_start, p.quiet_end, p.max_alerts_per_day
FROM jobs j
JOIN alerts a ON a.job_id = j.id
JOIN users u ON u.id = a.user_id
LEFT JOIN preferences p ON p.user_id = u.id
WHERE j.closed_at > :earliest AND j.closed_at >= a.applied_at
  AND a.application_status IN ('Applied', 'Interviewing') AND a.id > :after
  AND u.disabled_at IS NULL AND u.deleted_at IS NULL AND p.application_nudges IS NOT false
  AND (SELECT r.id FROM reminders r WHERE r.alert_id = a.id AND r.kind = 'closed' LIMIT 1) IS NULL
ORDER BY a.id
LIMIT :most;

-- name: add(kind, user_ids, alert_ids, abouts, own_deadlines, bundle_ats)!
-- Each once, whoever adds it, unless its alert is gone.
INSERT INTO reminders (user_id, alert_id, kind, about, own_deadline, bundle_at)
SELECT n.user_id, n.alert_id, :kind, n.about, n.own_deadline, n.bundle_at
FROM unnest(:user_ids::bigint[], :alert_ids::bigint[], :abouts::date[], :own_deadlines::date[],
            :bundle_ats::timestamptz[])
     AS n(user_id, alert_id, about, own_deadline, bundle_at)
JOIN alerts a ON a.id = n.alert_id AND a.user_id = n.user_id
ORDER BY n.alert_id
FOR KEY SHARE OF a
ON CONFLICT DO NOTHING;

-- name: pending(user_id, quiet_since, most)
-- What is due to a person, and whether it is still true.
SELECT r.id, r.alert_id,
       CASE r.kind
           WHEN 'deadline' THEN a.application_status IS NULL
               AND coalesce(a.deadline, j.deadline) = r.about
               AND (a.deadline IS NOT NULL OR a.is_saved OR a.score = 0)
               AND (j.closed_at IS NULL OR a.deadline IS NOT NULL)
               AND r.about >= (now() AT TIME ZONE 'UTC')::date - 1
               AND p.deadline_reminders IS NOT false
           WHEN 'quiet' THEN coalesce(a.application_status IN ('Applied', 'Interviewing')
               AND greatest(coalesce(a.acted_at, a.applied_at), a.interview_at) <= :quiet_since
               AND p.application_nudges IS NOT false, false)
           ELSE coalesce(a.application_status IN ('Applied', 'Interviewing')
               AND j.closed_at IS NOT NULL AND p.application_nudges IS NOT false, false)
       END IS TRUE AS is_true
FROM reminders r
JOIN alerts a ON a.id = r.alert_id
LEFT JOIN jobs j ON j.id = a.job_id
LEFT JOIN preferences p ON p.user_id = r.user_id
WHERE r.user_id = :user_id AND r.bundled_at IS NULL AND r.bundle_at <= now()
ORDER BY r.bundle_at, r.id
LIMIT :most;

-- name: bundled(reminder_ids)!
UPDATE reminders SET bundled_at = now() WHERE id = ANY(:reminder_ids::bigint[]);

-- name: withdraw(reminder_ids)!
-- They are not true any more; what becomes true again is owed again.
DELETE FROM reminders WHERE id = ANY(:reminder_ids::bigint[]) AND bundled_at IS NULL;

-- name: postpone(user_id, until)!
UPDATE reminders SET bundle_at = :until
WHERE user_id = :user_id AND bundled_at IS NULL AND bundle_at < :until;

-- name: drop_pending(user_id)!
UPDATE reminders SET bundled_at = now() WHERE user_id = :user_id AND bundled_at IS NULL;

-- name: items(reminder_ids)
-- What these remind of, as a person reads it; also of a posting that no board bears.
SELECT r.kind, r.about, a.id AS alert_id, a.created_at, coalesce(j.title, a.title) AS title,
       coalesce(c.name, a.company) AS company, j.locations, a.location,
       coalesce(p.url, a.url, '') AS url, coalesce(s.name, '') AS source, s.attribution
FROM reminders r
JOIN alerts a ON a.id = r.alert_id
LEFT JOIN jobs j ON j.id = a.job_id
LEFT JOIN companies c ON c.id = j.company_id
LEFT JOIN postings p ON p.id = j.lead_posting_id
LEFT JOIN sources s ON s.id = p.source_id
WHERE r.id = ANY(:reminder_ids::bigint[])
ORDER BY r.about, r.id;

-- name: one(reminder_id)^
-- What a webhook is told.
SELECT r.kind, r.about, a.id, a.job_id, a.search_id, a.score, a.reasons, a.created_at, a.title,
       a.company, a.location, coalesce(p.apply_url, p.url, a.url) AS apply_url, s.attribution
FROM reminders r
JOIN alerts a ON a.id = r.alert_id
LEFT JOIN jobs j ON j.id = a.job_id
LEFT JOIN postings p ON p.id = j.lead_posting_id
LEFT JOIN sources s ON s.id = p.source_id
WHERE r.id = :reminder_id;

-- name: export(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, alert_id::text, kind, about, own_deadline, created_at, bundled_at,
        bundle_at
    FROM reminders WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;
