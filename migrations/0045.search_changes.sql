-- Which searches changed, in which transaction: what an index of all searches reads again.
-- Written by triggers, so that whatever changes a search is noticed, processes of the release
-- before and deletions with an account included.
-- depends: 0044.near

-- So that an index has four bytes for an id.
ALTER TABLE searches ADD CONSTRAINT searches_id_check CHECK (id BETWEEN 0 AND 4294967295);

CREATE TABLE search_changes (
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    -- of a deleted one too
    search_id bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (xid, search_id)
);

CREATE FUNCTION note_changed_searches() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_changes (search_id) SELECT id FROM changed ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER searches_added AFTER INSERT ON searches
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_changed_searches();
CREATE TRIGGER searches_changed AFTER UPDATE ON searches
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_changed_searches();
CREATE TRIGGER searches_removed AFTER DELETE ON searches
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_changed_searches();

-- A search that uses the skills of the CV changes with them.
CREATE FUNCTION note_changed_skills() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_changes (search_id)
    SELECT id FROM searches
    WHERE use_cv_skills AND user_id IN (SELECT user_id FROM changed)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER user_skills_added AFTER INSERT ON user_skills
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_changed_skills();
CREATE TRIGGER user_skills_changed AFTER UPDATE ON user_skills
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_changed_skills();
CREATE TRIGGER user_skills_removed AFTER DELETE ON user_skills
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_changed_skills();
