-- What else a search may ask for, and where people may live who do a remote job.
ALTER TABLE searches
    ADD COLUMN visa_sponsorship text[] NOT NULL DEFAULT '{}', ADD COLUMN years_max smallint;
ALTER TABLE postings
    ADD COLUMN remote_countries jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN remote_anywhere boolean NOT NULL DEFAULT false;
ALTER TABLE jobs
    ADD COLUMN remote_countries text[] NOT NULL DEFAULT '{}',
    ADD COLUMN remote_anywhere boolean NOT NULL DEFAULT false;
