-- Exports: all data about one user, one document a row, in pages by id. Credentials (hashes,
-- somebody is (hashes, sealed pairs) and what is due when (claims, next tries) is left out. What
-- has a file of its own name is there, as its query "export".

-- name: account(user_id)$
SELECT to_jsonb(x)::text FROM (
    SELECT id::text, email, canonical_email, full_name, timezone, locale, is_admin,
        email_verified_at, mail_suppressed_at, mail_suppressed_reason, calendar_token, disabled_at,
        last_seen_at, created_at, updated_at
    FROM users WHERE id = :user_id AND deleted_at IS NULL) x;

-- name: preferences(user_id)$
SELECT (to_jsonb(p) - 'user_id')::text FROM preferences p WHERE user_id = :user_id;

-- name: skills(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT k.id AS key, k.name, u.source, u.cv_id::text, u.removed, u.created_at
    FROM user_skills u JOIN skills k ON k.id = u.skill_id
    WHERE u.user_id = :user_id AND k.id > :after ORDER BY key LIMIT :most) x;

-- name: one_time_tokens(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, purpose, created_at, expires_at, used_at
    FROM one_time_tokens WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;

-- name: informed_users(user_id, after, most)
-- Jobs that were a part of another when its alert was made.
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT i.job_id AS key, i.job_id::text, j.title
    FROM informed_users i JOIN jobs j ON j.id = i.job_id
    WHERE i.user_id = :user_id AND i.job_id > :after ORDER BY key LIMIT :most) x;

-- name: sessions(user_id)
-- All at once: their ids are unordered, and a user has few.
SELECT to_jsonb(x)::text AS document FROM (
    SELECT id::text, user_agent, host(ip) AS ip, created_at, last_used_at, expires_at, revoked_at
    FROM sessions WHERE user_id = :user_id ORDER BY created_at) x;
