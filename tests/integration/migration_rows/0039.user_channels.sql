INSERT INTO user_channels (user_id, kind, address, address_hash, name, confirmed_at, gone_at,
    last_delivered_at, failing_since, failures, last_error, claimed_until, claimed_by)
VALUES
    (1, 'ntfy', '{"topic": "a"}', '\x01', 'ntfy.sh/…', now(), NULL, now(), NULL, 0, NULL, NULL,
        NULL),
    (2, 'slack', '{"url": "b"}', '\x02', 'hooks.slack.com/…', NULL, now(), NULL, now(), 2,
        'it answers HTTP 500', now() + interval '5 min', 1);
UPDATE deliveries SET user_channel_id = 1 WHERE id = 1;
