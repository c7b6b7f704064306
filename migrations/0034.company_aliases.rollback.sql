DROP TABLE company_aliases;
ALTER TABLE sources DROP COLUMN aliases_of;
ALTER TABLE companies DROP COLUMN merged_into, DROP COLUMN keyed;
