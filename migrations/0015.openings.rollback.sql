DROP VIEW job_sights;
ALTER TABLE jobs DROP COLUMN possible_at;
ALTER TABLE jobs DROP COLUMN is_backlog;
ALTER TABLE sources DROP COLUMN watched_since;
DROP TABLE openings;
