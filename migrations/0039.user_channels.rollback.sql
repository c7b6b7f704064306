DELETE FROM deliveries WHERE channel NOT IN ('push', 'email', 'webhook');
ALTER TABLE deliveries DROP COLUMN user_channel_id;
ALTER TABLE deliveries DROP CONSTRAINT deliveries_channel_check;
ALTER TABLE deliveries ADD CONSTRAINT deliveries_channel_check
    CHECK (channel IN ('push', 'email', 'webhook'));
DROP TABLE user_channels;
