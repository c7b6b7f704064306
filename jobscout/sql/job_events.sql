-- Job events: what changed on a job after it was new. The caller has locked the job.

-- name: add(job_ids, kinds, befores, afters, other_job_ids)!
-- In their order.
INSERT INTO job_events (job_id, kind, before, after, other_job_id)
SELECT job_id, kind, before, after, other_job_id
FROM unnest(:job_ids::bigint[], :kinds::text[], :befores::text[], :afters::text[],
            :other_job_ids::bigint[])
    WITH ORDINALITY AS n(job_id, kind, before, after, other_job_id, number)
ORDER BY number;

-- name: trim(job_ids, kept)!
-- Only the newest stay.
DELETE FROM job_events e
USING unnest(:job_ids::bigint[]) AS n(job_id), LATERAL (
    SELECT id FROM job_events WHERE job_id = n.job_id ORDER BY id DESC OFFSET :kept LIMIT 1) AS last
WHERE e.job_id = n.job_id AND e.id <= last.id;

-- name: titles(job_ids)
SELECT id, title FROM jobs WHERE id = ANY(:job_ids::bigint[]);

-- name: move(job_id, other_id)!
-- Those that name another job keep it: that one was merged with the deleted one, or split from it.
UPDATE job_events
SET job_id = :job_id, other_job_id = coalesce(other_job_id, :other_id)
WHERE job_id = :other_id;
