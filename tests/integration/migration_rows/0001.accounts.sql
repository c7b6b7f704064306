INSERT INTO users (id, email, password_hash, full_name, timezone, locale, is_admin,
    email_verified_at, disabled_at, deleted_at, last_seen_at)
VALUES (1, 'Ada@Example.org', 'hash', 'Ada', 'Africa/Nairobi', 'de', true, now(), NULL, NULL, now()),
    (2, 'bob@example.org', 'hash', NULL, 'UTC', 'en', false, NULL, NULL, NULL, NULL),
    (3, 'closed@example.org', 'hash', 'Closed', 'UTC', 'en', false, now(), now() - interval '2 d',
        now() - interval '3 d', now() - interval '4 d');
INSERT INTO sessions (id, user_id, refresh_hash, user_agent, ip, expires_at, revoked_at)
VALUES ('00000000-0000-4000-8000-000000000001', 1, '\x01', 'A browser', '192.0.2.1',
        now() + interval '30 d', NULL),
    ('00000000-0000-4000-8000-000000000002', 3, '\x02', NULL, NULL, now(), now());
INSERT INTO one_time_tokens (user_id, purpose, token_hash, expires_at, used_at)
VALUES (1, 'verify_email', '\x01', now(), now()), (2, 'reset_password', '\x02', now(), NULL);
INSERT INTO devices (id, user_id, token, platform) VALUES (1, 1, 'token', 'android');
INSERT INTO preferences (user_id, channels, cadence, digest_hour, quiet_start, quiet_end)
VALUES (1, '{email,webhook}', 'weekly', 7, '22:00', '07:00'), (2, '{}', 'instant', 8, NULL, NULL);
