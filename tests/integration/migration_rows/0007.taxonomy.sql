INSERT INTO skills (id, slug, name, category, retired) VALUES (4, 'go-old', 'Go', 'language', true);
INSERT INTO user_skills (user_id, skill_id, source) VALUES (2, 4, 'manual');
INSERT INTO skill_names (key, skill_id) VALUES ('go', 1), ('golang', 1), ('django', 2);
INSERT INTO implied_skills (skill_id, implied_id) VALUES (2, 3);
INSERT INTO taxonomy (digest, packed) VALUES ('\x01', '\x02');
