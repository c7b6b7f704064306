-- Erasures: added when an account is closed, due later; a finished one is the receipt.

-- name: close(user_id, after)$
-- Close an account and add its erasure; nothing when it is closed already.
WITH closed AS (
    UPDATE users SET deleted_at = now(), updated_at = now()
    WHERE id = :user_id AND deleted_at IS NULL
    RETURNING id
)
INSERT INTO erasures (user_id, due_at, next_try_at)
SELECT id, now() + :after::interval, now() + :after::interval FROM closed
RETURNING id;

-- name: claimed()
SELECT e.id, e.receipt::text, e.user_id, e.attempts,
       (SELECT email FROM users u WHERE u.id = e.user_id)
FROM erasures e;

-- name: add_counts(erasure_id, counts)!
-- What was erased so far; a step that is done again finds nothing and takes nothing back.
UPDATE erasures SET erased = erased || :counts::jsonb WHERE id = :erasure_id;

-- name: delete_alerts(user_id, most)!
-- Some of a person's alerts, and with them their events: there may be a hundred thousand.
DELETE FROM alerts WHERE id IN (
    SELECT id FROM alerts WHERE user_id = :user_id LIMIT :most);

-- name: delete_deliveries(user_id, most)!
DELETE FROM deliveries WHERE id IN (
    SELECT id FROM deliveries WHERE user_id = :user_id LIMIT :most);

-- name: counts(user_id)^
-- How many of each a person still has.
SELECT
    (SELECT count(*) FROM searches WHERE user_id = :user_id) AS searches,
    (SELECT count(*) FROM user_skills WHERE user_id = :user_id) AS skills,
    (SELECT count(*) FROM cvs WHERE user_id = :user_id) AS cvs,
    (SELECT count(*) FROM devices WHERE user_id = :user_id) AS devices,
    (SELECT count(*) FROM board_requests WHERE user_id = :user_id) AS board_requests,
    (SELECT count(*) FROM webhooks WHERE user_id = :user_id) AS webhooks,
    (SELECT count(*) FROM user_channels WHERE user_id = :user_id) AS user_channels,
    (SELECT count(*) FROM sessions WHERE user_id = :user_id) AS sessions,
    (SELECT count(*) FROM one_time_tokens WHERE user_id = :user_id) AS tokens,
    (SELECT count(*) FROM account_mails WHERE user_id = :user_id) AS account_mails,
    (SELECT count(*) FROM preferences WHERE user_id = :user_id) AS preferences,
    (SELECT count(*) FROM users WHERE id = :user_id) AS users;

-- name: sessions_of(user_id)
SELECT id::text FROM sessions WHERE user_id = :user_id;

-- name: delete_user(user_id)!
-- The person, and by ON DELETE CASCADE all rows that are left of them. What they did as an
-- admin stays in the audit, without them.
DELETE FROM users WHERE id = :user_id;

-- name: receipt(erasure_id)$
-- The number of an erasure that is done.
SELECT receipt::text FROM erasures WHERE id = :erasure_id AND finished_at IS NOT NULL;
