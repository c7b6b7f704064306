-- Users: the person's own row.

-- name: get(user_id)^
-- One living account.
SELECT id, email, full_name, timezone, locale, email_verified_at, is_admin, created_at
FROM users
WHERE id = :user_id AND deleted_at IS NULL;

-- name: credentials(email, canonical_email)^
-- What sign-in compares, however the address is spelt.
SELECT id, email, full_name, timezone, locale, email_verified_at, is_admin, created_at,
    password_hash, disabled_at
FROM users
WHERE id = account_of(:email, :canonical_email);

-- name: own_credentials(user_id)^
-- The same for a person who is signed in.
SELECT id, email, full_name, timezone, locale, email_verified_at, is_admin, created_at,
    password_hash, disabled_at
FROM users
WHERE id = :user_id AND deleted_at IS NULL;

-- name: rehash(user_id, old_hash, new_hash)!
-- The same password under today's parameters, unless it was changed meanwhile.
UPDATE users SET password_hash = :new_hash
WHERE id = :user_id AND password_hash = :old_hash;

-- name: change(user_id, set_full_name, full_name, timezone, locale)^
-- Set what is given; a name may be taken away.
UPDATE users
SET full_name = CASE WHEN :set_full_name::boolean THEN :full_name ELSE full_name END,
    timezone = coalesce(:timezone, timezone),
    locale = coalesce(:locale, locale),
    updated_at = now()
WHERE id = :user_id AND deleted_at IS NULL
RETURNING id, email, full_name, timezone, locale, email_verified_at, is_admin, created_at;

-- name: is_verified(user_id)$
-- What the row says; an access token may be older.
SELECT email_verified_at IS NOT NULL FROM users WHERE id = :user_id AND deleted_at IS NULL;
