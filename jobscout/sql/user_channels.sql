-- User channels: where people want to be reached by channels that they added themselves. What is
-- due to them is in channel_attempts.py.

-- name: page(user_id, after, most)
-- Oldest first.
SELECT id, kind, name, active, confirmed_at, gone_at, failures, created_at, updated_at,
    last_delivered_at, failing_since, last_error
FROM user_channels WHERE user_id = :user_id AND id > :after
ORDER BY id
LIMIT :most;

-- name: get(user_id, channel_id)^
SELECT id, kind, name, active, confirmed_at, gone_at, failures, created_at, updated_at,
    last_delivered_at, failing_since, last_error, address
FROM user_channels WHERE user_id = :user_id AND id = :channel_id;

-- name: usual(user_id)
-- Where this person is reached by the channels that their preferences choose from.
SELECT 'email' AS id, 'email' AS kind, email AS address, '' AS secret, full_name,
    NULL::bigint AS device_id
FROM users WHERE id = :user_id AND email_verified_at IS NOT NULL AND mail_suppressed_at IS NULL
    AND deleted_at IS NULL
UNION ALL
SELECT 'push-' || id, 'push', token, '', NULL, id FROM devices WHERE user_id = :user_id
UNION ALL
SELECT 'webhook', 'webhook', url, secret, NULL, NULL FROM webhooks WHERE user_id = :user_id;

-- name: lock(user_id)^
-- Held until the end, so that nobody bundles for this person meanwhile, and channels are counted.
SELECT (SELECT count(*) FROM user_channels WHERE user_id = :user_id AND gone_at IS NULL) AS many
FROM users WHERE id = :user_id AND deleted_at IS NULL FOR NO KEY UPDATE;

-- name: known(user_id, kind, address_hash)$
SELECT id FROM user_channels
WHERE user_id = :user_id AND kind = :kind AND address_hash = :address_hash;

-- name: others(user_id, kind, address_hash)
-- Who else has this address.
SELECT id FROM user_channels
WHERE kind = :kind AND address_hash = :address_hash AND user_id <> :user_id;

-- name: add(user_id, kind, address, address_hash, name, confirmed)$
INSERT INTO user_channels (user_id, kind, address, address_hash, name, confirmed_at)
VALUES (:user_id, :kind, :address, :address_hash, :name,
        CASE WHEN :confirmed::boolean THEN now() END)
RETURNING id;

-- name: renew(channel_id, address, address_hash, name, confirmed)!
-- The address is another, or was given again: what the old one did is over.
UPDATE user_channels
SET address = :address, address_hash = :address_hash, name = :name, active = true, gone_at = NULL,
    confirmed_at = CASE WHEN :confirmed::boolean THEN coalesce(confirmed_at, now()) END,
    updated_at = now(), failing_since = NULL, failures = 0, last_error = NULL,
    claimed_until = NULL, next_try_at = now()
WHERE id = :channel_id;

-- name: pause(channel_id)!
UPDATE user_channels SET active = false, updated_at = now() WHERE id = :channel_id;

-- name: resume(channel_id)!
-- It is tried again at once, also one that was said to be gone.
UPDATE user_channels
SET active = true, updated_at = now(), gone_at = NULL, failing_since = NULL, failures = 0,
    last_error = NULL, next_try_at = now()
WHERE id = :channel_id;

-- name: end(channel_id, error)!
-- Nothing leads there, by its service's own word.
UPDATE user_channels
SET gone_at = coalesce(gone_at, now()), last_error = :error, claimed_until = NULL
WHERE id = :channel_id;

-- name: delete(channel_id)!
DELETE FROM user_channels WHERE id = :channel_id;

-- name: purge(older_than)!
-- Those that nothing leads to any more.
DELETE FROM user_channels WHERE gone_at < now() - :older_than::interval;

-- name: waits(kind, within)$
-- Whether somebody's link waits to be followed.
SELECT EXISTS (SELECT FROM user_channels
               WHERE kind = :kind AND confirmed_at IS NULL AND active
                 AND created_at > now() - :within::interval);

-- name: linked(kind, token_hash, within)^
-- Whose link this is, locked as for a change.
SELECT c.id, c.user_id FROM user_channels c JOIN users u ON u.id = c.user_id
WHERE c.kind = :kind AND c.address_hash = :token_hash AND c.confirmed_at IS NULL AND c.active
  AND c.created_at > now() - :within::interval
  AND u.disabled_at IS NULL AND u.deleted_at IS NULL
FOR UPDATE OF c;

-- name: purge_unlinked(older_than)!
DELETE FROM user_channels WHERE confirmed_at IS NULL AND updated_at < now() - :older_than::interval;

-- name: end_homeless(error)!
-- What was on its way when its channel was removed, and was not taken: nobody claims it any more.
UPDATE deliveries SET status = 'failed', failed_at = now(), last_error = :error, claimed_until = NULL
WHERE user_channel_id IS NULL AND channel NOT IN ('email', 'push', 'webhook')
  AND status IN ('pending', 'sending') AND (claimed_until IS NULL OR claimed_until < now());

-- name: announce()!
SELECT pg_notify('jobscout', 'channels');

-- name: export(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, kind, name, active, confirmed_at, gone_at, created_at, updated_at,
        last_delivered_at, failing_since, failures, last_error
    FROM user_channels WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;
