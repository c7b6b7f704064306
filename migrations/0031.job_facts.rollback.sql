UPDATE postings SET seniority = 'lead' WHERE seniority = 'manager';
UPDATE jobs SET seniority = 'lead' WHERE seniority = 'manager';
ALTER TABLE jobs DROP CONSTRAINT jobs_seniority_check, ADD CONSTRAINT jobs_seniority_check
    CHECK (seniority IN ('intern', 'junior', 'mid', 'senior', 'lead', 'director', 'executive'));
ALTER TABLE jobs
    DROP COLUMN language, DROP COLUMN years_min,
    DROP COLUMN visa_sponsorship, DROP COLUMN deadline;
ALTER TABLE postings
    DROP COLUMN years_min, DROP COLUMN visa_sponsorship,
    DROP COLUMN deadline, DROP COLUMN field_evidence;
