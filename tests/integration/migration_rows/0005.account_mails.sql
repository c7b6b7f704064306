INSERT INTO account_mails (user_id, kind, message_id, status, attempts, claimed_until, sent_at,
    last_error)
VALUES (1, 'verify_email', 'a', 'sent', 1, NULL, now(), NULL),
    (2, 'reset_password', 'b', 'pending', 2, now() + interval '5 min', NULL, 'away');
