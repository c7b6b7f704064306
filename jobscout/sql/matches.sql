-- Matches: which jobs no search was asked about, what people look for, and what they get.

-- name: claimed()
SELECT jobs.id, jobs.changed_at FROM jobs;

-- name: lock(job_ids)
-- In the order of their ids, as everybody does.
SELECT id, changed_at, closed_at FROM jobs WHERE id = ANY(:job_ids::bigint[]) ORDER BY id FOR NO KEY UPDATE;

-- name: job_features(job_ids)
-- Jobs as the matcher compares them.
SELECT j.id, c.slug AS company_slug, c.name AS company_name,
       array(SELECT slug FROM companies WHERE merged_into = c.id) AS merged_slugs, j.locations, j.remote_countries,
       j.remote_anywhere, j.closed_at
       , j.{column} -- for lead
       , coalesce(p.description_text, '') AS text,
       array(SELECT s.name FROM job_skills js JOIN skills s ON s.id = js.skill_id
             WHERE js.job_id = j.id ORDER BY s.name) AS skills
FROM jobs j JOIN companies c ON c.id = j.company_id
LEFT JOIN postings p ON p.id = j.lead_posting_id
WHERE j.id = ANY(:job_ids::bigint[]);

-- name: active_searches(user_id, search_id)
-- The searches of one person that are asked about new jobs, with their preferences; or one of them,
-- which may be paused.
SELECT s.id, s.user_id
       , s.{column} -- for criterion
       , s.skills || CASE WHEN s.use_cv_skills THEN array(
           SELECT k.name FROM known_skills us JOIN skills k ON k.id = us.skill_id
           WHERE us.user_id = s.user_id) ELSE '{}' END AS skills,
       u.timezone, p.cadence, p.digest_hour, p.quiet_start, p.quiet_end, p.max_alerts_per_day
FROM searches s
JOIN users u ON u.id = s.user_id
LEFT JOIN preferences p ON p.user_id = u.id
WHERE (NOT s.paused OR :search_id::bigint IS NOT NULL)
  AND s.user_id = :user_id
  AND s.id = coalesce(:search_id::bigint, s.id) AND u.disabled_at IS NULL AND u.deleted_at IS NULL
ORDER BY s.id;

-- name: by_user(search_ids)
-- Searches beside the others of their user.
SELECT id, user_id FROM searches WHERE id = ANY(:search_ids::bigint[]) ORDER BY user_id, id;

-- name: wanted(search_ids)
-- Those of the searches that are asked about new jobs, with their users' preferences, which are
-- looked up by their keys whatever PostgreSQL believes of the tables: LIMIT keeps it to that.
SELECT s.id, s.user_id
       , s.{column} -- for criterion
       , s.skills || CASE WHEN s.use_cv_skills THEN array(
           SELECT k.name FROM known_skills us JOIN skills k ON k.id = us.skill_id
           WHERE us.user_id = s.user_id) ELSE '{}' END AS skills,
       u.timezone, p.cadence, p.digest_hour, p.quiet_start, p.quiet_end, p.max_alerts_per_day
FROM searches s
CROSS JOIN LATERAL (
    SELECT timezone FROM users
    WHERE id = s.user_id AND disabled_at IS NULL AND deleted_at IS NULL LIMIT 1) u
LEFT JOIN LATERAL (SELECT * FROM preferences WHERE user_id = s.user_id LIMIT 1) p ON true
WHERE s.id = ANY(:search_ids::bigint[]) AND NOT s.paused
ORDER BY s.id;

-- name: known_skills(user_id)
-- What a search that uses the skills of the CV asks for besides its own.
SELECT k.name FROM known_skills n JOIN skills k ON k.id = n.skill_id WHERE n.user_id = :user_id;

-- name: save(user_ids, job_ids, search_ids, scores, reasons, bundle_ats, backlog_news, silent)
-- One alert for a person and a job, ever: a second match changes nothing. Of backlog that was
-- published longer ago than :backlog_news, or nobody knows when (as if in 1970), there is one that
-- is not sent. Nor is any where :silent, unless its job is not matched yet: then it is news.
WITH made AS (
    INSERT INTO alerts (user_id, job_id, search_id, score, reasons, bundle_at)
    SELECT n.user_id, n.job_id, s.id, n.score, n.reasons::jsonb,
        CASE WHEN (NOT :silent::boolean OR j.matched_at IS NULL)
            AND (:backlog_news::interval IS NULL OR NOT j.is_backlog
                 OR coalesce(p.posted_at, 'epoch') >= now() - :backlog_news) THEN n.bundle_at END
    FROM unnest(:user_ids::bigint[], :job_ids::bigint[], :search_ids::bigint[],
                :scores::double precision[], :reasons::text[], :bundle_ats::timestamptz[])
        AS n(user_id, job_id, search_id, score, reasons, bundle_at)
    JOIN users u ON u.id = n.user_id
    JOIN jobs j ON j.id = n.job_id
    LEFT JOIN postings p ON p.id = j.lead_posting_id
    LEFT JOIN searches s ON s.id = n.search_id
    WHERE NOT EXISTS (SELECT FROM informed_users i
                      WHERE i.job_id = n.job_id AND i.user_id = n.user_id)
    ORDER BY n.user_id, n.job_id
    ON CONFLICT (user_id, job_id) DO NOTHING
    RETURNING id, user_id, bundle_at),
notified AS (
    INSERT INTO events (user_id, kind, about_id) SELECT user_id, 'alert', id FROM made)
SELECT user_id, coalesce(bundle_at <= now(), false) AS due FROM made;

-- name: announce_alerts()!
SELECT pg_notify('jobscout', 'alerts');
