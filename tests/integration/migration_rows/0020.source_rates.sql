INSERT INTO source_rates (source_id, counts, postings, weeks, as_of)
VALUES (1, array_fill(0.5::real, ARRAY[168]), 84, 6, now());
INSERT INTO source_plans (source_id, weight, requests, price, longest, bound, planned_at)
VALUES (1, 1, 1, 0.001, '1 day', 'value', now());
