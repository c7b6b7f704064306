-- Jobs as people see them: clusters of postings.

-- name: listing
-- One page of jobs. The lines that end in "if" are there only when asked for, see choose.py.
SELECT jobs.id, jobs.title, jobs.locations, jobs.workplace, jobs.seniority, jobs.employment_type,
    jobs.salary_min, jobs.salary_max, jobs.salary_currency, jobs.salary_period,
    jobs.annual_usd_min, jobs.annual_usd_max, jobs.posted_at, jobs.first_seen_at, jobs.closed_at,
    jobs.postings, companies.slug, companies.name AS company_name, companies.logo_url,
    ARRAY(
        SELECT skills.name FROM job_skills JOIN skills ON skills.id = job_skills.skill_id
        WHERE job_skills.job_id = jobs.id
        ORDER BY skills.name
    ) AS skills
    , jobs.rank -- if relevance
FROM (
    SELECT jobs.*
        , ts_rank(jobs.words, websearch_to_tsquery('simple', :q)) AS rank -- if relevance
    FROM jobs
    WHERE true
        AND jobs.id = ANY (:ids::bigint[]) -- if ids
        AND jobs.closed_at IS NULL -- if open
        AND jobs.closed_at IS NOT NULL -- if closed
        AND jobs.words @@ websearch_to_tsquery('simple', :q) -- if q
        AND jobs.company_id = (SELECT id FROM companies WHERE slug = :company) -- if company
        AND jobs.company_id = ANY (ARRAY(SELECT id FROM companies WHERE slug = ANY (:companies::text[]))) -- if companies
        AND jobs.place_words @@ phraseto_tsquery('simple', :location) -- if location
        AND jobs.countries @> ARRAY[:country::text] -- if country
        AND jobs.workplace = :workplace -- if workplace
        AND EXISTS (SELECT FROM job_skills WHERE job_id = jobs.id AND skill_id = :skill_id) -- if skill
        AND (SELECT count(*) FROM job_skills WHERE job_id = jobs.id AND skill_id = ANY (:skill_ids::bigint[])) = cardinality(:skill_ids::bigint[]) -- if skills
        AND jobs.seniority = :seniority -- if seniority
        AND jobs.employment_type = :employment_type -- if employment_type
        AND coalesce(jobs.annual_usd_max, jobs.annual_usd_min) >= :min_usd -- if min_usd
        AND jobs.posted_at > :posted_after -- if posted_after
        AND EXISTS (SELECT FROM postings WHERE job_id = jobs.id AND source_id = :source_id) -- if source
        AND (jobs.posted_at, jobs.id) < (:after_posted_at, :after_id) -- if after_newest
        AND (ts_rank(jobs.words, websearch_to_tsquery('simple', :q)), jobs.id) < (:after_rank::real, :after_id) -- if after_relevance
        AND (coalesce(jobs.annual_usd_max, jobs.annual_usd_min), jobs.id) < (:after_usd, :after_id) -- if after_salary
        AND coalesce(jobs.annual_usd_max, jobs.annual_usd_min) IS NULL -- if unpaid
        AND jobs.id < :after_id -- if after_unpaid
    ORDER BY
        ts_rank(jobs.words, websearch_to_tsquery('simple', :q)) DESC, -- if relevance
        coalesce(jobs.annual_usd_max, jobs.annual_usd_min) DESC NULLS LAST, -- if salary
        jobs.posted_at DESC, -- if newest
        jobs.id DESC
    LIMIT :most
) AS jobs
JOIN companies ON companies.id = jobs.company_id
ORDER BY
    jobs.rank DESC, -- if relevance
    coalesce(jobs.annual_usd_max, jobs.annual_usd_min) DESC NULLS LAST, -- if salary
    jobs.posted_at DESC, -- if newest
    jobs.id DESC;

-- name: detail(job_id, user_id)^
-- What one job's page shows beyond the list; :user_id may be null.
-- A posting that is not missed was seen whenever its board was last read whole.
SELECT lead.description_html, lead.description_text, coalesce(lead.apply_url, lead.url) AS apply_url,
    jobs.reposted, alerts.score, alerts.reasons,
    ARRAY(
        SELECT ROW(
            postings.id, postings.source_id, sources.name, postings.url, postings.posted_at,
            CASE WHEN postings.missed = 0 AND postings.closed_at IS NULL
                THEN greatest(sources.last_whole_read_at, postings.last_seen_at)
                ELSE postings.last_seen_at END,
            postings.closed_at)
        FROM postings JOIN sources ON sources.id = postings.source_id
        WHERE postings.job_id = jobs.id
        ORDER BY postings.closed_at IS NOT NULL, postings.first_seen_at, postings.id
    ) AS postings
FROM jobs
LEFT JOIN postings AS lead ON lead.id = jobs.lead_posting_id
LEFT JOIN alerts ON alerts.job_id = jobs.id AND alerts.user_id = :user_id AND alerts.score > 0
WHERE jobs.id = :job_id;
