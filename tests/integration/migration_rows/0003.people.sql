INSERT INTO searches (id, user_id, name, keywords, excluded_keywords, titles, locations, countries,
    workplace, seniority, employment_types, companies, min_salary_amount, min_salary_currency,
    min_salary_period, skills, use_cv_skills, min_score, paused, mail_stopped_at)
VALUES (1, 1, 'All', '{engineer}', '{intern}', '{pilot}', '{Nairobi}', '{KE}', '{remote,hybrid}',
        '{senior}', '{full_time}', '{acme}', 1000, 'EUR', 'month', '{Go}', true, 0.5, true, now()),
    (2, 2, 'Little', '{pilot}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', NULL, NULL, NULL,
        '{}', false, 0, false, NULL);
INSERT INTO cvs (id, user_id, filename, size, sha256, storage_key, status, error, pages, findings,
    processed_at, claimed_until, attempts)
VALUES (1, 1, 'ada.pdf', 10, '\x01', 'users/1/cv/a/cv.pdf', 'ready', NULL, 2, '{"skills": []}',
        now(), NULL, 1),
    (2, 1, 'broken.pdf', 10, '\x02', 'users/1/cv/b/cv.pdf', 'failed', 'damaged', NULL, NULL, now(),
        NULL, 3),
    (3, 2, 'bob.docx', 10, '\x01', 'users/2/cv/a/cv.docx', 'processing', NULL, NULL, NULL, NULL,
        now() + interval '5 min', 1);
INSERT INTO user_skills (user_id, skill_id, source, cv_id, removed)
VALUES (1, 1, 'cv', 1, false), (1, 2, 'manual', NULL, true);
INSERT INTO alerts (id, user_id, job_id, search_id, score, reasons, is_read, is_saved, is_applied,
    application_status, applied_at, notes, bundled_at)
VALUES (1, 1, 1, 1, 0.9, '[{"kind": "title", "text": "x", "weight": 1}]', true, true, true, 'Offer',
        now(), 'call them', now()),
    (2, 2, 3, NULL, 0, '[]', false, false, false, NULL, NULL, NULL, NULL);
INSERT INTO alert_events (alert_id, from_status, to_status)
VALUES (1, NULL, 'Applied'), (1, 'Applied', NULL);
INSERT INTO deliveries (id, user_id, channel, device_id, alert_ids, message_id, status, attempts,
    resends, next_try_at, claimed_until, sent_at, last_error)
VALUES (1, 1, 'push', 1, '{1}', 'a', 'sent', 1, 1, now(), NULL, now(), NULL),
    (2, 1, 'email', NULL, '{1}', 'b', 'failed', 9, 0, now() - interval '1 d', NULL, NULL, 'refused'),
    (3, 1, 'webhook', NULL, '{1}', 'c', 'failed', 9, 0, now() + interval '1 d', NULL, NULL, 'away'),
    (4, 2, 'email', NULL, '{2}', 'd', 'sending', 1, 0, now(), now() + interval '5 min', NULL, NULL),
    (5, 2, 'push', NULL, '{2}', 'e', 'unconfigured', 0, 0, now(), NULL, NULL, NULL);
