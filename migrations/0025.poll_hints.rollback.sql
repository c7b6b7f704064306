ALTER TABLE sources DROP COLUMN poll_hints;
