-- The taxonomy as a whole: its version, every way to write a skill, and what it no longer has.
-- depends: 0006.erasures

-- A skill that left the taxonomy stays for those who added it; its name may be another's now.
ALTER TABLE skills DROP CONSTRAINT skills_name_key;
ALTER TABLE skills ADD COLUMN retired boolean NOT NULL DEFAULT false;

CREATE TABLE skill_names (
    -- as rules/skills/text.py folds slugs, names and aliases
    key text PRIMARY KEY,
    skill_id bigint NOT NULL REFERENCES skills ON DELETE CASCADE
);
CREATE INDEX skill_names_of_skill ON skill_names (skill_id);

-- What a skill implies, and what that implies, and so on: who knows the one knows the other.
CREATE TABLE implied_skills (
    skill_id bigint NOT NULL REFERENCES skills ON DELETE CASCADE,
    implied_id bigint NOT NULL REFERENCES skills ON DELETE CASCADE,
    PRIMARY KEY (skill_id, implied_id)
);
CREATE INDEX implied_skills_by ON implied_skills (implied_id);

-- What people know, implied skills included; what they removed is not known, however implied.
CREATE VIEW known_skills AS
SELECT user_id, skill_id FROM user_skills WHERE NOT removed
UNION
SELECT u.user_id, i.implied_id
FROM user_skills u JOIN implied_skills i USING (skill_id)
WHERE NOT u.removed AND NOT EXISTS (
    SELECT FROM user_skills r
    WHERE r.user_id = u.user_id AND r.skill_id = i.implied_id AND r.removed);

-- One row: what worker processes are handed, see rules/skills/rows.py.
CREATE TABLE taxonomy (
    is_it boolean PRIMARY KEY DEFAULT true CHECK (is_it),
    digest bytea NOT NULL,
    packed bytea NOT NULL,
    loaded_at timestamptz NOT NULL DEFAULT now()
);
