-- Postings that come in bursts tell less of a rate than as many that come one by one: the sum over
-- bursts of the square of their postings says how much less. Until it is known, as one by one.
ALTER TABLE source_rates ADD COLUMN squares real;
UPDATE source_rates SET squares = (SELECT sum(n) FROM unnest(counts) AS n);
ALTER TABLE source_rates ALTER COLUMN squares SET NOT NULL;

-- What was learnt of all sources and is expected of one of which little is known, as if so many
-- postings had been seen in so many weeks. Until the next planning, two a week.
ALTER TABLE source_plans
    ADD COLUMN prior_postings real NOT NULL DEFAULT 0.25,
    ADD COLUMN prior_weeks real NOT NULL DEFAULT 0.125;
ALTER TABLE source_plans ALTER COLUMN prior_postings DROP DEFAULT,
    ALTER COLUMN prior_weeks DROP DEFAULT;
