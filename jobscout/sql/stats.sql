-- Stats: the figures of the admins' overview, each from an index or a small table.

-- name: everything(unconfigured)^
-- One statement, one snapshot. What people track privately is nowhere counted. Further postings of an open job count as merged duplicates.
WITH day AS (SELECT now() - interval '24 hours' AS since),
week AS (SELECT now() - interval '7 days' AS since),
user_stats AS (
    SELECT count(*) AS total,
        count(*) FILTER (WHERE email_verified_at IS NOT NULL) AS verified,
        count(*) FILTER (WHERE last_seen_at >= (SELECT since FROM week)) AS active_7d,
        count(*) FILTER (WHERE created_at >= (SELECT since FROM week)) AS new_7d
    FROM users WHERE deleted_at IS NULL),
boards AS (
    SELECT count(*) AS total, count(*) FILTER (WHERE health = 'paused') AS paused,
        count(*) FILTER (WHERE health <> 'paused' AND lacks) AS unconfigured,
        count(*) FILTER (WHERE health IN ('failing', 'suspect') AND NOT lacks) AS failing
    FROM (SELECT health, kind = ANY(:unconfigured::text[]) AS lacks FROM source_states
          WHERE kind <> 'sample') x),
postings_now AS (SELECT count(*) AS open FROM postings WHERE closed_at IS NULL),
jobs_now AS (SELECT count(*) AS open FROM jobs WHERE closed_at IS NULL)
SELECT user_stats.total AS users_total, user_stats.verified AS users_verified,
    user_stats.active_7d AS users_active_7d, user_stats.new_7d AS users_new_7d,
    jobs_now.open AS jobs_open,
    (SELECT count(*) FROM jobs WHERE first_seen_at >= (SELECT since FROM day)) AS jobs_new_24h,
    (SELECT count(*) FROM jobs WHERE closed_at >= (SELECT since FROM day)) AS jobs_closed_24h,
    postings_now.open AS jobs_postings,
    greatest(postings_now.open - jobs_now.open, 0) AS jobs_duplicates_merged,
    (SELECT count(*) FROM alerts
     WHERE created_at >= (SELECT since FROM day) AND job_id IS NOT NULL) AS alerts_created_24h,
    (SELECT count(*) FROM alerts
     WHERE read_at >= (SELECT since FROM day) AND job_id IS NOT NULL) AS alerts_read_24h,
    (SELECT count(*) FROM alerts
     WHERE applied_at >= (SELECT since FROM day) AND job_id IS NOT NULL) AS alerts_applied_24h,
    (SELECT count(*) FROM deliveries
     WHERE status = 'sent' AND sent_at >= (SELECT since FROM day)) AS deliveries_sent_24h,
    (SELECT count(*) FROM deliveries
     WHERE status = 'failed' AND failed_at >= (SELECT since FROM day)) AS deliveries_failed_24h,
    (SELECT count(*) FROM deliveries
     WHERE status IN ('pending', 'sending')) AS deliveries_pending,
    boards.total AS sources_total,
    boards.total - boards.failing - boards.paused - boards.unconfigured AS sources_ok,
    boards.failing AS sources_failing, boards.paused AS sources_paused,
    boards.unconfigured AS sources_unconfigured
FROM user_stats, boards, postings_now, jobs_now;

-- name: freshness(most)
-- From the first moment at which a job could have been seen to the delivery of its alert, as a
-- whole (part is null) and by what it was spent on: of the newest :most alerts delivered within a
-- day, so that a busy day costs no more than a quiet one.
-- Jobs that were there before their source was watched are excluded, and those that somebody is
-- told of because they were edited.
WITH notified AS (
    SELECT d.sent_at, a.alert_id
    FROM deliveries d CROSS JOIN LATERAL unnest(d.alert_ids) AS a(alert_id)
    WHERE d.status = 'sent' AND d.reminder_ids = '{}' AND d.sent_at >= now() - interval '24 hours'
      -- a late webhook is its owner's fault
      AND (d.channel IN ('email', 'push') OR d.attempts = 1)
    ORDER BY d.sent_at DESC
    LIMIT :most),
steps AS (
    SELECT v.seen_at, j.first_seen_at AS stored_at, a.created_at AS matched_at, t.sent_at,
        coalesce((
            SELECT c.started_at FROM postings f
            JOIN scrapes c ON c.source_id = f.source_id AND c.finished_at = f.first_seen_at
            WHERE f.job_id = j.id AND f.first_seen_at = j.first_seen_at
            LIMIT 1), j.first_seen_at) AS read_at
    FROM notified t JOIN alerts a ON a.id = t.alert_id JOIN jobs j ON j.id = a.job_id
    JOIN job_sights v ON v.job_id = a.job_id
    WHERE NOT v.is_backlog
      AND NOT EXISTS (
          SELECT FROM job_events e
          WHERE e.job_id = j.id AND e.at > j.first_seen_at AND e.at <= a.created_at)),
spent AS (
    SELECT NULL AS part, sent_at - seen_at AS wait FROM steps
    UNION ALL SELECT 'waiting', greatest(read_at, seen_at) - seen_at FROM steps
    UNION ALL SELECT 'reading', greatest(stored_at, seen_at) - greatest(read_at, seen_at) FROM steps
    UNION ALL SELECT 'matching',
        greatest(matched_at, stored_at, seen_at) - greatest(stored_at, seen_at) FROM steps
    UNION ALL SELECT 'sending',
        greatest(sent_at, matched_at, stored_at, seen_at) - greatest(matched_at, stored_at, seen_at)
    FROM steps),
seconds AS (SELECT part, extract(epoch FROM wait)::double precision AS seconds FROM spent)
SELECT part, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS p50_seconds,
    percentile_cont(0.95) WITHIN GROUP (ORDER BY seconds) AS p95_seconds
FROM seconds GROUP BY part;
