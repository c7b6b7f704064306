ALTER TABLE source_plans DROP COLUMN prior_postings, DROP COLUMN prior_weeks;
ALTER TABLE source_rates DROP COLUMN squares;
