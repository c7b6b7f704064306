-- Devices: FCM registration tokens, which receive push messages.

-- name: put(user_id, token, platform)^
-- A token belongs to the user who registered it last. Returns whether it is new.
-- Pending deliveries of the previous user must not reach the new one.
WITH kept AS (
    INSERT INTO devices (user_id, token, platform)
    VALUES (:user_id, :token, :platform)
    ON CONFLICT (token) DO UPDATE
    SET user_id = excluded.user_id, platform = excluded.platform, last_seen_at = now()
    RETURNING id, token, platform, created_at, last_seen_at, (xmax = 0) AS is_new
), taken AS (
    UPDATE deliveries SET device_id = NULL
    FROM kept
    WHERE deliveries.device_id = kept.id AND deliveries.user_id <> :user_id
)
SELECT * FROM kept;

-- name: page(user_id, after, most)
-- A user's devices, oldest first.
SELECT id, token, platform, created_at, last_seen_at FROM devices
WHERE user_id = :user_id AND id > :after
ORDER BY id
LIMIT :most;

-- name: delete(user_id, device_id)!
-- Delete one of a user's devices.
DELETE FROM devices WHERE id = :device_id AND user_id = :user_id;

-- name: export(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, token, platform, created_at, last_seen_at
    FROM devices WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;
