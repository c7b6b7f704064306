-- The languages that a search asks for, and the index by which lists filter by them.
ALTER TABLE searches ADD COLUMN languages text[] NOT NULL DEFAULT '{}';
-- Beside the old one, which readers need until this is done.
CREATE INDEX jobs_found_new ON jobs USING gin (
    words, place_words, countries, company_id, workplace, seniority, employment_type, language,
    (CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END)
) WITH (gin_pending_list_limit = 256);
DROP INDEX jobs_found;
ALTER INDEX jobs_found_new RENAME TO jobs_found;
