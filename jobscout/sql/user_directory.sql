-- Users, as admins see them; closed accounts are included until they are erased.

-- name: listing
-- Newest first. Lines that end in "if" are included only when requested, see query_variants.py.
SELECT id, email, full_name, timezone, locale, email_verified_at, is_admin, created_at,
    mail_suppressed_at, mail_suppressed_reason,
    disabled_at, deleted_at, last_seen_at
FROM users
WHERE true
    AND id = :user_id -- if one
    AND (email ILIKE :pattern OR full_name ILIKE :pattern OR canonical_email = :canonical) -- if q
    AND deleted_at IS NULL AND disabled_at IS NULL AND email_verified_at IS NOT NULL -- if active
    AND deleted_at IS NULL AND disabled_at IS NULL AND email_verified_at IS NULL -- if unverified
    AND deleted_at IS NULL AND disabled_at IS NOT NULL -- if deactivated
    AND deleted_at IS NOT NULL -- if closed
    AND id < :after_id -- if after
ORDER BY id DESC
LIMIT :most;

-- name: total
SELECT count(*) FROM (
    SELECT FROM users
    WHERE true
        AND (email ILIKE :pattern OR full_name ILIKE :pattern OR canonical_email = :canonical) -- if q
        AND deleted_at IS NULL AND disabled_at IS NULL AND email_verified_at IS NOT NULL -- if active
        AND deleted_at IS NULL AND disabled_at IS NULL AND email_verified_at IS NULL -- if unverified
        AND deleted_at IS NULL AND disabled_at IS NOT NULL -- if deactivated
        AND deleted_at IS NOT NULL -- if closed
    LIMIT :most) counted;

-- name: usage(user_id)^
-- How much a user uses Job Scout; postings that they track privately are not counted.
SELECT
    (SELECT count(*) FROM searches WHERE user_id = :user_id) AS searches,
    (SELECT count(*) FROM alerts WHERE user_id = :user_id AND job_id IS NOT NULL) AS alerts,
    (SELECT count(*) FROM alerts
     WHERE user_id = :user_id AND job_id IS NOT NULL AND is_applied) AS applications,
    (SELECT count(*) FROM cvs WHERE user_id = :user_id) AS cvs,
    (SELECT count(*) FROM devices WHERE user_id = :user_id) AS devices,
    (SELECT last_seen_at FROM users WHERE id = :user_id) AS last_seen_at;
