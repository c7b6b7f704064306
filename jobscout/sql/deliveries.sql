-- Deliveries: alerts are bundled into them, and each is claimed, sent and confirmed.

-- name: due_bundles(most)
-- Users with alerts or reminders that are in no delivery yet, longest waiting first.
SELECT user_id FROM (
    (SELECT user_id, min(bundle_at) AS at FROM alerts
     WHERE bundled_at IS NULL AND bundle_at <= now()
     GROUP BY user_id ORDER BY min(bundle_at) LIMIT :most)
    UNION ALL
    (SELECT user_id, min(bundle_at) FROM reminders
     WHERE bundled_at IS NULL AND bundle_at <= now()
     GROUP BY user_id ORDER BY min(bundle_at) LIMIT :most)) waiting
GROUP BY user_id
ORDER BY min(at)
LIMIT :most;

-- name: reach(user_id)^
-- How to reach a person, locked so that one process at a time bundles for them.
SELECT u.id, u.timezone,
       CASE WHEN u.email_verified_at IS NOT NULL AND u.mail_suppressed_at IS NULL
            THEN u.email END AS email,
       p.channels, p.cadence, p.digest_hour, p.quiet_start, p.quiet_end, p.max_alerts_per_day,
       array(SELECT d.id FROM devices d WHERE d.user_id = u.id ORDER BY d.id) AS devices,
       array(SELECT ROW(c.id, c.kind) FROM user_channels c
             WHERE c.user_id = u.id AND c.active AND c.confirmed_at IS NOT NULL
               AND c.gone_at IS NULL
             ORDER BY c.id) AS user_channels
FROM users u LEFT JOIN preferences p ON p.user_id = u.id
WHERE u.id = :user_id AND u.disabled_at IS NULL AND u.deleted_at IS NULL
FOR NO KEY UPDATE OF u;

-- name: pending_alerts(user_id, most)
-- What to tell this person, best first.
SELECT a.id, a.search_id, s.mail_stopped_at IS NOT NULL AS mail_stopped
FROM alerts a LEFT JOIN searches s ON s.id = a.search_id
WHERE a.user_id = :user_id AND a.bundled_at IS NULL AND a.bundle_at <= now()
ORDER BY a.score DESC, a.id
LIMIT :most;

-- name: sent_since(user_id, since)$
-- How many alerts this person was told since an instant; one of score 0 they made themselves.
SELECT count(*) FROM alerts WHERE user_id = :user_id AND bundled_at >= :since
  AND score > 0;

-- name: postpone(user_id, until)!
UPDATE alerts SET bundle_at = :until
WHERE user_id = :user_id AND bundled_at IS NULL AND bundle_at < :until;

-- name: drop_pending(user_id)!
-- Nobody to tell: the account was disabled or deleted meanwhile.
UPDATE alerts SET bundled_at = now() WHERE user_id = :user_id AND bundled_at IS NULL;

-- name: bundled(alert_ids)!
UPDATE alerts SET bundled_at = now() WHERE id = ANY(:alert_ids::bigint[]);

-- name: add(user_id, channel, device_id, user_channel_id, alert_ids, reminder_ids, message_id, status)$
INSERT INTO deliveries (user_id, channel, device_id, user_channel_id, alert_ids, reminder_ids,
    message_id, status, next_try_at)
VALUES (:user_id, :channel, :device_id, :user_channel_id, :alert_ids::bigint[],
        :reminder_ids::bigint[], :message_id, :status, now())
RETURNING id;

-- name: add_calls(user_id, alert_ids, reminder_ids, message_ids)!
-- One for each alert, or reminder of it, where there is a webhook; while that fails they wait with
-- all others.
INSERT INTO deliveries (user_id, channel, alert_ids, reminder_ids, message_id, next_try_at)
SELECT w.user_id, 'webhook', ARRAY[one.alert_id], array_remove(ARRAY[one.reminder_id], NULL),
       one.message_id, greatest(now(), w.next_try_at)
FROM webhooks w,
     unnest(:alert_ids::bigint[], :reminder_ids::bigint[], :message_ids::text[])
         WITH ORDINALITY AS one(alert_id, reminder_id, message_id, position)
WHERE w.user_id = :user_id
ORDER BY one.position;

-- name: claimed()
-- A claimed delivery, and whom it is for.
SELECT d.id, d.user_id, d.channel, d.alert_ids, d.reminder_ids, d.message_id, d.attempts, d.device_id,
       CASE WHEN u.mail_suppressed_at IS NULL THEN u.email END AS email, u.full_name,
       u.disabled_at IS NULL AND u.deleted_at IS NULL AS reachable,
       (SELECT token FROM devices v WHERE v.id = d.device_id AND v.user_id = d.user_id) AS token
FROM deliveries d JOIN users u ON u.id = d.user_id;

-- name: alert_items(alert_ids)
-- The jobs of these alerts as a person reads them, best first. A job's posted_at is when it was
-- first seen, where its board states no date.
SELECT a.id AS alert_id, a.search_id, q.name AS search, j.title, c.name AS company, j.locations
       , j.{column} -- for salary
       , p.url, s.name AS source, s.attribution, a.reasons, u.timezone, j.first_seen_at,
       CASE WHEN p.posted_at IS NOT NULL THEN j.posted_at END AS posted_at,
       v.seen_at, r.started_at AS read_at, a.created_at AS matched_at,
       -- nor does one that became right by an edit say how fast we are
       v.is_backlog OR EXISTS (
           SELECT FROM job_events e
           WHERE e.job_id = j.id AND e.at > j.first_seen_at AND e.at <= a.created_at) AS is_backlog,
       a.bundle_at > a.created_at + interval '10 seconds' AS held_back
FROM alerts a
JOIN users u ON u.id = a.user_id
LEFT JOIN searches q ON q.id = a.search_id
JOIN jobs j ON j.id = a.job_id
JOIN job_sights v ON v.job_id = j.id
JOIN companies c ON c.id = j.company_id
JOIN postings p ON p.id = j.lead_posting_id
JOIN sources s ON s.id = p.source_id
LEFT JOIN LATERAL (
    -- the reading that stored it, in one transaction
    SELECT c.started_at FROM postings f
    JOIN scrapes c ON c.source_id = f.source_id AND c.finished_at = f.first_seen_at
    WHERE f.job_id = j.id AND f.first_seen_at = j.first_seen_at
    LIMIT 1) r ON true
WHERE a.id = ANY(:alert_ids::bigint[])
ORDER BY a.score DESC, a.id;

-- name: abandon(resends_max)
-- The process dies each time it sends this one: a person must look.
UPDATE deliveries
SET status = 'failed', failed_at = now(),
    last_error = 'the process died each time while sending; see if it arrived'
WHERE status = 'sending' AND resends >= :resends_max
  AND (claimed_until IS NULL OR claimed_until < now())
RETURNING id;

-- name: forget_device(device_id)!
DELETE FROM devices WHERE id = :device_id;

-- name: oldest_due_s()$
-- Age in seconds of the oldest mail or push that is not sent, 0 when none is. A receiver that does
-- not answer is its person's, and no matter of ours.
SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0)::double precision
FROM deliveries WHERE status IN ('pending', 'sending') AND channel IN ('email', 'push');

-- name: purge(older_than)!
DELETE FROM deliveries WHERE status IN ('sent', 'failed', 'unconfigured')
  AND created_at < now() - :older_than::interval;

-- name: export(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, channel, device_id::text, user_channel_id::text, alert_ids::text[],
        reminder_ids::text[], message_id, status,
        attempts, resends, created_at, sent_at, failed_at, last_error
    FROM deliveries WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;
