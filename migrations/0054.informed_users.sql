-- Who was told of a job that came out of another by a split: they know of it as the other, and are
-- not told again. Everybody else is compared with it as with any new job.

-- depends: 0052.tracker_indexes

CREATE TABLE informed_users (
    job_id bigint NOT NULL REFERENCES jobs ON DELETE CASCADE,
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    PRIMARY KEY (job_id, user_id)
);
CREATE INDEX informed_users_user ON informed_users (user_id);
