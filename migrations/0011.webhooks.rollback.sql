DROP INDEX deliveries_to_call;
DROP TABLE webhooks;
