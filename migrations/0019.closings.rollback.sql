DROP VIEW source_states;
ALTER TABLE sources DROP COLUMN gone_at;
ALTER TABLE sources DROP COLUMN not_found_scrapes;
ALTER TABLE sources DROP COLUMN suspect_sketch;
ALTER TABLE sources DROP COLUMN suspect_scrapes;
-- without the columns of 0018, which can be undone then
CREATE VIEW source_states AS
SELECT s.id, s.kind, s.board, s.config, s.company_id, s.name, s.url, s.host, s.priority,
    s.interval_seconds, s.active, s.created_at, s.next_run_at, s.etag, s.last_modified,
    s.last_whole_read_at, s.recent_found, s.failures, s.accepted_found, s.watched_since,
    s.internal_failures, c.slug AS company, c.name AS company_name,
    last.id AS last_scrape_id, last.status AS last_status, last.error_kind AS last_error_kind,
    CASE WHEN NOT s.active THEN 'paused'
         WHEN s.failures > 0 THEN 'failing'
         WHEN last.status = 'suspect' THEN 'suspect'
         ELSE 'ok' END AS health
FROM sources s
LEFT JOIN companies c ON c.id = s.company_id
LEFT JOIN LATERAL (
    SELECT id, status, error_kind FROM scrapes
    WHERE source_id = s.id AND finished_at IS NOT NULL AND error_kind IS DISTINCT FROM 'internal'
    ORDER BY id DESC LIMIT 1) last ON true;
DROP INDEX postings_expiring;
ALTER TABLE jobs DROP COLUMN closed_reason;
ALTER TABLE jobs DROP COLUMN evidence;
ALTER TABLE postings DROP COLUMN closed_reason;
ALTER TABLE postings DROP COLUMN evidence;
