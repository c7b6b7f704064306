"""The statements about receivers, made from one text for webhooks and people's channels.

A receiver is claimed together with a delivery to it, so that it is called once at a time. While it
fails everything for it waits, and a single delivery probes it. Its row has the columns
``failures``, ``failing_since``, ``last_error``, ``last_delivered_at``, ``claimed_until``,
``claimed_by`` and ``next_try_at``. All parts of a ``Receiver`` are fixed text of ours.
"""

# ruff: noqa: S608  (statements are put together of fixed parts)

from __future__ import annotations

from typing import NamedTuple

from jobscout.sql.lease_statements import FREE


class Receiver(NamedTuple):
    """One kind of receiver, in SQL.

    Attributes:
        table: its rows; *column*: by which deliveries name them, as *whose* does in ``deliveries``.
        sent: which deliveries are to receivers of this kind.
        claimed: the columns that a claim answers.
        ready: what else is true of one that may be called; *kept*: of one that is still there.
    """

    table: str
    column: str
    whose: str
    sent: str
    claimed: str
    ready: str = "true"
    kept: str = "true"


def statements(receiver: Receiver) -> str:
    """As a ``.sql`` file has them. ``:receiver`` is what deliveries name, ``:row_id`` the row."""
    to_it = f"{receiver.whose} = :receiver AND {receiver.sent}"
    gives_up = "attempts + 1 < :attempts_max"
    return f"""
-- name: claim_receiver(receiver, holder, lease)^
-- The moment until which it is ours is also what the claim is known by afterwards.
UPDATE {receiver.table} SET claimed_until = now() + :lease, claimed_by = :holder
WHERE {receiver.column} = :receiver AND {FREE} AND can_hold(:holder) AND {receiver.ready}
RETURNING {receiver.claimed}, failures, claimed_until AS held;

-- name: release_receiver(row_id, held)!
UPDATE {receiver.table} SET claimed_until = NULL WHERE id = :row_id AND claimed_until = :held;

-- name: record_success(row_id, held, pace)!
-- It took one: it is well again.
UPDATE {receiver.table}
SET last_delivered_at = now(), failing_since = NULL, failures = 0, last_error = NULL,
    claimed_until = NULL, next_try_at = now() + :pace::interval
WHERE id = :row_id AND claimed_until = :held;

-- name: record_failure(row_id, held, error, wait)!
UPDATE {receiver.table}
SET failing_since = coalesce(failing_since, now()), failures = failures + 1,
    last_error = :error, claimed_until = NULL, next_try_at = now() + :wait
WHERE id = :row_id AND claimed_until = :held;

-- name: wait_too(receiver, error, wait, attempts_max)$
-- What else waits for the same receiver was as good as tried; how many are thereby given up.
WITH waiting AS (
    UPDATE deliveries
    SET attempts = attempts + 1, last_error = :error,
        next_try_at = greatest(next_try_at, now() + :wait),
        status = CASE WHEN {gives_up} THEN 'pending' ELSE 'failed' END,
        failed_at = CASE WHEN {gives_up} THEN NULL ELSE now() END
    WHERE {to_it} AND status = 'pending'
    RETURNING status)
SELECT count(*) FROM waiting WHERE status = 'failed';

-- name: release_backlog(receiver)!
-- The receiver is back, or another one: nothing waits for it any longer.
UPDATE deliveries SET next_try_at = now()
WHERE {to_it} AND status = 'pending' AND next_try_at > now();

-- name: end_orphans(receiver, error)!
-- What is due to a receiver that is gone. One that is on its way just now is not.
UPDATE deliveries
SET status = 'failed', failed_at = now(), last_error = :error, claimed_until = NULL
WHERE {to_it}
  AND (status = 'pending'
       OR (status = 'sending' AND (claimed_until IS NULL OR claimed_until < now())))
  AND NOT EXISTS (SELECT FROM {receiver.table} r
                  WHERE r.{receiver.column} = :receiver AND {receiver.kept});
"""
