-- A person's newest reactions, built while alerts are written and read.
-- depends: 0047.learning
-- transactional: false

-- What an interrupted run left behind.
DROP INDEX CONCURRENTLY IF EXISTS alerts_reacted;
CREATE INDEX CONCURRENTLY alerts_reacted ON alerts (user_id, reacted_at DESC)
    WHERE reacted_at IS NOT NULL;
