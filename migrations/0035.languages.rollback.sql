ALTER TABLE searches DROP COLUMN languages;
