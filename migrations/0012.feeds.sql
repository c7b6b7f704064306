-- Each search has feeds at an address that nobody can guess, and that can be given up.
-- depends: 0011.webhooks

-- Random, not signed: it outlives a change of SECRET_KEY, and a new one ends the old.
ALTER TABLE searches ADD COLUMN feed_token uuid NOT NULL DEFAULT gen_random_uuid();
CREATE UNIQUE INDEX searches_by_feed ON searches (feed_token);
