DROP INDEX sessions_ended;
ALTER TABLE sessions DROP CONSTRAINT sessions_spent;
ALTER TABLE sessions DROP COLUMN sealed_pair;
ALTER TABLE sessions DROP COLUMN spent_hash;
ALTER TABLE sessions DROP COLUMN family_hash;
