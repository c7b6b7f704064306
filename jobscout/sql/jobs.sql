-- Jobs as people see them: clusters of postings.

-- name: listing
-- One page of jobs. The lines that end in "if" are there only when asked for, see query_variants.py;
-- those that end in "for" once for each column, see columns.py.
SELECT jobs.id, jobs.locations, jobs.remote_countries, jobs.remote_anywhere
    , jobs.{column} -- for lead
    , coalesce(jobs.annual_usd_max, jobs.annual_usd_min, -1) AS usd,
    jobs.posted_at, jobs.first_seen_at, jobs.closed_at, jobs.postings, jobs.possible_duplicates,
    companies.slug, companies.name AS company_name, companies.logo_url,
    ARRAY(
        SELECT skills.name FROM job_skills JOIN skills ON skills.id = job_skills.skill_id
        WHERE job_skills.job_id = jobs.id
        ORDER BY skills.name
    ) AS skills
    , jobs.rank -- if relevance
FROM (
    SELECT jobs.*
        , ts_rank(jobs.words, websearch_to_tsquery('simple', :q)) AS rank -- if relevance
    FROM (
        SELECT * FROM jobs
        WHERE true
            AND id = ANY (:ids::bigint[]) -- if ids
            AND closed_at IS NULL -- if open
            AND closed_at IS NOT NULL -- if closed
            AND company_id = (SELECT coalesce(merged_into, id) FROM companies WHERE slug = :company) -- if of_company
            AND posted_at > :posted_after -- if recent
            AND coalesce(annual_usd_max, annual_usd_min, -1) >= :min_usd -- if paid
            AND (posted_at, id) < (:after_posted_at, :after_id) -- if after_newest
            AND (posted_at, id) >= (:until_posted_at, :until_id) -- if until_newest
            AND (coalesce(annual_usd_max, annual_usd_min, -1), id) < (:after_usd, :after_id) -- if after_salary
            AND (coalesce(annual_usd_max, annual_usd_min, -1), id) >= (:until_usd, :until_id) -- if until_salary
        ORDER BY
            coalesce(annual_usd_max, annual_usd_min, -1) DESC, -- if by_salary
            posted_at DESC, -- if by_newest
            id DESC
        LIMIT :walked -- if walk
    ) AS jobs
    WHERE true
        AND jobs.words @@ websearch_to_tsquery('simple', :q) -- if q
        AND jobs.company_id = (SELECT coalesce(merged_into, id) FROM companies WHERE slug = :company) -- if company
        AND jobs.company_id = ANY (ARRAY(SELECT coalesce(merged_into, id) FROM companies WHERE slug = ANY (:companies::text[]))) -- if companies
        AND jobs.place_words @@ phraseto_tsquery('simple', :location) -- if location
        AND jobs.countries && ARRAY[:country::text, '*'] -- if country
        AND jobs.{column} = :{column} -- for facet -- if {column}
        AND (jobs.{column} = (:{column}_any::text[])[1] OR jobs.{column} = (:{column}_any::text[])[2]) -- for facet -- if {column}_any
        AND (SELECT true FROM job_skills WHERE job_id = jobs.id AND skill_id = :skill_id) -- if skill_id
        AND (SELECT count(*) FROM job_skills WHERE job_id = jobs.id AND skill_id = ANY (:skill_ids::bigint[])) = cardinality(:skill_ids::bigint[]) -- if skill_ids
        AND coalesce(jobs.annual_usd_max, jobs.annual_usd_min, -1) >= :min_usd -- if min_usd
        AND jobs.posted_at > :posted_after -- if posted_after
        AND coalesce(jobs.years_min, 0::smallint) <= :years_max::smallint -- if years_max
        AND jobs.deadline < :deadline_before -- if deadline_before
        AND jobs.deadline > :deadline_after -- if deadline_after
        AND (SELECT true FROM postings WHERE job_id = jobs.id AND source_id = :source_id LIMIT 1) -- if source_id
        AND (ts_rank(jobs.words, websearch_to_tsquery('simple', :q)), jobs.id) < (:after_rank::real, :after_id) -- if after_relevance
    ORDER BY
        ts_rank(jobs.words, websearch_to_tsquery('simple', :q)) DESC, -- if relevance
        coalesce(jobs.annual_usd_max, jobs.annual_usd_min, -1) DESC, -- if salary
        jobs.posted_at DESC, -- if newest
        jobs.id DESC
    LIMIT :most
) AS jobs
JOIN companies ON companies.id = jobs.company_id
ORDER BY
    jobs.rank DESC, -- if relevance
    coalesce(jobs.annual_usd_max, jobs.annual_usd_min, -1) DESC, -- if salary
    jobs.posted_at DESC, -- if newest
    jobs.id DESC;

