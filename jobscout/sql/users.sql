-- People, their sessions and the one-time tokens mailed to them.

-- name: insert_user(email, password_hash, full_name)^
-- A new, unverified account.
INSERT INTO users (email, password_hash, full_name)
VALUES (:email, :password_hash, :full_name)
RETURNING id, email, full_name, timezone, locale, email_verified_at, is_admin, created_at;

-- name: insert_session(user_id, refresh_hash, lifetime, user_agent, ip)$
-- A signed-in device.
INSERT INTO sessions (user_id, refresh_hash, expires_at, user_agent, ip)
VALUES (:user_id, :refresh_hash, now() + :lifetime::interval, :user_agent, :ip)
RETURNING id;

-- name: insert_token(user_id, purpose, token_hash, lifetime)!
-- A token that works once.
INSERT INTO one_time_tokens (user_id, purpose, token_hash, expires_at)
VALUES (:user_id, :purpose, :token_hash, now() + :lifetime::interval);

-- name: get(user_id)^
-- One living account.
SELECT id, email, full_name, timezone, locale, email_verified_at, is_admin, created_at
FROM users
WHERE id = :user_id AND deleted_at IS NULL;

-- name: credentials(email)^
-- What sign-in compares, whatever the case of the address.
SELECT id, email, full_name, timezone, locale, email_verified_at, is_admin, created_at,
    password_hash, disabled_at
FROM users
WHERE lower(email) = lower(:email) AND deleted_at IS NULL;

-- name: rehash(user_id, old_hash, new_hash)!
-- The same password under today's parameters, unless it was changed meanwhile.
UPDATE users SET password_hash = :new_hash
WHERE id = :user_id AND password_hash = :old_hash;

-- name: signed_in(user_id)!
-- Seen just now.
UPDATE users SET last_seen_at = now() WHERE id = :user_id;

-- name: change(user_id, set_full_name, full_name, timezone, locale)^
-- Set what is given; a name may be taken away.
UPDATE users
SET full_name = CASE WHEN :set_full_name::boolean THEN :full_name ELSE full_name END,
    timezone = coalesce(:timezone, timezone),
    locale = coalesce(:locale, locale),
    updated_at = now()
WHERE id = :user_id AND deleted_at IS NULL
RETURNING id, email, full_name, timezone, locale, email_verified_at, is_admin, created_at;

-- name: verify_email(token_hash)$
-- Spend a token and believe the address; nothing when the token is unknown, spent or too old.
WITH spent AS (
    UPDATE one_time_tokens SET used_at = now()
    WHERE token_hash = :token_hash AND purpose = 'verify_email'
        AND used_at IS NULL AND expires_at > now()
    RETURNING user_id
)
UPDATE users
SET email_verified_at = coalesce(email_verified_at, now()), updated_at = now()
FROM spent
WHERE users.id = spent.user_id AND deleted_at IS NULL
RETURNING users.id;

-- name: unverified(email)^
-- Whom to send another verification mail.
SELECT id, email, full_name FROM users
WHERE lower(email) = lower(:email)
    AND email_verified_at IS NULL AND disabled_at IS NULL AND deleted_at IS NULL;

-- name: is_verified(user_id)$
-- What the row says; an access token may be older.
SELECT email_verified_at IS NOT NULL FROM users WHERE id = :user_id AND deleted_at IS NULL;

-- name: is_live(session_id)$
-- Whether a session and its account are still good.
SELECT EXISTS (
    SELECT FROM sessions
    JOIN users ON users.id = sessions.user_id
    WHERE sessions.id = :session_id::text::uuid AND sessions.revoked_at IS NULL
        AND users.disabled_at IS NULL AND users.deleted_at IS NULL
);

-- name: purge_expired()$
-- Forget sessions and one-time tokens that nobody can use any more, a week after their end.
WITH old_sessions AS (
    DELETE FROM sessions WHERE expires_at < now() - interval '7 days' RETURNING 1),
old_tokens AS (
    DELETE FROM one_time_tokens WHERE expires_at < now() - interval '7 days' RETURNING 1)
SELECT (SELECT count(*) FROM old_sessions) + (SELECT count(*) FROM old_tokens);
