-- Attempts to reach people by channels of their own: the channel is claimed with a delivery to it,
-- by the statements of receiver_statements.py.

-- name: claimed()
SELECT d.id, d.user_id, d.alert_ids, d.reminder_ids, d.message_id, d.attempts,
       u.disabled_at IS NULL AND u.deleted_at IS NULL AS reachable
FROM deliveries d JOIN users u ON u.id = d.user_id;
