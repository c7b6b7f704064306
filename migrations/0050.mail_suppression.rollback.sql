ALTER TABLE users DROP COLUMN mail_suppressed_reason, DROP COLUMN mail_suppressed_at;
