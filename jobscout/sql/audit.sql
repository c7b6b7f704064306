-- Audit: admins' actions with time and target. Written in the transaction of the change itself.

-- name: add(actor_id, action, target_kind, target_id, details)!
-- :details is a JSON object without personal data; :actor_id is null for the command line and for
-- users who were erased in the meantime.
INSERT INTO audit (actor_id, action, target_kind, target_id, details)
VALUES ((SELECT id FROM users WHERE id = :actor_id), :action, :target_kind, :target_id,
        :details::text::jsonb);

-- name: listing
-- Newest first. Lines that end in "if" are included only when requested, see query_variants.py.
SELECT a.id, a.at, a.actor_id, u.email AS actor_email, a.action, a.target_kind, a.target_id,
       a.details
FROM audit a LEFT JOIN users u ON u.id = a.actor_id
WHERE true
    AND a.actor_id = :actor_id -- if actor
    AND a.at >= :since -- if since
    AND (a.at, a.id) < (:after_at, :after_id) -- if after
ORDER BY a.at DESC, a.id DESC
LIMIT :most;

-- name: total
SELECT count(*) FROM (
    SELECT FROM audit a
    WHERE true
        AND a.actor_id = :actor_id -- if actor
        AND a.at >= :since -- if since
    LIMIT :most) counted;

-- name: forget_user(user_id)!
-- Rows about an erased user stay, but no longer refer to the user.
UPDATE audit SET target_id = NULL WHERE target_kind = 'user' AND target_id = :user_id;

-- name: export(user_id, after, most)
-- What the person did as an admin, and what any admin did to them.
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, at, action, target_kind, details,
        actor_id IS NOT DISTINCT FROM :user_id AS by_person
    FROM audit
    WHERE (actor_id = :user_id OR (target_kind = 'user' AND target_id = :user_id))
        AND id > :after
    ORDER BY key LIMIT :most) x;
