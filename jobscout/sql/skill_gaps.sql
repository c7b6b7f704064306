-- Skill gaps: what the open jobs that suit a person ask for.

-- name: requested(user_id, job_ids, most)
SELECT k.name AS skill, k.category, count(*) AS jobs,
    EXISTS (SELECT FROM known_skills n
            WHERE n.user_id = :user_id AND n.skill_id = k.id) AS has
FROM job_skills j JOIN skills k ON k.id = j.skill_id
WHERE j.job_id = ANY(:job_ids::bigint[])
GROUP BY k.id
ORDER BY count(*) DESC, k.name
LIMIT :most;
