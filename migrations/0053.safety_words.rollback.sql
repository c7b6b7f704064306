ALTER TABLE postings DROP COLUMN safety_words;
