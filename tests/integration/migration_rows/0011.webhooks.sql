INSERT INTO webhooks (user_id, url, secret, last_delivered_at, failing_since, failures, last_error,
    claimed_until)
VALUES (1, 'https://hooks.example.org/', repeat('s', 40), now(), NULL, 0, NULL, NULL),
    (2, 'https://hooks.example.org/2', repeat('t', 40), NULL, now(), 2, 'it answers HTTP 500',
        now() + interval '5 min');
