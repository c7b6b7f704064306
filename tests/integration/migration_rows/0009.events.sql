INSERT INTO events (user_id, kind, about_id, status)
VALUES (1, 'alert', 1, NULL), (1, 'cv', 1, 'ready'), (NULL, 'scrape', 1, 'ok');
