INSERT INTO learning (user_id, counts, reset_at)
VALUES (1, '{"totals": {}, "values": {}}', now()), (2, '{}', NULL);
