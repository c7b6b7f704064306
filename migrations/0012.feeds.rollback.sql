DROP INDEX searches_by_feed;
ALTER TABLE searches DROP COLUMN feed_token;
