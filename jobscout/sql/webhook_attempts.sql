-- Webhook calls: deliveries by webhook. The webhook is claimed with the delivery, so that a
-- receiver is called once at a time, and one that is unavailable is tried with one delivery for all.

-- name: announce()!
-- Something is due to a receiver.
SELECT pg_notify('jobscout', 'webhooks');

-- name: claim_webhook(user_id, holder, lease)^
-- The moment until which it is ours is also what the claim is known by afterwards.
UPDATE webhooks SET claimed_until = now() + :lease, claimed_by = :holder
WHERE user_id = :user_id AND (claimed_until IS NULL OR claimed_until < now())
  AND can_hold(:holder)
RETURNING id AS webhook_id, url, secret, failures, claimed_until AS held;

-- name: claimed()
SELECT d.id, d.user_id, d.alert_ids[1] AS alert_id, d.message_id, d.attempts,
       u.disabled_at IS NULL AND u.deleted_at IS NULL AS reachable
FROM deliveries d JOIN users u ON u.id = d.user_id;

-- name: release_webhook(webhook_id, held)!
UPDATE webhooks SET claimed_until = NULL WHERE id = :webhook_id AND claimed_until = :held;

-- name: alert(alert_id)^
-- What is told of an alert, and what was measured on its way.
SELECT a.id, a.job_id, a.search_id, a.score, a.reasons, a.created_at,
       coalesce(p.apply_url, p.url) AS apply_url, s.attribution,
       v.seen_at, v.is_backlog,
       a.bundle_at > a.created_at + interval '10 seconds' AS held_back
FROM alerts a
JOIN jobs j ON j.id = a.job_id
JOIN job_sights v ON v.job_id = j.id
LEFT JOIN postings p ON p.id = j.lead_posting_id
LEFT JOIN sources s ON s.id = p.source_id
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
-- What else waits for the same receiver was as good as tried; how many are thereby given up.
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

-- name: end_orphans(user_id)!
-- What is due to a webhook that is gone. One that is on its way just now is not.
UPDATE deliveries
SET status = 'failed', failed_at = now(), last_error = 'the webhook was removed',
    claimed_until = NULL
WHERE user_id = :user_id AND channel = 'webhook'
  AND (status = 'pending'
       OR (status = 'sending' AND (claimed_until IS NULL OR claimed_until < now())))
  AND NOT EXISTS (SELECT FROM webhooks WHERE user_id = :user_id);
