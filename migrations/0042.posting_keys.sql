-- Keys are stored by the hundred thousand, and checking for each that its posting is there costs
-- as much as storing it. Their postings are inserted or locked by the same transaction; keys of
-- deleted ones are deleted with them, many at a time.
-- depends: 0032.linkage

ALTER TABLE posting_keys DROP CONSTRAINT posting_keys_posting_id_fkey;
CREATE FUNCTION forget_posting_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM posting_keys WHERE posting_id IN (SELECT id FROM gone);
    RETURN NULL;
END
$$;
CREATE TRIGGER postings_forget_keys AFTER DELETE ON postings
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_posting_keys();
