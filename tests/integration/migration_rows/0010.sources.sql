UPDATE sources SET accepted_found = 3 WHERE id = 1;
UPDATE scrapes SET forgives = true WHERE id = 2;
