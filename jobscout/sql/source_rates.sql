-- What is learnt of how often a source publishes; see rules/schedule/posting_rates.py.

-- name: current(source_id, scrape_id)^
-- What was learnt, what is planned, and when the last reading ended.
SELECT r.counts, r.postings, r.weeks, r.as_of, r.squares,
    p.weight, p.requests, p.price, p.longest, p.bound, p.prior_postings, p.prior_weeks,
    (SELECT finished_at FROM scrapes
     WHERE source_id = s.id AND id < :scrape_id AND status IN ('ok', 'partial', 'suspect')
     ORDER BY id DESC LIMIT 1) AS read_at
FROM sources s
LEFT JOIN source_rates r ON r.source_id = s.id LEFT JOIN source_plans p ON p.source_id = s.id
WHERE s.id = :source_id;

-- name: stated_times(source_id)
SELECT posted_at FROM postings WHERE source_id = :source_id AND closed_at IS NULL;

-- name: learn(source_id, counts, postings, weeks, as_of, squares)!
INSERT INTO source_rates (source_id, counts, postings, weeks, as_of, squares)
VALUES (:source_id, :counts::real[], :postings, :weeks, :as_of, :squares)
ON CONFLICT (source_id) DO UPDATE
SET counts = excluded.counts, postings = excluded.postings, weeks = excluded.weeks,
    as_of = excluded.as_of, squares = excluded.squares;

-- name: forget(source_id)!
-- The source was given another board.
DELETE FROM source_rates WHERE source_id = :source_id;
