DROP TABLE source_plans;
DROP TABLE source_rates;
ALTER TABLE sources DROP COLUMN shortest_interval;
