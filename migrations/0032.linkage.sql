-- By what a posting is recognised on another board, and what comparing it found.
ALTER TABLE postings
    ADD COLUMN requisition_key text,
    ADD COLUMN sketch bytea NOT NULL DEFAULT '';
-- Two postings are compared if they share a key.
CREATE TABLE posting_keys (
    posting_id bigint NOT NULL REFERENCES postings ON DELETE CASCADE,
    key bigint NOT NULL,
    source_id bigint NOT NULL,
    PRIMARY KEY (key, posting_id) INCLUDE (source_id)
);
CREATE INDEX posting_keys_posting ON posting_keys (posting_id);
-- Each pair stands twice, once from either side.
CREATE TABLE posting_links (
    posting_id bigint NOT NULL REFERENCES postings ON DELETE CASCADE,
    other_id bigint NOT NULL REFERENCES postings ON DELETE CASCADE,
    score double precision NOT NULL,
    parts jsonb NOT NULL,
    PRIMARY KEY (posting_id, other_id)
);
CREATE INDEX postings_requisition_key ON postings (requisition_key) WHERE requisition_key IS NOT NULL;
CREATE INDEX posting_links_other ON posting_links (other_id);
-- How many jobs may be the same, narrow as the table of jobs must be.
ALTER TABLE jobs ADD COLUMN possible_duplicates smallint NOT NULL DEFAULT 0;
