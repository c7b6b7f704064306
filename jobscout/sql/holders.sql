-- Holders: the processes that claim work, and what becomes of the claims of one that died.
-- What these holders held, or everybody where :holders is null, is owed again: at once, or after
-- the pause for so many deaths. :died is 1 where that counts as a try, 0 where they went in order.

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
SELECT EXISTS (SELECT FROM me) AS alive, array(SELECT id FROM dead) AS dead;

-- name: forget(holders)!
DELETE FROM holders WHERE :holders::bigint[] IS NULL OR id = ANY(:holders);

-- name: announce()!
SELECT pg_notify('jobscout', 'claims');

-- name: reclaim_scrapes(holders, died, pauses)!
-- One that may be what kills us comes back at another moment than those that died beside it.
UPDATE scrapes
SET claimed_until = NULL, claimed_by = NULL, attempts = attempts - (1 - :died::integer),
    next_try_at = now() + coalesce((:pauses::interval[])[
        least(attempts - 1, cardinality(:pauses::interval[]))], '0') * (0.5 + random())
WHERE finished_at IS NULL AND claimed_until IS NOT NULL
  AND (:holders::bigint[] IS NULL OR claimed_by = ANY(:holders));

-- name: reclaim_jobs(holders, died, pauses)!
-- Not counted when claimed. From the first death on each is matched alone, see matches.sql.
UPDATE jobs
SET claimed_until = NULL, claimed_by = NULL, attempts = attempts + :died::integer,
    last_error = CASE WHEN :died = 1 THEN 'the process ended while it was matched'
                      ELSE last_error END,
    next_try_at = now() + coalesce((:pauses::interval[])[
        least(attempts, cardinality(:pauses::interval[]))], '0')
WHERE id IN (
    SELECT id FROM jobs
    WHERE matched_at IS NULL AND attempts < 5 AND claimed_until IS NOT NULL
      AND (:holders::bigint[] IS NULL OR claimed_by = ANY(:holders))
    ORDER BY id FOR NO KEY UPDATE);

-- name: reclaim_webhooks(holders)!
UPDATE webhooks SET claimed_until = NULL, claimed_by = NULL
WHERE claimed_until IS NOT NULL AND (:holders::bigint[] IS NULL OR claimed_by = ANY(:holders));

-- name: reclaim_deliveries(holders)!
-- One that was being sent stays so: whoever claims it next sends it once more (P2).
UPDATE deliveries SET claimed_until = NULL, claimed_by = NULL, next_try_at = now()
WHERE status IN ('pending', 'sending') AND claimed_until IS NOT NULL
  AND (:holders::bigint[] IS NULL OR claimed_by = ANY(:holders));

-- name: reclaim_account_mails(holders, died, pauses)!
UPDATE account_mails
SET claimed_until = NULL, claimed_by = NULL, attempts = attempts - (1 - :died::integer),
    next_try_at = now() + coalesce((:pauses::interval[])[
        least(attempts - 1, cardinality(:pauses::interval[]))], '0')
WHERE status = 'pending' AND claimed_until IS NOT NULL
  AND (:holders::bigint[] IS NULL OR claimed_by = ANY(:holders));

-- name: reclaim_cvs(holders, died, pauses)!
UPDATE cvs
SET status = 'pending', claimed_until = NULL, claimed_by = NULL,
    attempts = attempts - (1 - :died::integer),
    next_try_at = now() + coalesce((:pauses::interval[])[
        least(attempts - 1, cardinality(:pauses::interval[]))], '0')
WHERE status = 'processing' AND claimed_until IS NOT NULL
  AND (:holders::bigint[] IS NULL OR claimed_by = ANY(:holders));

-- name: reclaim_erasures(holders, died, pauses)!
UPDATE erasures
SET claimed_until = NULL, claimed_by = NULL, attempts = attempts - (1 - :died::integer),
    next_try_at = now() + coalesce((:pauses::interval[])[
        least(attempts - 1, cardinality(:pauses::interval[]))], '0')
WHERE finished_at IS NULL AND claimed_until IS NOT NULL
  AND (:holders::bigint[] IS NULL OR claimed_by = ANY(:holders));
