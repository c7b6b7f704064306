-- transactional: false
DROP INDEX CONCURRENTLY IF EXISTS alerts_reacted;
