DROP TRIGGER user_skills_added ON user_skills;
DROP TRIGGER user_skills_changed ON user_skills;
DROP TRIGGER user_skills_removed ON user_skills;
DROP FUNCTION note_changed_skills();
DROP TRIGGER searches_added ON searches;
DROP TRIGGER searches_changed ON searches;
DROP TRIGGER searches_removed ON searches;
DROP FUNCTION note_changed_searches();
DROP TABLE search_changes;
