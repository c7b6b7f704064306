-- Exports: everything held about one person, a document a row, in pages by id. What proves who
-- somebody is (hashes, sealed pairs) and what is due when (claims, next tries) is left out.

-- name: account(user_id)$
SELECT to_jsonb(x)::text FROM (
    SELECT id::text, email, canonical_email, full_name, timezone, locale, is_admin,
        email_verified_at, disabled_at, last_seen_at, created_at, updated_at
    FROM users WHERE id = :user_id AND deleted_at IS NULL) x;

-- name: preferences(user_id)$
SELECT (to_jsonb(p) - 'user_id')::text FROM preferences p WHERE user_id = :user_id;

-- name: searches(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, name, keywords, excluded_keywords, titles, locations, countries,
        workplace, seniority, employment_types, companies, min_salary_amount,
        min_salary_currency, min_salary_period, skills, use_cv_skills, min_score, paused,
        mail_stopped_at, feed_token, created_at, updated_at
    FROM searches WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;

-- name: skills(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT k.id AS key, k.name, u.source, u.cv_id::text, u.removed, u.created_at
    FROM user_skills u JOIN skills k ON k.id = u.skill_id
    WHERE u.user_id = :user_id AND k.id > :after ORDER BY key LIMIT :most) x;

-- name: cvs(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, filename, size, encode(sha256, 'hex') AS sha256, status, error,
        pages, findings, uploaded_at, processed_at
    FROM cvs WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;

-- name: alerts(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT a.id AS key, a.id::text, a.job_id::text, j.title, c.name AS company,
        a.search_id::text, a.score, a.reasons, a.is_read, a.read_at, a.is_saved, a.is_applied,
        a.application_status, a.applied_at, a.notes, a.created_at, a.bundled_at,
        (SELECT coalesce(jsonb_agg(jsonb_build_object(
             'from', e.from_status, 'to', e.to_status, 'at', e.at) ORDER BY e.id), '[]')
         FROM alert_events e WHERE e.alert_id = a.id) AS history
    FROM alerts a JOIN jobs j ON j.id = a.job_id JOIN companies c ON c.id = j.company_id
    WHERE a.user_id = :user_id AND a.id > :after ORDER BY key LIMIT :most) x;

-- name: deliveries(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, channel, device_id::text, alert_ids::text[], message_id, status,
        attempts, resends, created_at, sent_at, failed_at, last_error
    FROM deliveries WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;

-- name: devices(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, token, platform, created_at, last_seen_at
    FROM devices WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;

-- name: webhooks(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, url, created_at, updated_at, last_delivered_at, failing_since,
        failures, last_error
    FROM webhooks WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;

-- name: account_mails(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, kind, message_id, status, attempts, created_at, sent_at, last_error
    FROM account_mails WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;

-- name: one_time_tokens(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, purpose, created_at, expires_at, used_at
    FROM one_time_tokens WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;

-- name: audit(user_id, after, most)
-- What the person did as an admin, and what admins did to them, whoever that was.
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, at, action, target_kind, details,
        actor_id IS NOT DISTINCT FROM :user_id AS by_person
    FROM audit
    WHERE (actor_id = :user_id OR (target_kind = 'user' AND target_id = :user_id))
        AND id > :after
    ORDER BY key LIMIT :most) x;

-- name: sessions(user_id)
-- All at once: their ids are in no order, and a person has few.
SELECT to_jsonb(x)::text AS document FROM (
    SELECT id::text, user_agent, host(ip) AS ip, created_at, last_used_at, expires_at, revoked_at
    FROM sessions WHERE user_id = :user_id ORDER BY created_at) x;
