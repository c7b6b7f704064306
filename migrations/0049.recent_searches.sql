-- Searches that were added or changed, and whose recent jobs are due to be shown; see ``Work``.
-- depends: 0048.alerts_reacted

CREATE TABLE recent_searches (
    id bigint PRIMARY KEY REFERENCES searches ON DELETE CASCADE,
    -- when the search was added or last changed
    asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    notify boolean NOT NULL DEFAULT false,
    done_at timestamptz,
    next_try_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0,
    claimed_until timestamptz,
    claimed_by bigint,
    last_error text
);
CREATE INDEX recent_searches_owed ON recent_searches (next_try_at) WHERE done_at IS NULL;
