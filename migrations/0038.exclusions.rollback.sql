ALTER TABLE searches DROP COLUMN excluded_in_text, DROP COLUMN excluded_companies;
