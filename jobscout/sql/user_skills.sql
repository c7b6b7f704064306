-- Users' skills: from their CV, and set by hand.

-- name: of(user_id)
SELECT k.name, k.category, u.source, u.created_at
FROM user_skills u JOIN skills k ON k.id = u.skill_id
WHERE u.user_id = :user_id AND NOT u.removed
ORDER BY lower(k.name);

-- name: remove_others(user_id, skill_ids)!
-- Kept as removed, so that no later CV adds them again.
UPDATE user_skills SET removed = true, source = 'manual', cv_id = NULL
WHERE user_id = :user_id AND NOT removed AND skill_id <> ALL (:skill_ids::bigint[]);

-- name: add(user_id, skill_ids)!
-- Skills that come from a CV keep that source.
INSERT INTO user_skills (user_id, skill_id, source)
SELECT :user_id, skill_id, 'manual' FROM unnest(:skill_ids::bigint[]) AS skill_id
ON CONFLICT (user_id, skill_id) DO UPDATE
SET removed = false, source = 'manual', cv_id = NULL, created_at = now()
WHERE user_skills.removed;

-- name: closest(key)$
-- The skill with the most similar name, to suggest for a misspelt one.
SELECT k.name FROM skill_names n JOIN skills k ON k.id = n.skill_id
WHERE similarity(n.key, :key) > 0.4
ORDER BY similarity(n.key, :key) DESC, n.key
LIMIT 1;
