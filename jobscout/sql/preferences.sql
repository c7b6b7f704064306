-- Preferences: how a user wants to be notified. Without a row the columns are null.

-- name: get(user_id)^
SELECT u.timezone, p.channels, p.cadence, p.digest_hour, p.quiet_start, p.quiet_end,
    p.max_alerts_per_day, coalesce(p.deadline_reminders, true) AS deadline_reminders,
    coalesce(p.application_nudges, true) AS application_nudges
FROM users u LEFT JOIN preferences p ON p.user_id = u.id
WHERE u.id = :user_id AND u.deleted_at IS NULL;

-- name: lock(user_id)$
-- Held until the end of the transaction, so that two changes do not undo each other.
SELECT id FROM users WHERE id = :user_id AND deleted_at IS NULL FOR NO KEY UPDATE;

-- name: put(user_id, channels, cadence, digest_hour, quiet_start, quiet_end, max_alerts_per_day, deadline_reminders, application_nudges)!
INSERT INTO preferences (user_id, channels, cadence, digest_hour, quiet_start, quiet_end,
    max_alerts_per_day, deadline_reminders, application_nudges)
SELECT id, :channels, :cadence, :digest_hour, :quiet_start, :quiet_end, :max_alerts_per_day,
    :deadline_reminders, :application_nudges
FROM users WHERE id = :user_id AND deleted_at IS NULL
ON CONFLICT (user_id) DO UPDATE
SET (channels, cadence, digest_hour, quiet_start, quiet_end, max_alerts_per_day,
       deadline_reminders, application_nudges, updated_at)
    = (excluded.channels, excluded.cadence, excluded.digest_hour, excluded.quiet_start,
       excluded.quiet_end, excluded.max_alerts_per_day, excluded.deadline_reminders,
       excluded.application_nudges, now());
