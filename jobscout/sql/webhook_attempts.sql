-- Webhook calls: deliveries by webhook. The webhook is claimed with the delivery, by the statements
-- of receiver_statements.py.

-- name: announce()!
-- Something is due to a receiver.
SELECT pg_notify('jobscout', 'webhooks');

-- name: claimed()
SELECT d.id, d.user_id, d.alert_ids[1] AS alert_id,
       d.reminder_ids[1] AS reminder_id, d.message_id, d.attempts,
       u.disabled_at IS NULL AND u.deleted_at IS NULL AS reachable
FROM deliveries d JOIN users u ON u.id = d.user_id;

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
