-- What people do not want, and what was learnt of what they did with their alerts.
-- A dismissed alert is never sent. reacted_at: when its user last saved or dismissed it, or applied;
-- NULL where nothing of that holds.
-- depends: 0046.server_history

ALTER TABLE alerts
    ADD COLUMN dismissed_at timestamptz,
    ADD COLUMN dismissal_reason text CHECK (dismissal_reason IN ('not_my_field', 'too_senior',
        'too_junior', 'place', 'workplace', 'pay', 'company', 'seen_elsewhere', 'other')),
    ADD COLUMN reacted_at timestamptz;
CREATE TABLE learning (
    user_id bigint PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    -- of reactions since reset_at, as if all were counted at as_of
    counts jsonb NOT NULL DEFAULT '{}',
    as_of timestamptz NOT NULL DEFAULT now(),
    reset_at timestamptz
);
