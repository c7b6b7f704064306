INSERT INTO alerts (id, user_id, job_id, score, bundle_at, title, company, location, url)
VALUES (5, 2, NULL, 0, NULL, 'Gardener', 'Parks', NULL, NULL);
