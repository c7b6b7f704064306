DROP TABLE taxonomy;
DROP VIEW known_skills;
DROP TABLE implied_skills;
DROP TABLE skill_names;
DELETE FROM skills WHERE retired;
ALTER TABLE skills DROP COLUMN retired;
ALTER TABLE skills ADD CONSTRAINT skills_name_key UNIQUE (name);
