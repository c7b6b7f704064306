INSERT INTO erasures (user_id, due_at, next_try_at, claimed_until, attempts, last_error, erased,
    finished_at)
VALUES (NULL, now(), now(), NULL, 1, NULL, '{"files": 1}', now()),
    (99, now(), now(), now() + interval '5 min', 2, 'away', '{}', NULL);
