INSERT INTO companies (id, slug, name, website, logo_url)
VALUES (1, 'acme', 'Acme', 'https://acme.example', 'https://acme.example/logo.png'),
    (2, 'beta', 'Beta', NULL, NULL);
-- 1 was read whole and its scrapes are kept, 2 was read whole and they are not, 3 is not read any
-- more, 4 was never read
INSERT INTO sources (id, kind, board, config, company_id, name, url, host, priority,
    interval_seconds, active, etag, last_modified, last_whole_read_at, recent_found, failures)
VALUES (1, 'greenhouse', 'acme', '{"board": "acme"}', 1, 'Acme', 'https://x.example/acme',
        'x.example', 'high', 300, true, '"e"', 'Mon, 02 Nov 2026 10:00:00 GMT', now(), '{2,3}', 0),
    (2, 'lever', 'beta', '{"board": "beta"}', NULL, 'Beta', 'https://y.example/beta', 'y.example',
        'normal', NULL, true, NULL, NULL, now() - interval '1 d', '{}', 3),
    (3, 'lever', 'gone', '{}', 2, 'Gone', 'https://y.example/gone', 'y.example', 'low', NULL, false,
        NULL, NULL, now() - interval '5 d', '{1}', 0),
    (4, 'remotive', '', '{}', NULL, 'New', 'https://z.example', 'z.example', 'normal', NULL, true,
        NULL, NULL, NULL, '{}', 0);
INSERT INTO scrapes (id, source_id, trigger, status, started_at, finished_at, claimed_until,
    attempts, found, error_kind, error, rejects)
VALUES (1, 1, 'schedule', 'ok', now() - interval '2 d', now() - interval '2 d', NULL, 1, 3, NULL,
        NULL, '[]'),
    (2, 1, 'manual', 'partial', now(), now(), NULL, 1, 2, NULL, NULL, '[{"id": "7"}]'),
    (3, 1, 'webhook', 'running', now(), NULL, now() + interval '5 min', 2, 0, NULL, NULL, '[]'),
    (4, 2, 'schedule', 'failed', now(), now(), NULL, 1, 0, 'server-error', 'HTTP 500', '[]'),
    (5, 4, 'schedule', 'queued', NULL, NULL, NULL, 0, 0, NULL, NULL, '[]');
INSERT INTO skills (id, slug, name, category, aliases, implies, ambiguity, provenance)
VALUES (1, 'go', 'Go', 'language', '{golang}', '{}', 'context', '{esco}'),
    (2, 'django', 'Django', 'framework', '{}', '{python}', NULL, '{}'),
    (3, 'python', 'Python', 'language', '{}', '{}', NULL, '{}');
-- 1 came after its source was watched, 2 was there before, 3 is closed and says all that a job
-- can say, 4 is on a board that was never read
INSERT INTO jobs (id, company_id, title, locations, countries, place_words, workplace, seniority,
    employment_type, salary_min, salary_max, salary_currency, salary_period, annual_usd_min,
    annual_usd_max, posted_at, first_seen_at, closed_at, words, matched_at, claimed_until, attempts,
    last_error)
VALUES (1, 1, 'Engineer', '[]', '{}', '', 'unknown', NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, now() - interval '1 d', now() - interval '1 h', NULL, '', NULL, NULL, 0, NULL),
    (2, 1, 'Pilot', '[]', '{}', '', 'onsite', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        now() - interval '9 d', now() - interval '2 d', NULL, '', now(), NULL, 0, NULL),
    (3, 2, 'Senior Pilot', '[{"city": "Nairobi", "country": "KE"}]', '{KE}',
        to_tsvector('simple', 'nairobi'), 'hybrid', 'senior', 'full_time', 1000.5, 2000, 'EUR',
        'month', 13000, 26000, now() - interval '40 d', now() - interval '40 d', now(),
        to_tsvector('simple', 'senior pilot'), NULL, now() + interval '5 min', 2, 'internal'),
    (4, 2, 'Fresh', '[]', '{}', '', 'remote', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, now(),
        now(), NULL, '', NULL, NULL, 0, NULL);
INSERT INTO job_skills (job_id, skill_id) VALUES (1, 1), (1, 2);
INSERT INTO postings (id, source_id, external_id, job_id, company_id, requisition_id, url, apply_url,
    title, locations, workplace, department, seniority, employment_type, salary_min, salary_max,
    salary_currency, salary_period, annual_usd_min, annual_usd_max, description_html,
    description_text, language, posted_at, updated_at, expires_at, place_text, content_hash,
    list_hash, fingerprint, first_seen_at, missed, closed_at)
VALUES (1, 1, '1', 1, 1, NULL, 'https://x.example/1', NULL, 'Engineer', '[]', 'unknown', NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', NULL, now() - interval '1 d', NULL, NULL,
        '', '\x01', NULL, '\x01', now() - interval '1 h', 0, NULL),
    (2, 1, '2', 2, 1, NULL, 'https://x.example/2', NULL, 'Pilot', '[]', 'onsite', NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', NULL, NULL, NULL, NULL, '', '\x02', NULL,
        '\x02', now() - interval '2 d', 1, NULL),
    (3, 3, '3', 3, 2, 'R-3', 'https://y.example/3', 'https://y.example/3/apply', 'Senior Pilot',
        '[{"city": "Nairobi"}]', 'hybrid', 'Flight', 'senior', 'full_time', 1000.5, 2000, 'EUR',
        'month', 13000, 26000, '<p>Fly</p>', 'Fly', 'en', now() - interval '40 d', now(), now(),
        'Nairobi', '\x03', '\x03', '\x03', now() - interval '40 d', 2, now()),
    (4, 4, '4', 4, 2, NULL, 'https://z.example/4', NULL, 'Fresh', '[]', 'remote', NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', NULL, now(), NULL, NULL, '', '\x04', NULL,
        '\x04', now(), 0, NULL);
UPDATE jobs SET lead_posting_id = id WHERE id <> 4;
