-- In which history numbers of transactions mean something: those of a restored copy are given away
-- again. Empty where the server does not tell, as hosted ones may not.
-- depends: 0045.search_changes

CREATE FUNCTION server_history() RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN concat_ws(' ', (SELECT system_identifier FROM pg_control_system()),
        (SELECT oid FROM pg_database WHERE datname = current_database()),
        left(pg_walfile_name(pg_current_wal_insert_lsn()), 8));
EXCEPTION WHEN OTHERS THEN
    RETURN '';
END
$$;
