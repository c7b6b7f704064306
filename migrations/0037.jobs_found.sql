-- The indexes of what lists filter by, built while jobs are written and read.
-- transactional: false

-- What an interrupted run left behind.
DROP INDEX CONCURRENTLY IF EXISTS jobs_found_new;
DROP INDEX CONCURRENTLY IF EXISTS jobs_deadline;
CREATE INDEX CONCURRENTLY jobs_deadline ON jobs (deadline) WHERE deadline IS NOT NULL;
-- Beside the old one, which readers need until this is done.
CREATE INDEX CONCURRENTLY jobs_found_new ON jobs USING gin (
    words, place_words, countries, (company_id + 0), workplace, seniority, employment_type,
    language, visa_sponsorship, (coalesce(years_min, 0::smallint)),
    (CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END)
) WITH (gin_pending_list_limit = 256);
DROP INDEX CONCURRENTLY IF EXISTS jobs_found;
ALTER INDEX jobs_found_new RENAME TO jobs_found;
