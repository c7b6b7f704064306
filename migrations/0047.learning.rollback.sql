DROP TABLE learning;
ALTER TABLE alerts DROP COLUMN dismissed_at, DROP COLUMN dismissal_reason, DROP COLUMN reacted_at;
