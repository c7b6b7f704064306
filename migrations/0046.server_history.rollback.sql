DROP FUNCTION server_history();
