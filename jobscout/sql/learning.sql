-- Learning: what people did with their alerts, and what was learnt of it.

-- name: lock(user_id)!
-- One reaction of a person at a time. Their row is made where there is none.
INSERT INTO learning (user_id) VALUES (:user_id)
ON CONFLICT (user_id) DO UPDATE SET user_id = excluded.user_id;

-- name: reactions(user_id, most)
-- The newest reactions of a person to jobs that are still known, since the last reset.
SELECT a.reacted_at, a.is_applied, a.dismissal_reason, j.id, j.title, c.slug AS company_slug,
    c.name AS company_name, j.locations, j.workplace, j.seniority, j.annual_usd_min, j.annual_usd_max,
    array(SELECT s.name FROM job_skills js JOIN skills s ON s.id = js.skill_id
          WHERE js.job_id = j.id ORDER BY s.name) AS skills
FROM alerts a JOIN jobs j ON j.id = a.job_id JOIN companies c ON c.id = j.company_id
WHERE a.user_id = :user_id AND a.reacted_at IS NOT NULL
  AND a.reacted_at > coalesce(
      (SELECT reset_at FROM learning WHERE user_id = :user_id), '-infinity')
ORDER BY a.reacted_at DESC LIMIT :most;

-- name: keep(user_id, counts, as_of)!
UPDATE learning SET counts = :counts::jsonb, as_of = :as_of WHERE user_id = :user_id;

-- name: reset(user_id)!
INSERT INTO learning (user_id, reset_at) VALUES (:user_id, clock_timestamp())
ON CONFLICT (user_id) DO UPDATE
SET counts = '{}', as_of = excluded.as_of, reset_at = excluded.reset_at;

-- name: of_users(user_ids)
-- What was learnt of each of them who reacted to anything.
SELECT user_id, counts::text, as_of, reset_at FROM learning
WHERE user_id = ANY(:user_ids::bigint[]);

-- name: export(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT 1::bigint AS key, counts, as_of, reset_at FROM learning
    WHERE user_id = :user_id AND 1 > :after LIMIT :most) x;
