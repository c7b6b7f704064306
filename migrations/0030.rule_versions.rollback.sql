ALTER TABLE postings DROP COLUMN rules, DROP COLUMN stated;
