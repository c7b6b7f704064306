ALTER TABLE jobs DROP COLUMN remote_countries, DROP COLUMN remote_anywhere;
ALTER TABLE postings DROP COLUMN remote_countries, DROP COLUMN remote_anywhere;
ALTER TABLE searches DROP COLUMN visa_sponsorship, DROP COLUMN years_max;
