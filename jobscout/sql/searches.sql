-- Searches: what people look for.

-- name: lock_owner(user_id)$
-- One at a time may add to a person's searches.
SELECT id FROM users WHERE id = :user_id FOR NO KEY UPDATE;

-- name: count(user_id)$
-- How many a person has.
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
-- A person's searches in the order they were made.
SELECT * FROM searches WHERE user_id = :user_id AND id > :after ORDER BY id LIMIT :most;

-- name: get(user_id, search_id)^
-- One of a person's searches.
SELECT * FROM searches WHERE id = :search_id AND user_id = :user_id;

-- name: lock(user_id, search_id)^
-- The same, held until it is changed.
SELECT * FROM searches WHERE id = :search_id AND user_id = :user_id FOR NO KEY UPDATE;

-- name: update^
-- All that a person may set.
UPDATE searches
SET updated_at = now()
    , {column} = :{column} -- for search
WHERE id = :search_id AND user_id = :user_id
RETURNING *;

-- name: delete(user_id, search_id)!
-- Forget one; its alerts stay.
DELETE FROM searches WHERE id = :search_id AND user_id = :user_id;

-- name: announce_changes()!
-- Matchers of every process read the searches again when this is committed.
SELECT pg_notify('jobscout', 'searches');

-- name: renew_feeds(user_id, search_id)^
-- Other addresses for its feeds.
UPDATE searches SET feed_token = gen_random_uuid()
WHERE id = :search_id AND user_id = :user_id
RETURNING *;

-- name: name(search_id)$
-- What its person calls it.
SELECT name FROM searches WHERE id = :search_id;

-- name: stop_mail(search_id)!
-- No mail for this search from now on.
UPDATE searches SET mail_stopped_at = coalesce(mail_stopped_at, now()) WHERE id = :search_id;

-- name: export(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text
        , {column} -- for search
        , mail_stopped_at, feed_token, created_at, updated_at
    FROM searches WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;
