-- Calendars: what a person has planned, at a secret address.

-- name: token(user_id)$
SELECT calendar_token FROM users WHERE id = :user_id AND deleted_at IS NULL;

-- name: renew(user_id)$
-- A new address; the old one becomes invalid.
UPDATE users SET calendar_token = gen_random_uuid(), updated_at = now()
WHERE id = :user_id AND deleted_at IS NULL
RETURNING calendar_token;

-- name: owner(token)^
SELECT u.id AS user_id, u.timezone, p.deadline_reminders IS NOT false AS deadline_reminders
FROM users u LEFT JOIN preferences p ON p.user_id = u.id
WHERE u.calendar_token = :token AND u.disabled_at IS NULL AND u.deleted_at IS NULL;

-- name: planned(user_id, since, most)
-- Interviews, and deadlines of what the person has not applied for; none of long ago.
SELECT a.id, a.created_at, a.interview_at, coalesce(j.title, a.title) AS title,
       coalesce(c.name, a.company) AS company, j.locations, a.location,
       coalesce(p.url, a.url, '') AS url, greatest(a.created_at, a.acted_at, j.changed_at) AS modified_at,
       CASE WHEN a.application_status IS NULL AND (a.deadline IS NOT NULL OR j.closed_at IS NULL)
            THEN coalesce(a.deadline, j.deadline) END AS deadline
FROM alerts a
LEFT JOIN jobs j ON j.id = a.job_id
LEFT JOIN companies c ON c.id = j.company_id
LEFT JOIN postings p ON p.id = j.lead_posting_id
WHERE a.user_id = :user_id
  AND (a.is_saved OR a.score = 0 OR a.deadline IS NOT NULL OR a.interview_at IS NOT NULL)
  AND (a.interview_at > :since
       OR (a.application_status IS NULL AND coalesce(a.deadline, j.deadline) > :since::timestamptz::date))
ORDER BY a.id DESC
LIMIT :most;

-- name: nudges(user_id, since, most)
-- The nudges of late, as long as they hold.
SELECT r.id, r.kind, r.bundle_at, r.created_at,
       coalesce(r.bundled_at, r.created_at) AS modified_at, coalesce(j.title, a.title) AS title,
       coalesce(c.name, a.company) AS company, j.locations, a.location,
       coalesce(p.url, a.url, '') AS url
FROM reminders r
JOIN alerts a ON a.id = r.alert_id
LEFT JOIN jobs j ON j.id = a.job_id
LEFT JOIN companies c ON c.id = j.company_id
LEFT JOIN postings p ON p.id = j.lead_posting_id
WHERE r.user_id = :user_id AND r.kind <> 'deadline' AND r.created_at > :since
  AND a.application_status IN ('Applied', 'Interviewing')
ORDER BY r.id DESC
LIMIT :most;
