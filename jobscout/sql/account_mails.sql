-- Account mails: owed to a person about the account itself, claimed, sent, confirmed.

-- name: add(user_id, kind, message_id)!
INSERT INTO account_mails (user_id, kind, message_id) VALUES (:user_id, :kind, :message_id);

-- name: addressee(email, canonical_email, kind)$
-- Who waits for such a mail, held until the end of the transaction so that callers are counted
-- one after another.
SELECT id FROM users
WHERE id = account_of(:email, :canonical_email) AND disabled_at IS NULL
  AND (:kind::text <> 'verify_email' OR email_verified_at IS NULL)
FOR NO KEY UPDATE;

-- name: added_within(user_id, kind, span)$
SELECT count(*) FROM account_mails
WHERE user_id = :user_id AND kind = :kind AND created_at > now() - :span::interval;

-- name: notify()$
SELECT pg_notify('jobscout', 'account_mails');

-- name: owed(most)
-- Mails that nobody holds and whose time has come, longest due first.
SELECT id FROM account_mails
WHERE status = 'pending' AND next_try_at <= now()
  AND (claimed_until IS NULL OR claimed_until < now())
ORDER BY next_try_at
LIMIT :most;

-- name: claim(mail_id, holder, lease)^
-- Take a mail before it is sent. Whoever finds it claimed and lapsed sends it again under the
-- same message id, because nobody knows how that ended (P2). It has the person's name only once
-- the address is proven to be theirs: a name may be a text for the stranger who owns it.
UPDATE account_mails m
SET attempts = m.attempts + 1, claimed_until = now() + :lease, claimed_by = :holder,
    next_try_at = now() + :lease
FROM users u
WHERE m.id = :mail_id AND u.id = m.user_id AND m.status = 'pending'
  AND m.next_try_at <= now() AND (m.claimed_until IS NULL OR m.claimed_until < now())
  AND can_hold(:holder)
RETURNING m.id, m.user_id, m.kind, m.message_id, m.attempts, u.email,
    CASE WHEN u.email_verified_at IS NOT NULL THEN u.full_name END AS full_name,
    now() - m.created_at AS age,
    (SELECT e.receipt::text FROM erasures e WHERE e.user_id = u.id) AS receipt,
    (SELECT e.due_at FROM erasures e WHERE e.user_id = u.id) AS erased_at,
    CASE m.kind
        WHEN 'account_closed' THEN u.deleted_at IS NOT NULL
        WHEN 'verify_email' THEN u.email_verified_at IS NULL
            AND u.disabled_at IS NULL AND u.deleted_at IS NULL
        ELSE u.disabled_at IS NULL AND u.deleted_at IS NULL
    END AS is_wanted,
    (SELECT o.claimed_until IS NOT NULL FROM account_mails o WHERE o.id = m.id) AS taken_over;

-- name: add_token(user_id, purpose, token_hash, lifetime)!
-- The token that a mail is about to bear: it works once.
INSERT INTO one_time_tokens (user_id, purpose, token_hash, expires_at)
VALUES (:user_id, :purpose, :token_hash, now() + :lifetime::interval);

-- name: sent(mail_id, holder)!
-- Who sent it has the word on it, unless another process has claimed it by now.
UPDATE account_mails
SET status = 'sent', sent_at = now(), claimed_until = NULL, last_error = NULL
WHERE id = :mail_id AND status = 'pending' AND (claimed_by IS NULL OR claimed_by = :holder);

-- name: retry(mail_id, holder, error, waits)!
-- Back with the pause for so many attempts.
UPDATE account_mails
SET last_error = :error, claimed_until = NULL,
    next_try_at = now() + (:waits::interval[])[least(attempts, cardinality(:waits::interval[]))]
WHERE id = :mail_id AND status = 'pending' AND (claimed_by IS NULL OR claimed_by = :holder);

-- name: park(mail_id, holder, error)!
UPDATE account_mails SET status = 'failed', last_error = :error, claimed_until = NULL
WHERE id = :mail_id AND status = 'pending' AND (claimed_by IS NULL OR claimed_by = :holder);

-- name: purge(older_than)!
DELETE FROM account_mails
WHERE created_at < now() - :older_than::interval AND status <> 'pending';

-- name: export(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, kind, message_id, status, attempts, created_at, sent_at, last_error
    FROM account_mails WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;
