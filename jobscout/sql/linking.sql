-- Linking: which stored postings are compared with those of a reading, and what that found.

-- name: sharing(source_id, keys, are_own, most)
-- The postings of other boards that have a key, or of this board if it is one of its own. A key
-- that more postings share tells nothing.
SELECT k.key, few.ids
FROM unnest(:keys::bigint[], :are_own::boolean[]) AS k(key, is_own), LATERAL (
    SELECT array_agg(posting_id) FILTER (WHERE (source_id = :source_id) = k.is_own) AS ids,
           count(*) AS many
    FROM (SELECT posting_id, source_id FROM posting_keys WHERE key = k.key LIMIT :most + 1)
        AS any_board) AS few
WHERE few.many <= :most AND few.ids IS NOT NULL;

-- name: unnamed(slug)$
-- The company of postings that name none.
SELECT id FROM companies WHERE slug = :slug;

-- name: records(ids, unnamed)
-- Postings of two boards that name no company are of two companies.
SELECT p.id, p.source_id, p.job_id,
       CASE WHEN p.company_id = :unnamed THEN -p.source_id ELSE p.company_id END AS company_id, p.external_id, p.title, p.locations,
       p.workplace, p.seniority, p.employment_type, p.language, p.requisition_id,
       p.requisition_key, p.posted_at, p.sketch,
       p.fingerprint, p.first_seen_at AS opened_at,
       CASE WHEN p.closed_at IS NOT NULL OR p.missed > 0 THEN p.last_seen_at END AS ended_at,
       j.joined OR EXISTS (SELECT FROM partings WHERE job_id = j.id) AS fixed
FROM postings p JOIN jobs j ON j.id = p.job_id
WHERE p.id = ANY(:ids::bigint[]);

-- name: links_of(ids, merge)
-- What these postings may be one opening with.
SELECT posting_id AS a, other_id AS b, score FROM posting_links
WHERE posting_id = ANY(:ids::bigint[]) AND score >= :merge;

-- name: members(job_ids)
SELECT id FROM postings WHERE job_id = ANY(:job_ids::bigint[]);

-- name: split_sources(job_ids)
-- Of split jobs: the sources that have postings of what was split off.
SELECT x.job_id, array_agg(DISTINCT o.source_id) AS source_ids
FROM partings x JOIN postings o ON o.job_id = x.other_id
WHERE x.job_id = ANY(:job_ids::bigint[])
GROUP BY x.job_id;

-- name: companies_of(keys)
-- Whose postings have one of these requisitions, under whatever name.
SELECT DISTINCT company_id FROM postings WHERE requisition_key = ANY(:keys::text[]);

-- name: forget(ids)!
WITH gone AS (DELETE FROM posting_keys WHERE posting_id = ANY(:ids::bigint[]))
DELETE FROM posting_links
WHERE posting_id = ANY(:ids::bigint[]) OR other_id = ANY(:ids::bigint[]);

-- name: put_keys(source_id, posting_ids, keys)!
INSERT INTO posting_keys (posting_id, key, source_id)
SELECT n.*, :source_id FROM unnest(:posting_ids::bigint[], :keys::bigint[]) AS n;

-- name: put_links(posting_ids, other_ids, scores, parts)!
INSERT INTO posting_links (posting_id, other_id, score, parts)
SELECT n.posting_id, n.other_id, n.score, n.parts::jsonb
FROM unnest(:posting_ids::bigint[], :other_ids::bigint[], :scores::double precision[], :parts::text[])
    AS n(posting_id, other_id, score, parts)
UNION ALL
SELECT n.other_id, n.posting_id, n.score, n.parts::jsonb
FROM unnest(:posting_ids::bigint[], :other_ids::bigint[], :scores::double precision[], :parts::text[])
    AS n(posting_id, other_id, score, parts)
ON CONFLICT (posting_id, other_id) DO UPDATE SET score = excluded.score, parts = excluded.parts;

-- name: move_postings(posting_ids, job_ids)!
UPDATE postings p SET job_id = n.job_id
FROM unnest(:posting_ids::bigint[], :job_ids::bigint[]) AS n(posting_id, job_id)
WHERE p.id = n.posting_id;

-- name: possible(job_ids, most)
-- Jobs that may be the same as these, the likeliest first. A board with a posting of either, and an
-- admin who split them, says that they are two.
SELECT a.job_id, b.job_id AS other_id, max(l.score) AS score,
       array(SELECT DISTINCT s.name FROM postings o JOIN sources s ON s.id = o.source_id
             WHERE o.job_id = b.job_id ORDER BY s.name LIMIT 10) AS source_names
FROM postings a JOIN posting_links l ON l.posting_id = a.id JOIN postings b ON b.id = l.other_id
WHERE a.job_id = ANY(:job_ids::bigint[]) AND b.job_id <> a.job_id
  AND NOT EXISTS (SELECT FROM partings x WHERE x.job_id = a.job_id AND x.other_id = b.job_id)
  AND NOT EXISTS (SELECT FROM postings c JOIN postings d USING (source_id)
                  WHERE c.job_id = a.job_id AND d.job_id = b.job_id)
GROUP BY a.job_id, b.job_id
ORDER BY score DESC, b.job_id
LIMIT :most;

-- name: count_possible(job_ids)!
-- Of these jobs and of those that their postings were compared with.
WITH touched AS (
    SELECT unnest(:job_ids::bigint[]) AS id
    UNION
    SELECT b.job_id FROM postings a JOIN posting_links l ON l.posting_id = a.id
    JOIN postings b ON b.id = l.other_id WHERE a.job_id = ANY(:job_ids::bigint[])),
pairs AS (
    SELECT DISTINCT a.job_id, b.job_id AS other_id
    FROM touched t JOIN postings a ON a.job_id = t.id
    JOIN posting_links l ON l.posting_id = a.id JOIN postings b ON b.id = l.other_id
    WHERE b.job_id <> a.job_id),
counts AS (
    SELECT t.id, count(p.other_id) FILTER (WHERE
        NOT EXISTS (SELECT FROM partings x WHERE x.job_id = p.job_id AND x.other_id = p.other_id)
        AND NOT EXISTS (SELECT FROM postings c JOIN postings d USING (source_id)
                        WHERE c.job_id = p.job_id AND d.job_id = p.other_id)) AS many
    FROM touched t LEFT JOIN pairs p ON p.job_id = t.id GROUP BY t.id)
UPDATE jobs SET possible_duplicates = least(counts.many, 32767)
FROM counts WHERE jobs.id = counts.id AND jobs.possible_duplicates <> least(counts.many, 32767);

-- name: links_of_job(job_id, most)
-- What the postings of a job were compared with, the likeliest first.
SELECT a.id AS posting_id, b.id AS other_posting_id, b.job_id AS other_job_id, b.title, s.name AS source_name,
       b.url, l.score, l.parts
FROM postings a JOIN posting_links l ON l.posting_id = a.id JOIN postings b ON b.id = l.other_id
JOIN sources s ON s.id = b.source_id
WHERE a.job_id = :job_id AND (b.job_id <> a.job_id OR a.id < b.id)
ORDER BY l.score DESC, a.id, b.id
LIMIT :most;
