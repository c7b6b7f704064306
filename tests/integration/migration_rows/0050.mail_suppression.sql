-- both columns at once, as the check wants them
UPDATE users SET mail_suppressed_at = now(), mail_suppressed_reason = 'no such mailbox'
WHERE id = (SELECT min(id) FROM users);
