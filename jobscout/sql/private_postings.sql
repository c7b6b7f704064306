-- Private postings: what a person tracks although no board bears it. Each is an alert without a job,
-- so that nothing that reads jobs or postings can find it.

-- name: jobs_at(urls)
-- The jobs of postings with one of these addresses, at most two: more than one is no answer.
SELECT job_id FROM postings WHERE url = ANY(:urls::text[])
UNION
SELECT job_id FROM postings WHERE apply_url = ANY(:urls::text[])
LIMIT 2;

-- name: lock_owner(user_id)$
-- Serialises what one person adds.
SELECT id FROM users WHERE id = :user_id FOR NO KEY UPDATE;

-- name: count(user_id)$
SELECT count(*) FROM alerts WHERE user_id = :user_id AND job_id IS NULL;

-- name: known(user_id, title, company, location, url)$
-- The alert about the same posting; as in the index alerts_private.
SELECT id FROM alerts
WHERE user_id = :user_id AND job_id IS NULL
  AND md5(coalesce(
      url, lower(title) || E'\n' || lower(company) || E'\n' || lower(coalesce(location, ''))))
    = md5(coalesce(:url::text, lower(:title::text) || E'\n' || lower(:company::text) || E'\n'
      || lower(coalesce(:location::text, ''))));

-- name: add(user_id, title, company, location, url)$
-- Nobody needs to be told of it, the person least of all.
INSERT INTO alerts (user_id, title, company, location, url, score, is_read, read_at, bundled_at)
VALUES (:user_id, :title, :company, :location, :url, 0, true, now(), now())
RETURNING id;

-- name: delete(user_id, alert_id)!
DELETE FROM alerts WHERE id = :alert_id AND user_id = :user_id AND job_id IS NULL;
