DROP VIEW told_events;
DROP TABLE events;
