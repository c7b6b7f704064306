-- Webhooks: where a person's alerts are posted. What is due to them is in webhook_attempts.sql.

-- name: get(user_id)^
SELECT url, created_at, updated_at, last_delivered_at, failing_since, last_error
FROM webhooks WHERE user_id = :user_id;

-- name: lock(user_id)^
-- Held until the end, so that nobody bundles for this person meanwhile.
SELECT id FROM users WHERE id = :user_id AND deleted_at IS NULL FOR NO KEY UPDATE;

-- name: put(user_id, url, secret)^
-- The new receiver does not wait for what the old one did, and a call to that one is its own.
INSERT INTO webhooks (user_id, url, secret) VALUES (:user_id, :url, :secret)
ON CONFLICT (user_id) DO UPDATE
SET url = excluded.url, secret = excluded.secret, updated_at = now(),
    last_delivered_at = CASE WHEN webhooks.url = excluded.url THEN webhooks.last_delivered_at END,
    failing_since = NULL, failures = 0, last_error = NULL,
    claimed_until = NULL, next_try_at = now()
RETURNING url, created_at, updated_at, last_delivered_at, failing_since, last_error;

-- name: choose(user_id)!
-- Beside the channels there are, or the usual ones.
INSERT INTO preferences (user_id, channels) VALUES (:user_id, '{push,email,webhook}')
ON CONFLICT (user_id) DO UPDATE
SET channels = array_append(preferences.channels, 'webhook'), updated_at = now()
WHERE NOT preferences.channels @> '{webhook}';

-- name: delete(user_id)$
DELETE FROM webhooks WHERE user_id = :user_id RETURNING id;

-- name: unchoose(user_id)!
UPDATE preferences SET channels = array_remove(channels, 'webhook'), updated_at = now()
WHERE user_id = :user_id AND channels @> '{webhook}';

-- name: export(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, url, created_at, updated_at, last_delivered_at, failing_since,
        failures, last_error
    FROM webhooks WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;
