-- Board requests: career pages that people proposed, and what became of them.

-- name: lock_owner(user_id)$
-- Serialises what one person proposes.
SELECT id FROM users WHERE id = :user_id FOR NO KEY UPDATE;

-- name: lock_automatic()$
-- Serialises, until the transaction ends, what becomes a source by itself, so that its limit holds.
SELECT pg_advisory_xact_lock(hashtext('board_requests'));

-- name: count(user_id)$
SELECT count(*) FROM board_requests WHERE user_id = :user_id;

-- name: of_board(user_id, kind, board)$
-- The person's own request for a board.
SELECT id FROM board_requests WHERE user_id = :user_id AND kind = :kind AND board = :board;

-- name: source_of(kind, board)$
-- It stays until the transaction ends; one that is just removed is none.
SELECT id FROM sources WHERE kind = :kind AND board = :board FOR KEY SHARE;

-- name: automatic_today()$
-- How many boards became sources by themselves in the last 24 hours.
SELECT count(*) FROM board_requests
WHERE state = 'active' AND decided_at IS NULL AND created_at > now() - interval '24 hours';

-- name: was_refused(kind, board)$
-- Whether an admin ever refused or removed a board; the audit remembers longer than requests.
SELECT EXISTS (
    SELECT FROM audit
    WHERE action IN ('board request refused', 'source purged')
      AND details->>'kind' = :kind AND details->>'board' = :board);

-- name: add(user_id, url, kind, board, config, name, state, source_id)$
INSERT INTO board_requests (user_id, url, kind, board, config, name, state, source_id)
VALUES (:user_id, :url, :kind, :board, :config::text::jsonb, :name, :state, :source_id)
RETURNING id;

-- name: page(user_id, after, most)
-- A person's requests, newest first.
SELECT r.*, (SELECT count(*) FROM postings p
    WHERE p.source_id = r.source_id AND p.closed_at IS NULL) AS postings
FROM board_request_states r
WHERE user_id = :user_id AND id < :after
ORDER BY id DESC
LIMIT :most;

-- name: get(user_id, request_id)^
SELECT r.*, (SELECT count(*) FROM postings p
    WHERE p.source_id = r.source_id AND p.closed_at IS NULL) AS postings
FROM board_request_states r
WHERE user_id = :user_id AND id = :request_id;

-- name: withdraw(user_id, request_id)!
DELETE FROM board_requests
WHERE id = (SELECT id FROM board_request_states
            WHERE id = :request_id AND user_id = :user_id AND state = 'waiting');

-- name: listing
-- For admins, newest first. Lines that end in "if" are there only when asked for, see
-- query_variants.py.
SELECT r.*, u.email AS user_email
FROM board_request_states r JOIN users u ON u.id = r.user_id
WHERE true
    AND r.id = :request_id -- if one
    AND r.state = :state -- if state
    AND r.id < :after_id -- if after
ORDER BY r.id DESC
LIMIT :most;

-- name: total
SELECT count(*) FROM (
    SELECT FROM board_request_states
    WHERE true
        AND state = :state -- if state
    LIMIT :most) counted;

-- name: lock_board(request_id)
-- Everybody's requests for the board of one, locked in one order: a decision is about the board.
SELECT r.id, r.kind, r.board FROM board_requests r
WHERE (r.kind, r.board) = (SELECT kind, board FROM board_requests WHERE id = :request_id)
ORDER BY r.id FOR NO KEY UPDATE;

-- name: state(request_id)$
SELECT state FROM board_request_states WHERE id = :request_id;

-- name: accept(request_ids, source_id)!
UPDATE board_requests
SET state = 'active', reason = NULL, source_id = :source_id, decided_at = now()
WHERE id = ANY(:request_ids::bigint[]);

-- name: refuse(request_ids, reason)!
UPDATE board_requests SET state = 'refused', reason = :reason, decided_at = now()
WHERE id = ANY(:request_ids::bigint[]) AND state = 'waiting';

-- name: export(user_id, after, most)
SELECT key, (to_jsonb(x) - 'key')::text AS document FROM (
    SELECT id AS key, id::text, url, kind, board, config, name, state, reason, source_id::text,
        created_at, decided_at
    FROM board_requests WHERE user_id = :user_id AND id > :after ORDER BY key LIMIT :most) x;
