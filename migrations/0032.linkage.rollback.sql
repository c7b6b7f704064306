ALTER TABLE jobs DROP COLUMN possible_duplicates;
DROP TABLE posting_links;
DROP TABLE posting_keys;
ALTER TABLE postings DROP COLUMN requisition_key, DROP COLUMN sketch;
