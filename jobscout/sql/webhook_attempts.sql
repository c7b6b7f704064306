-- Webhook calls: deliveries by webhook. The webhook is claimed with the delivery, so that a
-- receiver is called once at a time, and one that is away is asked by one delivery for all.

-- name: announce()!
-- Something is due to a receiver.
SELECT pg_notify('jobscout', 'webhooks');

-- name: owed(most)
-- People whose receiver nobody calls and to whom one more call is due, longest due first.
SELECT d.user_id FROM deliveries d LEFT JOIN webhooks w ON w.user_id = d.user_id
WHERE d.channel = 'webhook' AND d.status IN ('pending', 'sending') AND d.next_try_at <= now()
  AND (d.claimed_until IS NULL OR d.claimed_until < now())
  AND (w.claimed_until IS NULL OR w.claimed_until < now())
GROUP BY d.user_id
ORDER BY min(d.next_try_at)
LIMIT :most;

-- name: claim_webhook(user_id, holder, lease)^
-- The moment until which it is ours is also what the claim is known by afterwards.
UPDATE webhooks SET claimed_until = now() + :lease, claimed_by = :holder
WHERE user_id = :user_id AND (claimed_until IS NULL OR claimed_until < now())
  AND can_hold(:holder)
RETURNING id AS webhook_id, url, secret, failures, claimed_until AS held;

-- name: claim(user_id, holder, lease, resends_max)^
-- The delivery that is due longest. As in deliveries.sql, one that was being sent when its
-- process died is sent once more for that death, under the same id (P2).
UPDATE deliveries d
SET status = 'sending', attempts = d.attempts + 1,
    resends = d.resends + (d.status = 'sending')::integer,
    claimed_until = now() + :lease, claimed_by = :holder, next_try_at = now() + :lease
FROM users u
WHERE u.id = d.user_id AND d.id = (
    SELECT id FROM deliveries
    WHERE user_id = :user_id AND channel = 'webhook'
      AND (status = 'pending' OR (status = 'sending' AND resends < :resends_max))
      AND next_try_at <= now() AND (claimed_until IS NULL OR claimed_until < now())
    ORDER BY next_try_at, id
    LIMIT 1
    FOR UPDATE SKIP LOCKED)
RETURNING d.id, d.user_id, d.alert_ids[1] AS alert_id, d.message_id, d.attempts,
          u.disabled_at IS NULL AND u.deleted_at IS NULL AS reachable,
          (SELECT o.claimed_until IS NOT NULL FROM deliveries o WHERE o.id = d.id) AS taken_over;

-- name: release_webhook(webhook_id, held)!
UPDATE webhooks SET claimed_until = NULL WHERE id = :webhook_id AND claimed_until = :held;

-- name: alert(alert_id)^
-- What is told of an alert, and what was measured on its way.
SELECT a.id, a.job_id, a.search_id, a.score, a.reasons, a.created_at,
       coalesce(p.apply_url, p.url) AS apply_url,
       v.seen_at, v.is_backlog,
       a.bundle_at > a.created_at + interval '10 seconds' AS held_back
FROM alerts a
JOIN jobs j ON j.id = a.job_id
JOIN job_sights v ON v.job_id = j.id
LEFT JOIN postings p ON p.id = j.lead_posting_id
WHERE a.id = :alert_id;

-- name: record_success(webhook_id, held)!
-- It took one: it is well again.
UPDATE webhooks
SET last_delivered_at = now(), failing_since = NULL, failures = 0, last_error = NULL,
    claimed_until = NULL, next_try_at = now()
WHERE id = :webhook_id AND claimed_until = :held;

-- name: record_failure(webhook_id, held, error, wait)!
UPDATE webhooks
SET failing_since = coalesce(failing_since, now()), failures = failures + 1,
    last_error = :error, claimed_until = NULL, next_try_at = now() + :wait
WHERE id = :webhook_id AND claimed_until = :held;

-- name: wait_too(user_id, error, wait, attempts_max)$
-- What else waits for the same receiver was as good as tried; how many are thereby parked.
WITH waiting AS (
    UPDATE deliveries
    SET attempts = attempts + 1, last_error = :error,
        next_try_at = greatest(next_try_at, now() + :wait),
        status = CASE WHEN attempts + 1 < :attempts_max THEN 'pending' ELSE 'failed' END,
        failed_at = CASE WHEN attempts + 1 < :attempts_max THEN NULL ELSE now() END
    WHERE user_id = :user_id AND channel = 'webhook' AND status = 'pending'
    RETURNING status)
SELECT count(*) FROM waiting WHERE status = 'failed';

-- name: release_backlog(user_id)!
-- The receiver is back, or another one: nothing waits for it any longer.
UPDATE deliveries SET next_try_at = now()
WHERE user_id = :user_id AND channel = 'webhook' AND status = 'pending' AND next_try_at > now();

-- name: release(delivery_id, held, wait)!
-- Claimed by us and not sent, which is no attempt.
UPDATE deliveries
SET status = 'pending', attempts = attempts - 1, claimed_until = NULL, next_try_at = now() + :wait
WHERE id = :delivery_id AND status = 'sending' AND claimed_until = :held;

-- name: end_orphans(user_id)!
-- What is owed to a webhook that is gone. One that is on its way just now is not.
UPDATE deliveries
SET status = 'failed', failed_at = now(), last_error = 'the webhook was removed',
    claimed_until = NULL
WHERE user_id = :user_id AND channel = 'webhook'
  AND (status = 'pending'
       OR (status = 'sending' AND (claimed_until IS NULL OR claimed_until < now())))
  AND NOT EXISTS (SELECT FROM webhooks WHERE user_id = :user_id);
