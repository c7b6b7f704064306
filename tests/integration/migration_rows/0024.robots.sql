UPDATE sources SET robots = '{"allowed": true}' WHERE id = 1;
