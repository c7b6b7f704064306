-- Preferences: how a user wants to be notified. Without a row the columns are null.

-- name: get(user_id)^
SELECT u.timezone, to_jsonb(p)::text AS preferences, p.channels, p.cadence, p.digest_hour, p.quiet_start, p.quiet_end,
    p.max_alerts_per_day
FROM users u LEFT JOIN preferences p ON p.user_id = u.id
WHERE u.id = :user_id AND u.deleted_at IS NULL;
