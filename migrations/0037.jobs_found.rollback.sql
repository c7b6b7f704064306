DROP INDEX CONCURRENTLY IF EXISTS jobs_found_new;
CREATE INDEX CONCURRENTLY jobs_found_new ON jobs USING gin (
    words, place_words, countries, company_id, workplace, seniority, employment_type,
    (CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END)
) WITH (gin_pending_list_limit = 256);
DROP INDEX CONCURRENTLY IF EXISTS jobs_found;
ALTER INDEX jobs_found_new RENAME TO jobs_found;
DROP INDEX CONCURRENTLY IF EXISTS jobs_deadline;
