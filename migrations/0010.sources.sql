-- What operators may say of a source, and what they see of it.
-- depends: 0007.taxonomy

-- How many postings the suspect reading had that an operator took for true; until the board is
-- settled again, see rules/lifecycle.py.
ALTER TABLE sources ADD COLUMN accepted_found integer CHECK (accepted_found >= 0);
-- The scraper of such a scrape forgets what it holds against the host.
ALTER TABLE scrapes ADD COLUMN forgives boolean NOT NULL DEFAULT false;

CREATE INDEX sources_by_name ON sources (lower(name), id);

-- Each source with the last scrape that ended, and how it is.
CREATE VIEW source_states AS
SELECT s.*, c.slug AS company, c.name AS company_name,
    last.id AS last_scrape_id, last.status AS last_status, last.error_kind AS last_error_kind,
    CASE WHEN NOT s.active THEN 'paused'
         WHEN s.failures > 0 THEN 'failing'
         WHEN last.status = 'suspect' THEN 'suspect'
         ELSE 'ok' END AS health
FROM sources s
LEFT JOIN companies c ON c.id = s.company_id
LEFT JOIN LATERAL (
    SELECT id, status, error_kind FROM scrapes
    WHERE source_id = s.id AND finished_at IS NOT NULL
    ORDER BY id DESC LIMIT 1) last ON true;
