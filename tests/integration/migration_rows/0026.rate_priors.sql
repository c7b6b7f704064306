UPDATE source_rates SET squares = 9 WHERE source_id = 1;
