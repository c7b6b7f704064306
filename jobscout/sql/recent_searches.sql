-- Recent searches: whose recent jobs are to be shown, one row a search that ever was.

-- name: claimed()
SELECT recent_searches.id, recent_searches.asked_at, recent_searches.notify,
       recent_searches.attempts
FROM recent_searches;

-- name: add(search_id, notify)!
-- It was added or changed. Who asked to be notified is, also where it changes again meanwhile.
INSERT INTO recent_searches AS r (id, notify) VALUES (:search_id, :notify)
ON CONFLICT (id) DO UPDATE
SET asked_at = excluded.asked_at, notify = excluded.notify OR r.notify AND r.done_at IS NULL,
    done_at = NULL, next_try_at = now(), attempts = 0, last_error = NULL;

-- name: lock(search_id)^
SELECT asked_at FROM recent_searches WHERE id = :search_id FOR NO KEY UPDATE;
