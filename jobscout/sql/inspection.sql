-- name: facts(wanted)^
-- What the doctor asks a server about; :wanted are names of extensions.
SELECT current_setting('server_version') AS version,
       current_setting('server_version_num')::int / 10000 AS major,
       current_setting('server_encoding') AS encoding,
       current_setting('max_connections')::int
           - current_setting('superuser_reserved_connections')::int AS connections,
       (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')::int - 1
           AS connected,
       pg_is_in_recovery() OR current_setting('default_transaction_read_only')::boolean
           AS is_read_only,
       has_database_privilege(current_database(), 'CREATE') AS may_extend,
       coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create,
       to_regclass('_yoyo_migration') IS NOT NULL AS has_schema,
       to_regclass('skills') IS NOT NULL AS has_skills,
       ARRAY(SELECT name::text FROM pg_available_extensions
             WHERE name = ANY(:wanted::text[])) AS available,
       ARRAY(SELECT extname::text FROM pg_extension) AS created,
       clock_timestamp() AS clock;

-- name: applied()
SELECT migration_id FROM _yoyo_migration;

-- name: skills()$
SELECT count(*) FROM skills;

-- name: paused()$
SELECT count(*) FROM sources WHERE NOT active AND kind <> 'sample';

-- name: uncanonical()$
SELECT count(*) FROM users WHERE canonical_email IS NULL AND deleted_at IS NULL;
