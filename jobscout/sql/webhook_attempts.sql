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
       v.seen_at, r.started_at AS read_at, j.first_seen_at,
       -- nor does one that became right by an edit say how fast we are
       v.is_backlog OR EXISTS (
           SELECT FROM job_events e
           WHERE e.job_id = j.id AND e.at > j.first_seen_at AND e.at <= a.created_at) AS is_backlog,
       a.bundle_at > a.created_at + interval '10 seconds' AS held_back
FROM alerts a
JOIN jobs j ON j.id = a.job_id
JOIN job_sights v ON v.job_id = j.id
LEFT JOIN postings p ON p.id = j.lead_posting_id
LEFT JOIN sources s ON s.id = p.source_id
LEFT JOIN LATERAL (
    -- the reading that stored it, in one transaction
    SELECT c.started_at FROM postings f
    JOIN scrapes c ON c.source_id = f.source_id AND c.finished_at = f.first_seen_at
    WHERE f.job_id = j.id AND f.first_seen_at = j.first_seen_at
    LIMIT 1) r ON true
WHERE a.id = :alert_id;
