-- Addresses that take no mail any more: since when, and in which words their server said so.
-- depends: 0049.recent_searches

ALTER TABLE users
    ADD COLUMN mail_suppressed_at timestamptz,
    ADD COLUMN mail_suppressed_reason text,
    ADD CONSTRAINT users_mail_suppressed_check
        CHECK ((mail_suppressed_at IS NULL) = (mail_suppressed_reason IS NULL));
