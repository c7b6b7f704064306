-- CVs: uploaded, due to be read, read or refused, and what they say a person knows.

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

-- name: lock_user(user_id)!
-- One transaction at a time changes what a user knows.
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

-- name: claimed()
SELECT id, user_id, storage_key, attempts, now() - uploaded_at AS age FROM cvs;

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
