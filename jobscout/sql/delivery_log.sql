-- The delivery log: deliveries as operators see them, and one that is due again.

-- name: listing
-- Newest first. The lines that end in "if" are there only when asked for, see query_variants.py; a
-- status is part of the text, or PostgreSQL could not use the index of the few that failed.
SELECT id, user_id, channel, status, cardinality(alert_ids) AS alerts, attempts, resends,
    created_at, greatest(next_try_at, claimed_until) AS next_try_at, sent_at, failed_at, last_error
FROM deliveries
WHERE true
    AND id = :delivery_id -- if one
    AND status = 'pending' -- if pending
    AND status = 'sending' -- if sending
    AND status = 'sent' -- if sent
    AND status = 'failed' -- if failed
    AND status = 'unconfigured' -- if unconfigured
    AND channel = :channel -- if channel
    AND id < :after_id -- if after
ORDER BY id DESC
LIMIT :most;

-- name: total
SELECT count(*) FROM (
    SELECT FROM deliveries
    WHERE true
        AND status = 'pending' -- if pending
        AND status = 'sending' -- if sending
        AND status = 'sent' -- if sent
        AND status = 'failed' -- if failed
        AND status = 'unconfigured' -- if unconfigured
        AND channel = :channel -- if channel
    LIMIT :most) counted;

-- name: requeue(delivery_id)^
-- Due at once, with all its attempts before it, under the same message id. Only one that
-- nobody sends any more: what was sent is never sent again (P2).
UPDATE deliveries d
SET status = 'pending', attempts = 0, resends = 0, failed_at = NULL, claimed_until = NULL,
    next_try_at = now()
FROM (SELECT id, status, attempts FROM deliveries WHERE id = :delivery_id FOR NO KEY UPDATE) before
WHERE d.id = before.id AND before.status IN ('failed', 'unconfigured')
RETURNING before.status AS was, before.attempts, d.channel,
    CASE WHEN d.channel IN ('email', 'push') THEN true
         WHEN d.channel = 'webhook'
             THEN EXISTS (SELECT FROM webhooks w WHERE w.user_id = d.user_id)
         ELSE EXISTS (SELECT FROM user_channels c WHERE c.id = d.user_channel_id
                      AND c.active AND c.confirmed_at IS NOT NULL AND c.gone_at IS NULL)
    END AS has_receiver;

-- name: status(delivery_id)$
SELECT status FROM deliveries WHERE id = :delivery_id;

-- name: announce()!
SELECT pg_notify('jobscout', 'deliveries');
