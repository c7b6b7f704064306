-- The languages that a search asks for.
ALTER TABLE searches ADD COLUMN languages text[] NOT NULL DEFAULT '{}';
