-- Users: the user's own row.

-- name: get(user_id)^
-- An account that is not closed.
SELECT id, email, full_name, timezone, locale, email_verified_at, is_admin, created_at,
    mail_suppressed_at, mail_suppressed_reason
FROM users
WHERE id = :user_id AND deleted_at IS NULL;

-- name: credentials(email, canonical_email)^
-- The data that sign-in compares, for any spelling of the address.
SELECT id, email, full_name, timezone, locale, email_verified_at, is_admin, created_at,
    mail_suppressed_at, mail_suppressed_reason,
    password_hash, disabled_at
FROM users
WHERE id = account_of(:email, :canonical_email);

-- name: own_credentials(user_id)^
-- The same for a signed-in user.
SELECT id, email, full_name, timezone, locale, email_verified_at, is_admin, created_at,
    mail_suppressed_at, mail_suppressed_reason,
    password_hash, disabled_at
FROM users
WHERE id = :user_id AND deleted_at IS NULL;

-- name: rehash(user_id, old_hash, new_hash)!
-- The same password hashed with current parameters, unless it was changed meanwhile.
UPDATE users SET password_hash = :new_hash
WHERE id = :user_id AND password_hash = :old_hash;

-- name: change(user_id, set_full_name, full_name, timezone, locale)^
-- Set the given fields; a name can be removed.
UPDATE users
SET full_name = CASE WHEN :set_full_name::boolean THEN :full_name ELSE full_name END,
    timezone = coalesce(:timezone, timezone),
    locale = coalesce(:locale, locale),
    updated_at = now()
WHERE id = :user_id AND deleted_at IS NULL
RETURNING id, email, full_name, timezone, locale, email_verified_at, is_admin, created_at,
    mail_suppressed_at, mail_suppressed_reason;

-- name: is_verified(user_id)$
-- The state in the row; an access token may be older.
SELECT email_verified_at IS NOT NULL FROM users WHERE id = :user_id AND deleted_at IS NULL;
