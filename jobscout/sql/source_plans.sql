-- How often sources are read: planned for all of them at once; see rules/schedule/request_prices.py.

-- name: is_due(most, least)$
-- Once in :most, and for a new source after :least.
SELECT EXISTS (
    SELECT FROM sources s LEFT JOIN source_plans p ON p.source_id = s.id
    WHERE s.active AND (p.planned_at < now() - :most::interval OR p.planned_at IS NULL
        AND coalesce((SELECT max(planned_at) FROM source_plans), '-infinity') < now() - :least::interval));

-- name: sources(after, most)
-- What the plan of a source depends on. Its requests are the median of its last ten
-- readings: that of all full texts after a start is none to go by.
SELECT s.id, s.host, s.priority, s.interval_seconds, s.shortest_interval, s.created_at,
    coalesce((s.robots ->> 'crawl_delay_s')::float8, 0) AS crawl_delay_s,
    r.counts, r.postings, r.weeks, r.as_of, r.squares,
    (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY http_requests)::float8 FROM (
        SELECT http_requests FROM scrapes
        WHERE source_id = s.id AND status IN ('ok', 'partial', 'suspect')
        ORDER BY id DESC LIMIT 10) last) AS requests
FROM sources s LEFT JOIN source_rates r ON r.source_id = s.id
WHERE s.active AND s.id > :after
ORDER BY s.id LIMIT :most;

-- name: learnt(most)
-- What was learnt of some sources, at random but always the same.
SELECT r.counts, r.postings, r.weeks, r.as_of, r.squares
FROM source_rates r JOIN sources s ON s.id = r.source_id
WHERE s.active
ORDER BY hashint8(s.id) LIMIT :most;

-- name: audiences(since)
-- How many alerts the new postings of each source caused, and how many postings that were.
SELECT p.source_id, count(a.job_id)::integer AS alerts, count(DISTINCT p.id)::integer AS postings
FROM postings p LEFT JOIN alerts a ON a.job_id = p.job_id
WHERE p.first_seen_at > now() - :since::interval
GROUP BY p.source_id;

-- name: save(source_ids, weights, requests, prices, longest, bounds, prior_postings, prior_weeks)!
-- In the order of ids: two processes may plan at the same time.
INSERT INTO source_plans (source_id, weight, requests, price, longest, bound, prior_postings, prior_weeks, planned_at)
SELECT s.id, n.weight, n.requests, n.price, n.longest, n.bound, :prior_postings, :prior_weeks, now()
FROM unnest(:source_ids::bigint[], :weights::real[], :requests::real[], :prices::float8[],
            :longest::interval[], :bounds::text[])
    AS n(id, weight, requests, price, longest, bound) JOIN sources s USING (id)
ORDER BY s.id
ON CONFLICT (source_id) DO UPDATE
SET weight = excluded.weight, requests = excluded.requests, price = excluded.price,
    longest = excluded.longest, bound = excluded.bound, prior_postings = excluded.prior_postings,
    prior_weeks = excluded.prior_weeks, planned_at = excluded.planned_at;
