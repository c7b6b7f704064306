-- Words of a posting's text that people should see before they apply: what it asks for, and which
-- addresses it names. Postings that were read before have none until they are read again.
-- depends: 0052.tracker_indexes

ALTER TABLE postings ADD COLUMN safety_words jsonb NOT NULL DEFAULT '[]';
