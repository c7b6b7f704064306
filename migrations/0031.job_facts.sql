-- What the text of a posting states, and which words say so. A job has what its lead says.
ALTER TABLE postings
    ADD COLUMN years_min integer,
    ADD COLUMN visa_sponsorship text, ADD COLUMN deadline date,
    ADD COLUMN field_evidence jsonb NOT NULL DEFAULT '[]';
-- Narrow: without statistics PostgreSQL takes a table of wide rows for a small one, and looks
-- through all jobs of a company instead of the index on everything.
ALTER TABLE jobs
    ADD COLUMN language varchar(3), ADD COLUMN years_min smallint,
    ADD COLUMN visa_sponsorship varchar(3), ADD COLUMN deadline date;
UPDATE jobs SET language = split_part(postings.language, '-', 1)
FROM postings WHERE postings.id = jobs.lead_posting_id AND postings.language IS NOT NULL;
-- Managers are a level of their own, between lead and director.
ALTER TABLE jobs DROP CONSTRAINT jobs_seniority_check, ADD CONSTRAINT jobs_seniority_check
    CHECK (seniority IN ('intern', 'junior', 'mid', 'senior', 'lead', 'manager', 'director',
        'executive'));