-- name: edge
-- The last of :walked jobs in an order; none where there are fewer. :walked is one less.
SELECT posted_at, coalesce(annual_usd_max, annual_usd_min, -1) AS usd, id
FROM jobs
WHERE true
    AND closed_at IS NULL -- if open
    AND closed_at IS NOT NULL -- if closed
    AND company_id = (SELECT coalesce(merged_into, id) FROM companies WHERE slug = :company) -- if of_company
    AND posted_at > :posted_after -- if recent
    AND coalesce(annual_usd_max, annual_usd_min, -1) >= :min_usd -- if paid
    AND (posted_at, id) < (:after_posted_at, :after_id) -- if after_newest
    AND (coalesce(annual_usd_max, annual_usd_min, -1), id) < (:after_usd, :after_id) -- if after_salary
ORDER BY
    coalesce(annual_usd_max, annual_usd_min, -1) DESC, -- if by_salary
    posted_at DESC, -- if by_newest
    id DESC
OFFSET :walked LIMIT :most;

-- name: candidates
-- Jobs among which are all that fit, and of phrases all words count; in no order, or the first
-- in one, where that is exact. The index jobs_found has the status in its own words, and one
-- company as a sum: without statistics PostgreSQL would take a company for small, and look through
-- all of its jobs.
SELECT id, posted_at
FROM jobs
WHERE true
    AND CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END = 'open' -- if found_open
    AND CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END = 'closed' -- if found_closed
    AND closed_at IS NULL -- if open
    AND closed_at IS NOT NULL -- if closed
    AND words @@ regexp_replace(websearch_to_tsquery('simple', :required)::text, '<(-|\d+)>', '&', 'g')::tsquery -- if required
    AND words @@ websearch_to_tsquery('simple', :q) -- if q
    AND company_id + 0 = (SELECT coalesce(merged_into, id) FROM companies WHERE slug = :company) -- if company
    AND company_id = ANY (ARRAY(SELECT coalesce(merged_into, id) FROM companies WHERE slug = ANY (:companies::text[]))) -- if companies
    AND place_words @@ phraseto_tsquery('simple', :location) -- if location
    AND countries && ARRAY[:country::text, '*'] -- if country
    AND {column} = :{column} -- for facet -- if {column}
    AND ({column} = (:{column}_any::text[])[1] OR {column} = (:{column}_any::text[])[2]) -- for facet -- if {column}_any
    AND coalesce(annual_usd_max, annual_usd_min, -1) >= :min_usd -- if min_usd
    AND posted_at > :posted_after -- if posted_after
    AND coalesce(years_min, 0::smallint) <= :years_max::smallint -- if years_max
    AND deadline < :deadline_before -- if deadline_before
    AND deadline > :deadline_after -- if deadline_after
    AND id IN (SELECT job_id FROM job_skills WHERE skill_id = :skill_id) -- if skill_id
    AND id IN (SELECT job_id FROM job_skills WHERE skill_id = ANY (:skill_ids::bigint[]) GROUP BY job_id HAVING count(*) = cardinality(:skill_ids::bigint[])) -- if skill_ids
    AND id IN (SELECT job_id FROM postings WHERE source_id = :source_id) -- if source_id
    AND (posted_at, id) < (:after_posted_at, :after_id) -- if after_newest
    AND (posted_at, id) >= (:until_posted_at, :until_id) -- if until_newest
    AND (coalesce(annual_usd_max, annual_usd_min, -1), id) < (:after_usd, :after_id) -- if after_salary
