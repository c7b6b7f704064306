-- Why postings closed and which readings prove it, doubtful readings that repeat themselves, and boards that are gone.
-- depends: 0018.full_reads

-- The scrapes that say that it is gone: those that lacked it since it was last listed, or, once
-- it is closed, those on whose word it was. See rules/closings.py for the reasons.
ALTER TABLE postings ADD COLUMN evidence bigint[] NOT NULL DEFAULT '{}';
ALTER TABLE postings ADD COLUMN closed_reason text;
-- A job's are those of its posting that closed last, and stay when its sources are removed.
ALTER TABLE jobs ADD COLUMN evidence bigint[] NOT NULL DEFAULT '{}';
ALTER TABLE jobs ADD COLUMN closed_reason text;
CREATE INDEX postings_expiring ON postings (expires_at)
    WHERE closed_at IS NULL AND expires_at IS NOT NULL;

-- Suspect readings in a row that list the same: the first and the latest, and a sketch of what the
-- first listed. See rules/verdicts.py.
ALTER TABLE sources ADD COLUMN suspect_scrapes bigint[] NOT NULL DEFAULT '{}';
ALTER TABLE sources ADD COLUMN suspect_sketch bytea;
-- Readings in a row, some time apart, for which there was no such board, and since when it is
-- taken for gone. See rules/gone_boards.py.
ALTER TABLE sources ADD COLUMN not_found_scrapes bigint[] NOT NULL DEFAULT '{}';
ALTER TABLE sources ADD COLUMN gone_at timestamptz;

DROP VIEW source_states;
CREATE VIEW source_states AS
SELECT s.*, c.slug AS company, c.name AS company_name,
    last.id AS last_scrape_id, last.status AS last_status, last.error_kind AS last_error_kind,
    CASE WHEN NOT s.active THEN 'paused'
         WHEN s.failures > 0 OR s.gone_at IS NOT NULL THEN 'failing'
         WHEN last.status = 'suspect' THEN 'suspect'
         ELSE 'ok' END AS health
FROM sources s
LEFT JOIN companies c ON c.id = s.company_id
LEFT JOIN LATERAL (
    SELECT id, status, error_kind FROM scrapes
    WHERE source_id = s.id AND finished_at IS NOT NULL AND error_kind IS DISTINCT FROM 'internal'
    ORDER BY id DESC LIMIT 1) last ON true;
