-- Holders: the processes that claim work, and what becomes of the claims of one that died.
-- What they held is due again by the statements of leases.py.

-- name: join(name, lease)$
INSERT INTO holders (name, alive_until) VALUES (:name, now() + :lease::interval) RETURNING id;

-- name: beat(holder, lease)^
-- We live on; and who does not any more. Nobody judges others before it has itself been heard
-- for a whole lease: after an outage of the database everybody's is over.
WITH me AS (
    UPDATE holders
    SET steady_since = CASE WHEN alive_until < now() THEN now() ELSE steady_since END,
        alive_until = now() + :lease::interval
    WHERE id = :holder AND died_at IS NULL
    RETURNING steady_since),
dead AS (
    UPDATE holders SET died_at = coalesce(died_at, now())
    WHERE id <> :holder AND alive_until < now()
      AND EXISTS (SELECT FROM me WHERE steady_since <= now() - :lease::interval)
    RETURNING id)
SELECT EXISTS (SELECT FROM me) AS alive, array(SELECT id FROM dead) AS dead,
    (SELECT count(*) FROM holders WHERE died_at IS NULL AND alive_until >= now()) AS living,
    (SELECT count(*) FROM holders
     WHERE died_at IS NULL AND alive_until >= now() AND id < :holder) AS before;

-- name: forget(holders)!
DELETE FROM holders WHERE :holders::bigint[] IS NULL OR id = ANY(:holders);

-- name: announce()!
SELECT pg_notify('jobscout', 'claims');

-- name: reclaim_webhooks(holders)!
UPDATE webhooks SET claimed_until = NULL, claimed_by = NULL
WHERE claimed_until IS NOT NULL AND (:holders::bigint[] IS NULL OR claimed_by = ANY(:holders));

-- name: reclaim_user_channels(holders)!
UPDATE user_channels SET claimed_until = NULL, claimed_by = NULL
WHERE claimed_until IS NOT NULL AND (:holders::bigint[] IS NULL OR claimed_by = ANY(:holders));
