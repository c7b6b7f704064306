DROP INDEX alerts_of_search, alerts_by_status, alerts_tracked, alerts_saved, alerts_unread;
CREATE INDEX alerts_of_search ON alerts (search_id);
DROP INDEX jobs_open_of_company, jobs_paid, jobs_closed_paid, jobs_open_paid, jobs_closed_newest;
CREATE INDEX jobs_open_salary ON jobs (coalesce(annual_usd_max, annual_usd_min) DESC NULLS LAST, id DESC)
    WHERE closed_at IS NULL;
CREATE INDEX jobs_words ON jobs USING gin (words);
CREATE INDEX jobs_places ON jobs USING gin (place_words);
CREATE INDEX jobs_countries ON jobs USING gin (countries);
DROP INDEX jobs_found;
