-- Every search finds its jobs through an index, whatever is asked for and however rare it is.
-- depends: 0013.cv_uploads

-- One index for all that a search may ask of a job's own columns: conditions meet inside it, so
-- that "a rare word, in Berlin, remote" reads the few rows that are all three. PostgreSQL reads
-- what was added lately one entry after another, so that list is kept short.
CREATE INDEX jobs_found ON jobs USING gin (
    words, place_words, countries, company_id, workplace, seniority, employment_type,
    (CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END)
) WITH (gin_pending_list_limit = 256);
DROP INDEX jobs_words, jobs_places, jobs_countries;

-- Each order of the list for each status, as a filter on a long index would read all of it.
CREATE INDEX jobs_closed_newest ON jobs (posted_at DESC, id DESC) WHERE closed_at IS NOT NULL;
-- Jobs that state no pay come last, as if they paid -1.
DROP INDEX jobs_open_salary;
CREATE INDEX jobs_open_paid ON jobs ((coalesce(annual_usd_max, annual_usd_min, -1)) DESC, id DESC)
    WHERE closed_at IS NULL;
CREATE INDEX jobs_closed_paid ON jobs ((coalesce(annual_usd_max, annual_usd_min, -1)) DESC, id DESC)
    WHERE closed_at IS NOT NULL;
CREATE INDEX jobs_paid ON jobs ((coalesce(annual_usd_max, annual_usd_min, -1)) DESC, id DESC);
-- A company's jobs, and how many there are.
CREATE INDEX jobs_open_of_company ON jobs (company_id, posted_at DESC, id DESC)
    WHERE closed_at IS NULL;

-- A person's alerts by what few of them are, newest first.
CREATE INDEX alerts_unread ON alerts (user_id, created_at DESC, id DESC) WHERE NOT is_read;
CREATE INDEX alerts_saved ON alerts (user_id, created_at DESC, id DESC) WHERE is_saved;
CREATE INDEX alerts_tracked ON alerts (user_id, created_at DESC, id DESC) WHERE is_applied;
CREATE INDEX alerts_by_status ON alerts (user_id, application_status, created_at DESC, id DESC)
    WHERE application_status IS NOT NULL;
DROP INDEX alerts_of_search;
CREATE INDEX alerts_of_search ON alerts (search_id, created_at DESC, id DESC);
