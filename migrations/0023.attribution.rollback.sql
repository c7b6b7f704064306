ALTER TABLE sources DROP COLUMN attribution;
