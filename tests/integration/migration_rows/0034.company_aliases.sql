INSERT INTO companies (id, slug, name, merged_into, keyed)
SELECT 9034, 'acme-merged', 'Acme Merged', min(id), true FROM companies;
UPDATE sources SET aliases_of = company_id WHERE company_id IS NOT NULL;
