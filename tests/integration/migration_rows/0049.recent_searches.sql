INSERT INTO recent_searches (id, notify, done_at, claimed_until, claimed_by, last_error)
VALUES (1, true, now(), NULL, NULL, NULL), (2, false, NULL, now(), 1, 'internal: OSError');
