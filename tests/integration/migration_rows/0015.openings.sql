INSERT INTO openings (job_id, company_id, kind, board, external_id, requisition_id, apply_link,
    fingerprint, seniority, place_text)
VALUES (3, 2, 'lever', 'gone', '3', 'R-3', 'y.example/3', '\x03', 'senior', 'nairobi'),
    (3, 2, 'lever', 'gone', '4', NULL, NULL, '\x04', NULL, '');
UPDATE jobs SET possible_at = now() WHERE id = 1;
