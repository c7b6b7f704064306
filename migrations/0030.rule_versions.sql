-- What a board states, in its own words, so that a posting can be read again when a rule is
-- improved, and the version of the rules that read it last; see rules/postings.py.
ALTER TABLE postings ADD COLUMN stated jsonb;
ALTER TABLE postings ADD COLUMN rules integer NOT NULL DEFAULT 0;
CREATE INDEX postings_rules ON postings (rules, id DESC);
