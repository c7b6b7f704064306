DROP TABLE deliveries, alert_events, alerts, user_skills, cvs, searches;
