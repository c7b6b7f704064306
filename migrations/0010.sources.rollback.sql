DROP VIEW source_states;
DROP INDEX sources_by_name;
ALTER TABLE scrapes DROP COLUMN forgives;
ALTER TABLE sources DROP COLUMN accepted_found;
