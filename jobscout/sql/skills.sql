-- Skills: the taxonomy, and the skills that jobs ask for.

-- name: digest()$
SELECT digest FROM taxonomy;

-- name: packed()^
SELECT digest, packed FROM taxonomy;

-- name: lock_taxonomy()!
-- One process at a time changes it; readers are not blocked.
LOCK TABLE taxonomy IN SHARE ROW EXCLUSIVE MODE;

-- name: keep(digest, packed)!
INSERT INTO taxonomy (digest, packed) VALUES (:digest, :packed)
ON CONFLICT (is_it) DO UPDATE
SET digest = excluded.digest, packed = excluded.packed, loaded_at = now();

-- name: put(slugs, names, categories, aliases, implies, ambiguities, provenances)!
-- Lists are JSON, because arrays of arrays must have equal lengths.
INSERT INTO skills (slug, name, category, aliases, implies, ambiguity, provenance)
SELECT slug, name, category, array(SELECT jsonb_array_elements_text(aliases::jsonb)),
    array(SELECT jsonb_array_elements_text(implies::jsonb)), ambiguity,
    array(SELECT jsonb_array_elements_text(provenance::jsonb))
FROM unnest(:slugs::text[], :names::text[], :categories::text[], :aliases::text[],
            :implies::text[], :ambiguities::text[], :provenances::text[])
    AS n(slug, name, category, aliases, implies, ambiguity, provenance)
ORDER BY slug
ON CONFLICT (slug) DO UPDATE
SET name = excluded.name, category = excluded.category, aliases = excluded.aliases,
    implies = excluded.implies, ambiguity = excluded.ambiguity,
    provenance = excluded.provenance, retired = false;

-- name: retire_others(slugs)!
UPDATE skills SET retired = true WHERE NOT retired AND slug <> ALL (:slugs::text[]);

-- name: forget_names()!
DELETE FROM skill_names;

-- name: name(keys, slugs)!
INSERT INTO skill_names (key, skill_id)
SELECT n.key, s.id FROM unnest(:keys::text[], :slugs::text[]) AS n(key, slug)
JOIN skills s USING (slug);

-- name: forget_implied()!
DELETE FROM implied_skills;

-- name: imply(slugs, implied)!
INSERT INTO implied_skills (skill_id, implied_id)
SELECT s.id, i.id FROM unnest(:slugs::text[], :implied::text[]) AS n(slug, implied)
JOIN skills s ON s.slug = n.slug JOIN skills i ON i.slug = n.implied;

-- name: named(keys)
-- The skill for each folded name; unknown names have no row.
SELECT n.key, s.id, s.name FROM skill_names n JOIN skills s ON s.id = n.skill_id
WHERE n.key = ANY(:keys::text[]);

-- name: tag(job_ids, posting_ids, slugs)!
-- Sets the jobs' skills from their lead postings: :slugs has a space-separated list for each.
WITH led AS (
    SELECT n.job_id, string_to_array(n.slugs, ' ') AS slugs
    FROM unnest(:job_ids::bigint[], :posting_ids::bigint[], :slugs::text[])
        AS n(job_id, posting_id, slugs)
    JOIN jobs j ON j.id = n.job_id AND j.lead_posting_id = n.posting_id),
gone AS (
    DELETE FROM job_skills k USING led, skills s
    WHERE k.job_id = led.job_id AND s.id = k.skill_id AND s.slug <> ALL (led.slugs))
INSERT INTO job_skills (job_id, skill_id)
SELECT led.job_id, s.id FROM led, unnest(led.slugs) AS slug JOIN skills s USING (slug)
ON CONFLICT DO NOTHING;

-- name: texts(after, most)
-- Open jobs with the texts of their lead postings, for a changed taxonomy.
SELECT j.id, p.id AS posting_id, p.title, p.description_text
FROM jobs j JOIN postings p ON p.id = j.lead_posting_id
WHERE j.id > :after AND j.closed_at IS NULL
ORDER BY j.id
LIMIT :most;
