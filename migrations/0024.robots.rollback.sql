ALTER TABLE sources DROP COLUMN robots;
