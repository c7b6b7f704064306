INSERT INTO audit (actor_id, action, target_kind, target_id, details)
VALUES (1, 'account deactivated', 'user', 2, '{}'), (NULL, 'jobs joined', 'job', NULL, '{"n": 1}');
INSERT INTO partings (job_id, other_id) VALUES (1, 2), (2, 1);
UPDATE jobs SET joined = true WHERE id = 3;
UPDATE alerts SET read_at = now(), notes = repeat('x', 50000) WHERE id = 1;
