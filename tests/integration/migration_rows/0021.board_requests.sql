INSERT INTO board_requests (id, user_id, url, kind, board, config, name, state, reason, source_id,
    decided_at)
VALUES (1, 1, 'https://acme.example/jobs', 'lever', 'acme', '{"board": "acme"}', 'Acme', 'active', NULL,
        1, now()),
    (2, 1, 'https://b.example', 'lever', 'b', '{"board": "b"}', 'B', 'refused', 'spam', NULL, now()),
    (3, 2, 'https://c.example', 'lever', 'c', '{"board": "c"}', 'C', 'waiting', NULL, NULL, NULL);
INSERT INTO alerts (id, user_id, job_id, score, title, company, location, url)
VALUES (3, 1, NULL, 0, 'Pilot', 'Flights', 'Nairobi', 'https://flights.example/1'),
    (4, 1, NULL, 0, 'Cook', 'Kitchens', NULL, NULL);
