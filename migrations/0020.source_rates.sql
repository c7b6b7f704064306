-- How often each source publishes, which is learnt, and how often it is read, which is planned.
-- Both are tables of their own: the row of a source is locked while a reading is stored, and
-- listed far more often than these are needed.

-- The shortest interval that kind and board asked for at the last reading.
ALTER TABLE sources ADD COLUMN shortest_interval interval NOT NULL DEFAULT '0';

-- Written by readings that find new postings; see rules/schedule/posting_rates.py. One array: its hours are
-- read and written together, and 168 rows of a source would be 1.7 million for ten thousand.
CREATE TABLE source_rates (
    source_id bigint PRIMARY KEY REFERENCES sources ON DELETE CASCADE,
    -- by hour of the week, from Monday 00:00 UTC
    counts real[] NOT NULL CHECK (cardinality(counts) = 168),
    postings real NOT NULL,
    weeks real NOT NULL,
    as_of timestamptz NOT NULL
);

-- Written by the maintenance for all sources at once; see rules/schedule/request_prices.py.
CREATE TABLE source_plans (
    source_id bigint PRIMARY KEY REFERENCES sources ON DELETE CASCADE,
    weight real NOT NULL CHECK (weight > 0),
    requests real NOT NULL CHECK (requests > 0),
    price double precision NOT NULL CHECK (price > 0),
    longest interval NOT NULL,
    bound text NOT NULL CHECK (bound IN ('value', 'host', 'total')),
    planned_at timestamptz NOT NULL
);
