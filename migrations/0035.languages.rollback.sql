DROP INDEX jobs_found;
CREATE INDEX jobs_found ON jobs USING gin (
    words, place_words, countries, company_id, workplace, seniority, employment_type,
    (CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END)
) WITH (gin_pending_list_limit = 256);
ALTER TABLE searches DROP COLUMN languages;
