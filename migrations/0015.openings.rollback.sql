-- The view has every column of sources that there was when it was made last.
DROP VIEW source_states;
DROP VIEW job_sights;
ALTER TABLE jobs DROP COLUMN possible_at;
ALTER TABLE jobs DROP COLUMN is_backlog;
ALTER TABLE sources DROP COLUMN watched_since;
DROP TABLE openings;
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