ORDER BY -- if sorted
    coalesce(annual_usd_max, annual_usd_min, -1) DESC, -- if by_salary
    posted_at DESC, -- if by_newest
    id DESC -- if sorted
LIMIT :most;

-- name: skilled
-- The same of a skill.
SELECT job_id AS id FROM job_skills WHERE skill_id = :skill_id LIMIT :most;

-- name: of_source
-- The same of a source, once for each posting.
SELECT job_id AS id FROM postings WHERE source_id = :source_id LIMIT :most;

-- name: copied(job_id, most)
-- Jobs of other companies that had closed before a job's leading posting was first seen, and whose
-- texts share what few do with it: the likeliest first.
SELECT p.job_id, p.title, p.sketch, companies.name AS company
FROM jobs JOIN postings AS lead ON lead.id = jobs.lead_posting_id
JOIN posting_keys AS own ON own.posting_id = lead.id, LATERAL (
    SELECT posting_id FROM posting_keys WHERE key = own.key LIMIT :most
) AS alike
JOIN postings AS p ON p.id = alike.posting_id
JOIN companies ON companies.id = p.company_id
WHERE jobs.id = :job_id AND p.closed_at < lead.first_seen_at AND p.job_id <> jobs.id
    AND coalesce(companies.merged_into, companies.id) <> jobs.company_id AND p.sketch <> ''
GROUP BY p.id, companies.id
ORDER BY count(*) DESC, p.id
LIMIT :most;

-- name: detail(job_id, user_id)^
-- What one job's page shows beyond the list; :user_id may be null.
-- A posting that is not missed was seen whenever its board was last read whole.
SELECT lead.description_html, lead.description_text, lead.field_evidence, coalesce(lead.apply_url, lead.url) AS apply_url,
    jobs.reposted, lead.sketch, alerts.score, alerts.reasons,
    CASE WHEN jobs.closed_at IS NOT NULL THEN jobs.closed_reason END AS closed_reason, jobs.evidence,
    ARRAY(
        SELECT ROW(scrapes.id, scrapes.finished_at)
        FROM (SELECT unnest(jobs.evidence) AS id UNION
              SELECT unnest(evidence) FROM postings
              WHERE job_id = jobs.id AND closed_at IS NOT NULL) AS proofs
        JOIN scrapes USING (id)
    ) AS readings,
    ARRAY(
        SELECT ROW(
            postings.id::text, postings.source_id::text, sources.name, postings.url, postings.posted_at,
            CASE WHEN postings.missed = 0 AND postings.closed_at IS NULL
                THEN greatest(sources.last_whole_read_at, postings.last_seen_at)
                ELSE postings.last_seen_at END,
            postings.expires_at, postings.closed_at,
            CASE WHEN postings.closed_at IS NOT NULL THEN postings.closed_reason END,
            postings.evidence, sources.attribution)
        FROM postings JOIN sources ON sources.id = postings.source_id
        WHERE postings.job_id = jobs.id
        ORDER BY postings.closed_at IS NOT NULL, postings.first_seen_at, postings.id
    ) AS postings,
    ARRAY(
        SELECT safety_words FROM postings
        WHERE job_id = jobs.id AND safety_words <> '[]'
        ORDER BY closed_at IS NOT NULL, first_seen_at, id
        LIMIT 10
    ) AS safety_words,
    ARRAY(
        SELECT website FROM companies WHERE id = jobs.company_id AND website IS NOT NULL
        UNION
        SELECT key FROM company_aliases WHERE company_id = jobs.company_id AND kind = 'domain'
        LIMIT 100
    ) AS own_domains,
    ARRAY(
        SELECT ROW(kind, at, before, after, other_job_id::text)
        FROM job_events WHERE job_id = jobs.id
        ORDER BY id DESC
    ) AS history
FROM jobs
LEFT JOIN postings AS lead ON lead.id = jobs.lead_posting_id
LEFT JOIN alerts ON alerts.job_id = jobs.id AND alerts.user_id = :user_id AND alerts.score > 0
WHERE jobs.id = :job_id;
