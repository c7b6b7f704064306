-- Search changes: which searches an index of them has to read again.
--
-- Of two changes at once the earlier one may be committed last, so neither a time nor a number
-- says what is new. A reader keeps the snapshot of its last reading instead: what was committed
-- since is what that snapshot does not see. No change is missed, waited for or read twice.

-- name: since(snapshot)^
-- The searches that were changed or removed since; none for a first reading, whose snapshot is
-- null. *is_ahead*: a restored copy did not get that far yet.
SELECT pg_current_snapshot()::text AS snapshot, now() AS at,
    (SELECT digest FROM taxonomy) AS taxonomy,
    server_history() AS server,
    coalesce(pg_snapshot_xmax(:snapshot::text::pg_snapshot)
        > pg_snapshot_xmax(pg_current_snapshot()), false) AS is_ahead,
    array(SELECT DISTINCT search_id FROM search_changes
          WHERE xid >= pg_snapshot_xmin(:snapshot::text::pg_snapshot)
            AND NOT pg_visible_in_snapshot(xid, :snapshot::text::pg_snapshot)) AS search_ids;

-- name: asked(search_ids, after, most)
-- Searches that are not paused, these or a page of all, as they are indexed. Skills are read where
-- they are all that leads to a search.
SELECT s.id, s.user_id
       , s.{column} -- for criterion
       , CASE WHEN s.titles || s.keywords || s.locations || s.countries || s.companies = '{}'
              AND s.near = '[]'
         THEN s.skills || CASE WHEN s.use_cv_skills THEN array(
             SELECT k.name FROM known_skills us JOIN skills k ON k.id = us.skill_id
             WHERE us.user_id = s.user_id) ELSE '{}' END
         ELSE '{}' END AS skills
FROM searches s
WHERE NOT s.paused
    AND s.id = ANY(:search_ids::bigint[]) -- if ids
    AND s.id > :after -- if page
ORDER BY s.id
LIMIT :most;

-- name: purge(older_than)!
DELETE FROM search_changes WHERE changed_at < now() - :older_than::interval;
