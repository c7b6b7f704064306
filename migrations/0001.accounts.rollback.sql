DROP TABLE preferences, devices, one_time_tokens, sessions, users;
DROP EXTENSION btree_gin;
DROP EXTENSION pg_trgm;
DROP EXTENSION unaccent;
