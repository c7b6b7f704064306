-- CVs: uploaded, owed to the reader, read or refused, and what they say a person knows.

-- name: same(user_id, sha256)$
SELECT id FROM cvs WHERE user_id = :user_id AND sha256 = :sha256;

-- name: begin(storage_key)!
-- A file that is about to be stored.
INSERT INTO cv_uploads (storage_key) VALUES (:storage_key);

-- name: end(storage_key, within)$
-- The CV's row names the file from now on; nothing when that comes too late to be safe.
DELETE FROM cv_uploads
WHERE storage_key = :storage_key AND begun_at > now() - :within::interval
RETURNING true;

-- name: lost(older_than)
-- Files that may have been stored, and that no CV's row names.
SELECT storage_key FROM cv_uploads
WHERE begun_at < now() - :older_than::interval
ORDER BY begun_at
LIMIT 1000;

-- name: forget(storage_key)!
DELETE FROM cv_uploads WHERE storage_key = :storage_key;

-- name: add(user_id, filename, size, sha256, storage_key)$
-- Nothing when the same file came meanwhile.
INSERT INTO cvs (user_id, filename, size, sha256, storage_key)
VALUES (:user_id, :filename, :size, :sha256, :storage_key)
ON CONFLICT (user_id, sha256) DO NOTHING
RETURNING id;

-- name: notify()$
SELECT pg_notify('jobscout', 'cvs');

-- name: lock_person(user_id)!
-- Whoever changes what a person knows does it alone.
SELECT FROM users WHERE id = :user_id FOR NO KEY UPDATE;

-- name: bring_forward(cv_id)$
-- An older file that is uploaded again is the person's newest word.
UPDATE cvs c SET uploaded_at = now()
WHERE c.id = :cv_id AND EXISTS (
    SELECT FROM cvs o WHERE o.user_id = c.user_id
        AND (o.uploaded_at, o.id) > (c.uploaded_at, c.id))
RETURNING c.id;

-- name: get(user_id, cv_id)^
-- One CV of a person; the newest where :cv_id is null.
SELECT id, filename, size, sha256, status, error, pages, findings, uploaded_at, processed_at
FROM cvs
WHERE user_id = :user_id AND id = coalesce(:cv_id::bigint, id)
ORDER BY uploaded_at DESC, id DESC
LIMIT 1;

-- name: names(slugs)
SELECT slug, name, category FROM skills WHERE slug = ANY(:slugs::text[]);

-- name: file(cv_id)^
SELECT user_id, filename, size, storage_key FROM cvs WHERE id = :cv_id;

-- name: delete(user_id, cv_id)!
DELETE FROM cvs WHERE id = :cv_id AND user_id = :user_id;

-- name: owed(most)
-- CVs that nobody reads and whose time has come, longest due first.
SELECT id FROM cvs
WHERE status IN ('pending', 'processing') AND next_try_at <= now()
  AND (claimed_until IS NULL OR claimed_until < now())
ORDER BY next_try_at
LIMIT :most;

-- name: claim(cv_id, holder, lease)^
WITH claimed AS (
    UPDATE cvs
    SET status = 'processing', attempts = attempts + 1, claimed_until = now() + :lease,
        claimed_by = :holder, next_try_at = now() + :lease
    WHERE id = :cv_id AND status IN ('pending', 'processing')
      AND next_try_at <= now() AND (claimed_until IS NULL OR claimed_until < now())
      AND can_hold(:holder)
    RETURNING id, user_id, storage_key, attempts, now() - uploaded_at AS age,
        (SELECT o.claimed_until IS NOT NULL FROM cvs o WHERE o.id = cvs.id) AS taken_over),
notified AS (
    INSERT INTO events (user_id, kind, about_id, status)
    SELECT user_id, 'cv', id, 'processing' FROM claimed
    RETURNING pg_notify('jobscout', 'events'))
SELECT * FROM claimed;

-- name: ready(cv_id, holder, pages, findings)$
-- Who read it has the word on it, unless another process has claimed it by now.
WITH kept AS (
    UPDATE cvs
    SET status = 'ready', error = NULL, pages = :pages, findings = :findings::text::jsonb,
        processed_at = now(), claimed_until = NULL
    WHERE id = :cv_id AND status = 'processing' AND (claimed_by IS NULL OR claimed_by = :holder)
    RETURNING id, user_id),
notified AS (
    INSERT INTO events (user_id, kind, about_id, status)
    SELECT user_id, 'cv', id, 'ready' FROM kept
    RETURNING pg_notify('jobscout', 'events'))
SELECT user_id FROM kept;

-- name: failed(cv_id, holder, error)!
WITH failed AS (
    UPDATE cvs
    SET status = 'failed', error = :error, processed_at = now(), claimed_until = NULL
    WHERE id = :cv_id AND status = 'processing' AND (claimed_by IS NULL OR claimed_by = :holder)
    RETURNING id, user_id)
INSERT INTO events (user_id, kind, about_id, status)
SELECT user_id, 'cv', id, 'failed' FROM failed
RETURNING pg_notify('jobscout', 'events');

-- name: put_off(cv_id, holder, wait)!
-- The storage is away, which is no fault of the CV's: this try does not count.
UPDATE cvs
SET status = 'pending', attempts = attempts - 1, claimed_until = NULL,
    next_try_at = now() + :wait
WHERE id = :cv_id AND status = 'processing' AND claimed_by IS NOT DISTINCT FROM :holder;

-- name: retry(cv_id, holder, waits, tries)$
-- Reading it broke on our side: once more after the pause for so many tries. Nothing after the last.
UPDATE cvs
SET status = 'pending', claimed_until = NULL,
    next_try_at = now() + (:waits::interval[])[least(attempts, cardinality(:waits::interval[]))]
WHERE id = :cv_id AND status = 'processing' AND attempts < :tries
  AND claimed_by IS NOT DISTINCT FROM :holder
RETURNING true;

-- name: apply(user_id)!
-- What a person knows by the newest CV that could be read. What they added or removed
-- themselves stays as they said.
WITH latest AS (
    SELECT id, findings FROM cvs WHERE user_id = :user_id AND status = 'ready'
    ORDER BY uploaded_at DESC, id DESC LIMIT 1),
found AS (
    SELECT s.id AS skill_id, latest.id AS cv_id
    FROM latest, jsonb_array_elements(latest.findings -> 'skills') AS f
    JOIN skills s ON s.slug = f ->> 'skill'),
gone AS (
    DELETE FROM user_skills u
    WHERE u.user_id = :user_id AND u.source = 'cv'
      AND NOT EXISTS (SELECT FROM found WHERE found.skill_id = u.skill_id))
INSERT INTO user_skills (user_id, skill_id, source, cv_id)
SELECT :user_id, skill_id, 'cv', cv_id FROM found
ON CONFLICT (user_id, skill_id) DO UPDATE SET cv_id = excluded.cv_id
WHERE user_skills.source = 'cv';

-- name: export(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, filename, size, encode(sha256, 'hex') AS sha256, status, error,
        pages, findings, uploaded_at, processed_at
    FROM cvs WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;
