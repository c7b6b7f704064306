INSERT INTO holders (id, name, alive_until, died_at)
VALUES (1, 'jobscout all 1', now() + interval '1 min', NULL), (2, 'jobscout all 2', now(), now());
UPDATE scrapes SET claimed_by = 1 WHERE id = 3;
UPDATE jobs SET claimed_by = 1 WHERE id = 3;
UPDATE deliveries SET claimed_by = 1 WHERE id = 4;
UPDATE webhooks SET claimed_by = 1 WHERE user_id = 2;
UPDATE account_mails SET claimed_by = 2 WHERE message_id = 'b';
UPDATE cvs SET claimed_by = 1 WHERE id = 3;
UPDATE erasures SET claimed_by = 2 WHERE user_id = 99;
UPDATE sources SET internal_failures = 1 WHERE id = 2;
