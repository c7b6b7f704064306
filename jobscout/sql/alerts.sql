-- Alerts, as users see and change them.

-- name: listing
-- A user's alerts, newest first. Lines that end in "if" are included only when requested. The
-- conditions on flags have no parameters, or PostgreSQL could not use the index of saved alerts.
SELECT alerts.id, alerts.job_id, alerts.title, alerts.company, alerts.location, alerts.url,
    alerts.search_id, alerts.score, alerts.reasons, alerts.is_read,
    alerts.is_saved, alerts.is_applied, alerts.application_status, alerts.applied_at,
    alerts.notes, alerts.interview_at, alerts.deadline, alerts.created_at,
    alerts.dismissed_at, alerts.dismissal_reason,
    ARRAY(
        SELECT ROW(channel, status, coalesce(sent_at, created_at)) FROM deliveries
        WHERE alert_ids @> ARRAY[alerts.id]
        ORDER BY deliveries.id
    ) AS deliveries
FROM alerts
WHERE alerts.user_id = :user_id
    AND alerts.id = :alert_id -- if alert
    AND alerts.is_read -- if read
    AND NOT alerts.is_read -- if unread
    AND alerts.is_saved -- if saved
    AND NOT alerts.is_saved -- if unsaved
    AND alerts.is_applied -- if applied
    AND NOT alerts.is_applied -- if unapplied
    AND alerts.dismissed_at IS NOT NULL -- if dismissed
    AND alerts.dismissed_at IS NULL -- if undismissed
    AND alerts.application_status = :application_status -- if application_status
    AND alerts.search_id = :search_id -- if search
    AND alerts.score >= :min_score -- if min_score
    AND (alerts.created_at, alerts.id) < (:after_created_at, :after_id) -- if after
ORDER BY alerts.created_at DESC, alerts.id DESC
LIMIT :most;

-- name: history(alert_id)
-- The history of an application, oldest change first.
SELECT from_status, to_status, at FROM alert_events WHERE alert_id = :alert_id ORDER BY id;

-- name: track(user_id, job_id)$
-- An alert for a job found by browsing. Nobody needs to be told of it, the person least of all.
INSERT INTO alerts (user_id, job_id, score, is_read, read_at, bundled_at)
SELECT :user_id, id, 0, true, now(), now() FROM jobs WHERE id = :job_id FOR KEY SHARE
ON CONFLICT (user_id, job_id) DO NOTHING
RETURNING id;

-- name: of_job(user_id, job_id)$
-- The user's alert for a job.
SELECT id FROM alerts WHERE user_id = :user_id AND job_id = :job_id;

-- name: lock(user_id, alert_id)^
-- The application status, locked until it is changed.
SELECT application_status, is_saved, dismissed_at, dismissal_reason FROM alerts
WHERE id = :alert_id AND user_id = :user_id
FOR NO KEY UPDATE;

-- name: change(user_id, alert_id, is_read, is_saved, set_notes, notes, set_interview_at, interview_at, set_deadline, deadline)!
-- Set the given fields; those with a "set" can be removed, and are something that the person did.
UPDATE alerts
SET is_read = coalesce(:is_read, is_read),
    read_at = CASE :is_read WHEN true THEN coalesce(read_at, now()) WHEN false THEN NULL
        ELSE read_at END,
    is_saved = coalesce(:is_saved, is_saved),
    dismissed_at = CASE WHEN :is_saved THEN NULL ELSE dismissed_at END,
    dismissal_reason = CASE WHEN :is_saved THEN NULL ELSE dismissal_reason END,
    notes = CASE WHEN :set_notes::boolean THEN :notes ELSE notes END,
    interview_at = CASE WHEN :set_interview_at::boolean THEN :interview_at ELSE interview_at END,
    deadline = CASE WHEN :set_deadline::boolean THEN :deadline ELSE deadline END,
    acted_at = CASE WHEN :set_notes OR :set_interview_at OR :set_deadline THEN now()
        ELSE acted_at END
WHERE id = :alert_id AND user_id = :user_id;

-- name: set_status(user_id, alert_id, status)!
-- Set the application status; null for none. applied_at is the time of the first status.
UPDATE alerts
SET application_status = :status,
    is_applied = (:status::text IS NOT NULL), acted_at = now(),
    applied_at = CASE WHEN :status::text IS NULL THEN NULL ELSE coalesce(applied_at, now()) END,
    dismissed_at = CASE WHEN :status::text IS NULL THEN dismissed_at END,
    dismissal_reason = CASE WHEN :status::text IS NULL THEN dismissal_reason END
WHERE id = :alert_id AND user_id = :user_id;

-- name: dismiss(user_id, alert_id, reason)!
-- Whoever was not told of it yet is not told any more, and it is not saved. A null reason takes the dismissal back.
UPDATE alerts
SET dismissed_at = CASE WHEN :reason::text IS NOT NULL THEN coalesce(dismissed_at, now()) END,
    dismissal_reason = :reason,
    is_saved = is_saved AND :reason::text IS NULL,
    bundle_at = CASE WHEN :reason::text IS NULL THEN bundle_at END
WHERE id = :alert_id AND user_id = :user_id;

-- name: unsend(user_id, alert_id)!
-- Deliveries that nobody has begun: not sent without it, or sent with the others alone.
WITH dropped AS (
    DELETE FROM deliveries
    WHERE user_id = :user_id AND alert_ids @> ARRAY[:alert_id::bigint]
      AND alert_ids <@ ARRAY[:alert_id::bigint] AND status = 'pending')
UPDATE deliveries SET alert_ids = array_remove(alert_ids, :alert_id::bigint)
WHERE user_id = :user_id AND alert_ids @> ARRAY[:alert_id::bigint]
  AND NOT alert_ids <@ ARRAY[:alert_id::bigint] AND status = 'pending';

-- name: react(user_id, alert_id)!
UPDATE alerts
SET reacted_at = CASE WHEN is_saved OR is_applied OR dismissed_at IS NOT NULL THEN now() END
WHERE id = :alert_id AND user_id = :user_id;

-- name: insert_event(alert_id, from_status, to_status)!
-- Record a change.
INSERT INTO alert_events (alert_id, from_status, to_status)
VALUES (:alert_id, :from_status, :to_status);

-- name: read_all(user_id, before)!
-- Mark all alerts as read, or those older than :before.
UPDATE alerts SET is_read = true, read_at = now()
WHERE user_id = :user_id AND NOT is_read
    AND (:before::timestamptz IS NULL OR created_at < :before);

-- name: export(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT a.id AS key, a.id::text, a.job_id::text, coalesce(j.title, a.title) AS title,
        coalesce(c.name, a.company) AS company, a.location, a.url, a.search_id::text, a.score, a.reasons, a.is_read, a.read_at, a.is_saved, a.is_applied,
        a.application_status, a.applied_at, a.dismissed_at, a.dismissal_reason, a.reacted_at, a.notes, a.interview_at, a.deadline, a.acted_at,
        a.created_at, a.bundled_at,
        (SELECT coalesce(jsonb_agg(jsonb_build_object(
             'from', e.from_status, 'to', e.to_status, 'at', e.at) ORDER BY e.id), '[]')
         FROM alert_events e WHERE e.alert_id = a.id) AS history
    FROM alerts a LEFT JOIN jobs j ON j.id = a.job_id LEFT JOIN companies c ON c.id = j.company_id
    WHERE a.user_id = :user_id AND a.id > :after ORDER BY key LIMIT :most) x;
