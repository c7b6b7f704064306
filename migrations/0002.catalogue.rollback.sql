ALTER TABLE jobs DROP CONSTRAINT jobs_lead_posting;
DROP TABLE postings, job_skills, jobs, skills, scrapes, sources, companies;
