-- Account mails: mails about the account itself, each due until it is sent.

-- name: add(user_id, kind, message_id)!
INSERT INTO account_mails (user_id, kind, message_id) VALUES (:user_id, :kind, :message_id);

-- name: addressee(email, canonical_email, kind)$
-- Who waits for such a mail, held until the end of the transaction so that callers are counted
-- one after another.
SELECT id FROM users
WHERE id = account_of(:email, :canonical_email) AND disabled_at IS NULL
  AND CASE WHEN :kind::text = 'verify_email'
      THEN email_verified_at IS NULL OR mail_suppressed_at IS NOT NULL
      ELSE mail_suppressed_at IS NULL END
FOR NO KEY UPDATE;

-- name: added_within(user_id, kind, span)$
SELECT count(*) FROM account_mails
WHERE user_id = :user_id AND kind = :kind AND created_at > now() - :span::interval;

-- name: notify()$
SELECT pg_notify('jobscout', 'account_mails');

-- name: claimed()
-- A claimed mail, and whom it is for. It has the person's name only once the address is proven to
-- be theirs: a name may be a text for the stranger who owns it.
SELECT m.id, m.user_id, m.kind, m.message_id, m.attempts, u.email,
    CASE WHEN u.email_verified_at IS NOT NULL THEN u.full_name END AS full_name,
    now() - m.created_at AS age,
    (SELECT e.receipt::text FROM erasures e WHERE e.user_id = u.id) AS receipt,
    (SELECT e.due_at FROM erasures e WHERE e.user_id = u.id) AS erased_at,
    CASE m.kind
        WHEN 'account_closed' THEN u.deleted_at IS NOT NULL AND u.mail_suppressed_at IS NULL
        -- the one mail to a suppressed address: whoever gets it gets mail again
        WHEN 'verify_email'
            THEN (u.email_verified_at IS NULL OR u.mail_suppressed_at IS NOT NULL)
            AND u.disabled_at IS NULL AND u.deleted_at IS NULL
        ELSE u.mail_suppressed_at IS NULL AND u.disabled_at IS NULL AND u.deleted_at IS NULL
    END AS is_wanted
FROM account_mails m JOIN users u ON u.id = m.user_id;

-- name: add_token(user_id, purpose, token_hash, lifetime)!
-- The token that a mail is about to bear: it works once.
INSERT INTO one_time_tokens (user_id, purpose, token_hash, expires_at)
VALUES (:user_id, :purpose, :token_hash, now() + :lifetime::interval);

-- name: purge(older_than)!
DELETE FROM account_mails
WHERE created_at < now() - :older_than::interval AND status <> 'pending';

-- name: export(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, kind, message_id, status, attempts, created_at, sent_at, last_error
    FROM account_mails WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;
