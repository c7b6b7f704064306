-- SearchDryRun: the jobs that a search is tried on.

-- name: candidates
-- Jobs that searches may match, newest first. The lines that end in "if" are there only when
-- asked for, see query_variants.py.
SELECT id, posted_at, closed_at IS NULL AS is_open
FROM jobs
WHERE true
    AND closed_at IS NULL -- if open
    AND (closed_at IS NULL OR posted_at >= :since) -- if open_or_new
    AND posted_at >= :posted_since -- if recent
    AND words @@ websearch_to_tsquery('simple', :words) -- if words
    AND company_id = ANY (ARRAY(SELECT coalesce(merged_into, id) FROM companies WHERE slug = ANY (:companies::text[]))) -- if companies
ORDER BY
    first_seen_at DESC, -- if latest
    posted_at DESC, id DESC
LIMIT :most;

-- name: count_new
-- How many of them are new since an instant, closed ones too.
SELECT count(*) AS jobs
FROM jobs
WHERE posted_at >= :since
    AND words @@ websearch_to_tsquery('simple', :words) -- if words
    AND company_id = ANY (ARRAY(SELECT coalesce(merged_into, id) FROM companies WHERE slug = ANY (:companies::text[]))) -- if companies
LIMIT :most;
