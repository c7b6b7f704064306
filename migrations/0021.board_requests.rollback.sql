DROP INDEX postings_of_apply_url, postings_of_url;
-- The alerts of before are about jobs only.
DELETE FROM alerts WHERE job_id IS NULL;
DROP INDEX alerts_private;
ALTER TABLE alerts
    DROP CONSTRAINT alerts_subject_check,
    DROP COLUMN url,
    DROP COLUMN location,
    DROP COLUMN company,
    DROP COLUMN title,
    ALTER COLUMN job_id SET NOT NULL;
DROP VIEW board_request_states;
DROP TABLE board_requests;
