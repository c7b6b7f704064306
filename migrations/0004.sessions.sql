-- Sessions live on: each refresh token is spent for the next one of its family.
-- depends: 0003.people

-- Every token of a session begins with its family's secret, so that one spent long ago is
-- still known for what it is, without a row for each.
ALTER TABLE sessions ADD COLUMN family_hash bytea;
UPDATE sessions SET family_hash = refresh_hash;
ALTER TABLE sessions ALTER COLUMN family_hash SET NOT NULL;
ALTER TABLE sessions ADD CONSTRAINT sessions_family UNIQUE (family_hash);

-- The token spent last, and the pair it was spent for, sealed with that token: callers that
-- race with it get the same pair, and the row alone tells nobody what the pair is.
ALTER TABLE sessions ADD COLUMN spent_hash bytea;
ALTER TABLE sessions ADD COLUMN sealed_pair bytea;
ALTER TABLE sessions ADD CONSTRAINT sessions_spent
    CHECK ((spent_hash IS NULL) = (sealed_pair IS NULL));

CREATE INDEX sessions_ended ON sessions (revoked_at) WHERE revoked_at IS NOT NULL;
