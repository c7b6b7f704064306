INSERT INTO searches (id, user_id, name, feed_token)
VALUES (3, 2, 'Another', '00000000-0000-4000-8000-000000000003');
