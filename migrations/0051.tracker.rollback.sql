DELETE FROM deliveries WHERE reminder_ids <> '{}';
ALTER TABLE deliveries DROP COLUMN reminder_ids;
DROP TABLE reminders;
ALTER TABLE users DROP COLUMN calendar_token;
ALTER TABLE preferences DROP COLUMN application_nudges, DROP COLUMN deadline_reminders;
ALTER TABLE alerts DROP COLUMN acted_at, DROP COLUMN deadline, DROP COLUMN interview_at;
