-- Events: changes, in an order in which no event appears late.
--
-- Ids come from a sequence, but transactions commit in any order: a reader that asks for ids above
-- the last one misses those that a slower transaction commits later. So events are ordered by
-- (xid, id), and only those are read whose transaction is below the oldest running one, the
-- horizon. All transactions below it have ended, and new ones get a greater xid. So no event can
-- be inserted before them, and a position in this order means the same in every process.
-- The cost is that an event waits for the writing transactions that began before its own.

-- name: head()^
-- The horizon, the time, and whether committed events are waiting for the horizon.
SELECT horizon, extract(epoch FROM now())::bigint AS seconds,
       coalesce((SELECT xid FROM events ORDER BY xid DESC LIMIT 1) >= horizon, false) AS is_held_up
FROM pg_snapshot_xmin(pg_current_snapshot()) AS horizon;

-- name: news(after_xid, after_id, horizon, user_ids, with_scrapes, most)
-- Events after a position, for these users and optionally for admins.
SELECT * FROM told_events
WHERE (xid, id) > (:after_xid::xid8, :after_id::bigint) AND xid < :horizon::xid8
  AND (user_id = ANY(:user_ids::bigint[]) OR (user_id IS NULL AND :with_scrapes::boolean))
ORDER BY xid, id
LIMIT :most;

-- name: missed(numbers, user_ids, with_scrapes, after_xids, after_ids, horizon, most)
-- Events after each one's own position, at most :most for each.
SELECT n.number, e.*
FROM unnest(:numbers::integer[], :user_ids::bigint[], :with_scrapes::boolean[],
            :after_xids::xid8[], :after_ids::bigint[])
    AS n(number, user_id, with_scrapes, after_xid, after_id)
CROSS JOIN LATERAL (
    (SELECT * FROM told_events t
     WHERE t.user_id = n.user_id AND (t.xid, t.id) > (n.after_xid, n.after_id)
       AND t.xid < :horizon::xid8
     ORDER BY t.xid, t.id LIMIT :most)
    UNION ALL
    (SELECT * FROM told_events t
     WHERE n.with_scrapes AND t.user_id IS NULL AND (t.xid, t.id) > (n.after_xid, n.after_id)
       AND t.xid < :horizon::xid8
     ORDER BY t.xid, t.id LIMIT :most)
    ORDER BY xid, id LIMIT :most) AS e
ORDER BY n.number, e.xid, e.id;

-- name: purge(older_than)!
DELETE FROM events WHERE created_at < now() - :older_than::interval;
