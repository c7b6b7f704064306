-- Mail suppressions: addresses that take no mail any more, in the rows of their users.

-- name: suppress(user_id, email, reason, sent_at)!
-- Send nothing more to that address, unless it is another one by now, or was verified since the
-- mail was sent that came back.
UPDATE users
SET mail_suppressed_reason = coalesce(mail_suppressed_reason, :reason),
    mail_suppressed_at = coalesce(mail_suppressed_at, now())
WHERE id = :user_id AND email = :email AND deleted_at IS NULL
  AND (:sent_at::timestamptz IS NULL OR email_verified_at IS NULL OR email_verified_at < :sent_at);

-- name: address(user_id)$
SELECT email FROM users WHERE id = :user_id AND deleted_at IS NULL;
