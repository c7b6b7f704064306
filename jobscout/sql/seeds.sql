-- Seeds: what a fresh database is given. Everything may be given twice.

-- name: is_empty()$
SELECT NOT EXISTS (SELECT FROM users) AND NOT EXISTS (SELECT FROM sources);

-- name: add_companies(slugs, names, websites)
INSERT INTO companies (slug, name, website)
SELECT * FROM unnest(:slugs::text[], :names::text[], :websites::text[])
ON CONFLICT (slug) DO UPDATE SET website = coalesce(companies.website, excluded.website)
RETURNING coalesce(merged_into, id) AS id, slug;

-- name: add_sources(kinds, boards, configs, company_ids, names, urls, hosts, attributions, priorities, intervals, actives)
INSERT INTO sources (kind, board, config, company_id, name, url, host, attribution,
                     priority, interval_seconds, active)
SELECT kind, board, config::jsonb, company_id, name, url, host, attribution,
       priority, interval_s, active
FROM unnest(:kinds::text[], :boards::text[], :configs::text[], :company_ids::bigint[],
            :names::text[], :urls::text[], :hosts::text[], :attributions::text[],
            :priorities::text[], :intervals::integer[], :actives::boolean[])
    AS n(kind, board, config, company_id, name, url, host, attribution, priority,
         interval_s, active)
ON CONFLICT (kind, board) DO NOTHING
RETURNING id, kind, board, company_id;

-- name: add_user(email, canonical_email, password_hash, full_name, timezone, is_admin, email_verified)$
INSERT INTO users (email, canonical_email, password_hash, full_name, timezone, is_admin,
                   email_verified_at)
VALUES (:email, :canonical_email, :password_hash, :full_name, :timezone, :is_admin,
        CASE WHEN :email_verified::boolean THEN now() END)
ON CONFLICT DO NOTHING
RETURNING id;

-- name: add_search(user_id, name, titles, keywords, countries, workplace)!
INSERT INTO searches (user_id, name, titles, keywords, countries, workplace)
VALUES (:user_id, :name, :titles, :keywords, :countries, :workplace)
ON CONFLICT (user_id, name) DO NOTHING;

-- name: add_applications(user_id, statuses)
-- The person's newest jobs in Kenya, tracked: one in each of the given states.
WITH chosen AS (
    SELECT id, row_number() OVER (ORDER BY posted_at DESC, id DESC) AS n
    FROM jobs WHERE closed_at IS NULL AND countries @> '{KE}'
    ORDER BY posted_at DESC, id DESC LIMIT cardinality(:statuses::text[])),
tracked AS (
    INSERT INTO alerts (user_id, job_id, score, is_read, is_applied, application_status,
                        applied_at, bundled_at)
    SELECT :user_id, id, 0, true, true, (:statuses::text[])[n], now(), now() FROM chosen
    ON CONFLICT (user_id, job_id) DO NOTHING
    RETURNING id, application_status)
INSERT INTO alert_events (alert_id, from_status, to_status)
SELECT id, CASE WHEN application_status <> 'Applied' THEN 'Applied' END, application_status
FROM tracked;
