-- Searches: users' stored conditions for jobs.

-- name: lock_owner(user_id)$
-- Serialises additions to a user's searches.
SELECT id FROM users WHERE id = :user_id FOR NO KEY UPDATE;

-- name: count(user_id)$
-- A user's number of searches.
SELECT count(*) FROM searches WHERE user_id = :user_id;

-- name: insert^
-- A new search.
INSERT INTO searches (user_id
    , {column} -- for search
)
VALUES (:user_id
    , :{column} -- for search
)
RETURNING *;

-- name: page(user_id, after, most)
-- A user's searches, oldest first.
SELECT * FROM searches WHERE user_id = :user_id AND id > :after ORDER BY id LIMIT :most;

-- name: get(user_id, search_id)^
-- One of a user's searches.
SELECT * FROM searches WHERE id = :search_id AND user_id = :user_id;

-- name: lock(user_id, search_id)^
-- The same, locked until it is changed.
SELECT * FROM searches WHERE id = :search_id AND user_id = :user_id FOR NO KEY UPDATE;

-- name: update^
-- All fields that a user may set.
UPDATE searches
SET updated_at = now()
    , {column} = :{column} -- for search
WHERE id = :search_id AND user_id = :user_id
RETURNING *;

-- name: delete(user_id, search_id)!
-- Delete a search; its alerts stay.
DELETE FROM searches WHERE id = :search_id AND user_id = :user_id;

-- name: announce_changes()!
-- After the commit, the indexes of all processes read what changed.
SELECT pg_notify('jobscout', 'searches');

-- name: renew_feeds(user_id, search_id)^
-- New URLs for its feeds.
UPDATE searches SET feed_token = gen_random_uuid()
WHERE id = :search_id AND user_id = :user_id
RETURNING *;

-- name: name(search_id)$
-- The name that the user gave it.
SELECT name FROM searches WHERE id = :search_id;

-- name: stop_mail(search_id)!
-- Stop mail for this search.
UPDATE searches SET mail_stopped_at = coalesce(mail_stopped_at, now()) WHERE id = :search_id;

-- name: export(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text
        , {column} -- for search
        , mail_stopped_at, feed_token, created_at, updated_at
    FROM searches WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;
