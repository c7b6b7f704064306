-- Sessions: signed-in devices, each with one family of refresh tokens.

-- name: start(user_id, password_hash, refresh_hash, family_hash, lifetime, user_agent, ip)$
-- A new session; updates when the user was last seen. No row if the compared password is no
-- longer the user's, or the account is disabled or closed.
WITH seen AS (
    UPDATE users SET last_seen_at = now()
    WHERE id = :user_id AND password_hash = :password_hash
        AND disabled_at IS NULL AND deleted_at IS NULL
    RETURNING id
)
INSERT INTO sessions (user_id, refresh_hash, family_hash, expires_at, user_agent, ip)
SELECT id, :refresh_hash, :family_hash, now() + :lifetime::interval, :user_agent, :ip FROM seen
RETURNING id;

-- name: lock_family(family_hash, race)^
-- The session of a refresh token, locked until the end of the transaction. Of concurrent callers
-- with one token the first spends it; the others then see that it is spent.
SELECT s.id AS session_id, s.refresh_hash, s.spent_hash, s.sealed_pair,
    s.expires_at <= now() AS is_expired,
    s.last_used_at > now() - :race::interval AS is_race,
    s.revoked_at IS NOT NULL OR u.disabled_at IS NOT NULL OR u.deleted_at IS NOT NULL AS is_ended,
    u.id, u.email, u.full_name, u.timezone, u.locale, u.email_verified_at, u.is_admin, u.created_at,
    u.mail_suppressed_at, u.mail_suppressed_reason
FROM sessions s JOIN users u ON u.id = s.user_id
WHERE s.family_hash = :family_hash
FOR UPDATE OF s;

-- name: rotate(session_id, user_id, refresh_hash, sealed_pair, lifetime, user_agent, ip)!
-- Spend the session's token for the next one, which is valid as long as a new session's. Other
-- statements lock the user before the session. Here the session is already locked, so a locked
-- user is skipped: the holder of that lock updates last_seen_at as well.
WITH seen AS (
    UPDATE users SET last_seen_at = now()
    WHERE id = (SELECT id FROM users WHERE id = :user_id FOR NO KEY UPDATE SKIP LOCKED))
UPDATE sessions
SET spent_hash = refresh_hash, refresh_hash = :refresh_hash, sealed_pair = :sealed_pair,
    last_used_at = clock_timestamp(), expires_at = now() + :lifetime::interval,
    user_agent = :user_agent, ip = :ip
WHERE id = :session_id;

-- name: end_own(user_id, session_id)
-- End one of a user's active sessions.
UPDATE sessions SET revoked_at = now()
WHERE id = :session_id::text::uuid AND user_id = :user_id
    AND revoked_at IS NULL AND expires_at > now()
RETURNING id;

-- name: end_family(family_hash)
-- End the session of a refresh token; no row if it had already ended.
UPDATE sessions SET revoked_at = now()
WHERE family_hash = :family_hash AND revoked_at IS NULL
RETURNING id;

-- name: end_all(user_id, but)
-- End all sessions of a user, except one if it is given.
UPDATE sessions SET revoked_at = now()
WHERE user_id = :user_id AND revoked_at IS NULL AND id IS DISTINCT FROM :but::text::uuid
RETURNING id;

-- name: page(user_id, before, before_id, most)
-- A user's active sessions, newest sign-in first.
SELECT id, user_agent, ip, created_at, last_used_at, expires_at FROM sessions
WHERE user_id = :user_id AND revoked_at IS NULL AND expires_at > now()
    AND (created_at, id) < (:before, :before_id::text::uuid)
ORDER BY created_at DESC, id DESC
LIMIT :most;

-- name: is_live(session_id)$
-- Whether a session and its account are still valid.
SELECT EXISTS (
    SELECT FROM sessions
    JOIN users ON users.id = sessions.user_id
    WHERE sessions.id = :session_id::text::uuid AND sessions.revoked_at IS NULL
        AND users.disabled_at IS NULL AND users.deleted_at IS NULL
);

-- name: ended_of(session_ids)
-- Which of these sessions are not valid any more, or do not exist.
SELECT asked.id FROM unnest(:session_ids::text[]) AS asked(id)
WHERE NOT EXISTS (
    SELECT FROM sessions
    JOIN users ON users.id = sessions.user_id
    WHERE sessions.id = asked.id::uuid AND sessions.revoked_at IS NULL
        AND users.disabled_at IS NULL AND users.deleted_at IS NULL
);

-- name: ended_within(span)
-- Sessions that ended so recently that one of their access tokens may still be valid.
SELECT id, extract(epoch FROM revoked_at + :span::interval - now())::float8 AS seconds_left
FROM sessions
WHERE revoked_at > now() - :span::interval;

-- name: purge_expired()!
-- Delete sessions a week after their expiry.
DELETE FROM sessions WHERE expires_at < now() - interval '7 days';
