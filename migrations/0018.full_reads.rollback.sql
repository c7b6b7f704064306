ALTER TABLE sources DROP COLUMN validators_distrusted;
ALTER TABLE sources DROP COLUMN full_read_at;
