-- Accounts: changes of a user together with their sessions, tokens and mails.

-- name: insert_user(email, canonical_email, password_hash, full_name)^
-- A new, unverified account.
INSERT INTO users (email, canonical_email, password_hash, full_name)
VALUES (:email, :canonical_email, :password_hash, :full_name)
RETURNING id, email, full_name, timezone, locale, email_verified_at, is_admin, created_at,
    mail_suppressed_at, mail_suppressed_reason;

-- name: lock_verify_target(token_hash)^
-- The user whose address a token verifies; locked first, as in every change of a user.
SELECT users.id, users.email_verified_at IS NOT NULL AS is_verified
FROM one_time_tokens t JOIN users ON users.id = t.user_id
WHERE t.token_hash = :token_hash AND t.purpose = 'verify_email' AND users.deleted_at IS NULL
FOR NO KEY UPDATE OF users;

-- name: verify_email(user_id)!
-- Whoever has this mail gets mail again; what comes back of mails before it means nothing.
UPDATE users
SET email_verified_at = CASE WHEN mail_suppressed_at IS NULL
        THEN coalesce(email_verified_at, now()) ELSE now() END,
    mail_suppressed_at = NULL, mail_suppressed_reason = NULL, updated_at = now()
WHERE id = :user_id;

-- name: reset_target(token_hash)$
-- The address of the account whose password a valid token may set.
SELECT users.email
FROM one_time_tokens t JOIN users ON users.id = t.user_id
WHERE t.token_hash = :token_hash AND t.purpose = 'reset_password'
    AND t.used_at IS NULL AND t.expires_at > now()
    AND users.disabled_at IS NULL AND users.deleted_at IS NULL;

-- name: lock_reset_target(token_hash)$
-- The user whose password a valid token may set; locked first, as in every change of a user.
SELECT users.id
FROM one_time_tokens t JOIN users ON users.id = t.user_id
WHERE t.token_hash = :token_hash AND t.purpose = 'reset_password'
    AND users.disabled_at IS NULL AND users.deleted_at IS NULL
FOR NO KEY UPDATE OF users;

-- name: spend(token_hash)$
-- Spend a token; no row if it has expired or was already spent.
UPDATE one_time_tokens SET used_at = now()
WHERE token_hash = :token_hash AND used_at IS NULL AND expires_at > now()
RETURNING id;

-- name: reset_password(user_id, password_hash)!
-- Set the password; the mailed token also proves that the user owns the address.
UPDATE users
SET password_hash = :password_hash, email_verified_at = coalesce(email_verified_at, now()),
    updated_at = now()
WHERE id = :user_id;

-- name: change_password(user_id, old_hash, new_hash)$
-- Set the password, unless it changed since the old one was compared.
UPDATE users SET password_hash = :new_hash, updated_at = now()
WHERE id = :user_id AND password_hash = :old_hash AND deleted_at IS NULL
RETURNING id;

-- name: drop_tokens(user_id, purposes)!
-- Invalidate earlier mailed tokens for these purposes.
UPDATE one_time_tokens SET used_at = now()
WHERE user_id = :user_id AND purpose = ANY(:purposes::text[]) AND used_at IS NULL;

-- name: disable(user_id)$
UPDATE users SET disabled_at = coalesce(disabled_at, now()), updated_at = now()
WHERE id = :user_id AND deleted_at IS NULL
RETURNING id;

-- name: enable(user_id)$
UPDATE users SET disabled_at = NULL, updated_at = now()
WHERE id = :user_id AND deleted_at IS NULL
RETURNING id;

-- name: set_admin(email, canonical_email, is_admin)$
-- Grant or revoke an admin's rights.
UPDATE users SET is_admin = :is_admin, updated_at = now()
WHERE id = account_of(:email, :canonical_email)
RETURNING id;

-- name: purge_tokens()!
-- Delete one-time tokens a week after their expiry.
DELETE FROM one_time_tokens WHERE expires_at < now() - interval '7 days';
