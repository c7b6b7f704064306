UPDATE sources SET poll_hints = '{"ttl_s": 3600.0, "skipped": [1]}' WHERE id = 1;
