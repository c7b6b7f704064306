DROP INDEX users_email;
CREATE UNIQUE INDEX users_email ON users (lower(email));
CREATE INDEX users_to_erase ON users (deleted_at) WHERE deleted_at IS NOT NULL;
DROP TABLE erasures;
