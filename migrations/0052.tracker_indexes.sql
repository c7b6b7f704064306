-- What reminders and calendars are found by, built while alerts are written and read.
-- depends: 0051.tracker
-- transactional: false

-- What an interrupted run left behind.
DROP INDEX CONCURRENTLY IF EXISTS alerts_wanted;
DROP INDEX CONCURRENTLY IF EXISTS alerts_by_deadline;
DROP INDEX CONCURRENTLY IF EXISTS alerts_in_progress;
DROP INDEX CONCURRENTLY IF EXISTS alerts_quiet;
DROP INDEX CONCURRENTLY IF EXISTS alerts_planned;
DROP INDEX CONCURRENTLY IF EXISTS users_by_calendar;
-- by job: what a person means to apply for, and has applied for
CREATE INDEX CONCURRENTLY alerts_wanted ON alerts (job_id)
    WHERE (is_saved OR score = 0) AND application_status IS NULL;
CREATE INDEX CONCURRENTLY alerts_in_progress ON alerts (job_id)
    WHERE application_status IN ('Applied', 'Interviewing');
CREATE INDEX CONCURRENTLY alerts_by_deadline ON alerts (deadline) WHERE deadline IS NOT NULL;
CREATE INDEX CONCURRENTLY alerts_quiet
    ON alerts ((greatest(coalesce(acted_at, applied_at), interview_at)))
    WHERE application_status IN ('Applied', 'Interviewing');
-- by person: what may be in their calendar
CREATE INDEX CONCURRENTLY alerts_planned ON alerts (user_id)
    WHERE is_saved OR score = 0 OR deadline IS NOT NULL OR interview_at IS NOT NULL;
CREATE UNIQUE INDEX CONCURRENTLY users_by_calendar ON users (calendar_token);
