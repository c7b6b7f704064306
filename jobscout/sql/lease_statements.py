"""The statements about leases, made from one text for all kinds of due work.

A row of due work has the columns ``next_try_at``, ``attempts``, ``claimed_until`` and
``claimed_by``. What differs is said by a ``Work``, whose parts are fixed text of ours and never
what a client sends.
"""

# ruff: noqa: S608  (statements are put together of fixed parts)

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from jobscout.sql.queries import Query

FREE: Final = "(claimed_until IS NULL OR claimed_until < now())"
# What became of the work holds unless another process has claimed it since.
NOT_ANOTHERS: Final = "(claimed_by IS NULL OR claimed_by = :holder)"
# Only a claim of ours can be undone.
OURS: Final = "claimed_until IS NOT NULL AND claimed_by IS NOT DISTINCT FROM :holder"


class Work(NamedTuple):
    """One kind of due work, in SQL where nothing else is said.

    Attributes:
        kind: one of ``metrics.CLAIMED``; *noun*: names the statements, if *table* does not.
        is_open: rows that are not done, as the table's index of due work says it.
        held_as: what else is true of open rows while somebody has them in hand.
        claimable: which of the open rows may be claimed, if not all.
        many: ``:id`` is not one id but an array of them.
        chosen: how a claim finds its rows, if not by ``:id``, and
        chosen_first: the order and limit of these.
        one_per: the column that ``due`` answers, each value once, instead of ids.
        due_if: what else ``due`` asks, with parameters.
        on_claim, on_complete, on_discard: assignments besides those of the claim itself.
        on_wait: the same where the row becomes due again.
        error: the column for the last error; *tells_retries*: also before the last attempt.
        counts_claims: an attempt is counted when it begins, else when it has failed.
        attempts_max: after so many failed attempts the row is given up.
        own_pauses: after failures of ours, by the number of attempts, where they are not the
            usual ones.
        is_uncertain: nobody knows how far a dead process came, so the row stays as it left it.
        on_death: assignments, where ``:died`` is 1 for a process that died and 0 for an orderly
            end.
        returns: what ``complete`` and ``discard`` answer.
        event_user: whom an event is for that says each new status; None: there are no events.
        claimed: the columns of a claimed row, read from the table by its own name.
        claimed_id: which of these is its id.
    """

    kind: str
    table: str
    is_open: str
    noun: str = ""
    held_as: str = ""
    claimable: str = ""
    many: bool = False
    chosen: str = ""
    chosen_first: str = ""
    one_per: str = ""
    due_if: str = ""
    on_claim: str = ""
    on_complete: str = ""
    on_discard: str = ""
    on_wait: str = ""
    error: str = "last_error"
    tells_retries: bool = True
    counts_claims: bool = True
    attempts_max: int | None = None
    own_pauses: tuple[timedelta, ...] = ()
    is_uncertain: bool = False
    on_death: str = ""
    returns: str = "id"
    event_user: str | None = None
    claimed: Query | None = None
    claimed_id: str = "id"

    @property
    def held(self) -> tuple[str, ...]:
        """What ``:id`` names, while somebody may have it; many are locked in everybody's order."""
        by_id = "id = :id"
        if self.many:
            which = "id = ANY(:id::bigint[])"
            by_id = _locked(self.table, which, "ORDER BY id FOR NO KEY UPDATE")
        return (by_id, self.held_as or self.is_open)

    @property
    def attempt(self) -> str:
        """The number of the attempt that a claim is."""
        return "attempts" if self.counts_claims else "(attempts + 1)"


def _locked(table: str, which: str, how: str) -> str:
    """Rows that are locked first; as an array, so that this is done once."""
    return f"id = ANY(ARRAY(SELECT id FROM {table} WHERE {which} {how}))"


def _update(table: str, sets: Sequence[str], conditions: Sequence[str], returning: str) -> str:
    return (
        f"UPDATE {table} SET {', '.join(filter(None, sets))}"
        f" WHERE {' AND '.join(filter(None, conditions))} RETURNING {returning}"
    )


def _event(work: Work, changed: str) -> str:
    """One more ``WITH`` that tells of these rows; nothing where there are no events."""
    if work.event_user is None:
        return ""
    return (
        ", notified AS (INSERT INTO events (user_id, kind, about_id, status)"
        f" SELECT {work.event_user}, '{work.kind}', id, status FROM {changed}"
        " RETURNING pg_notify('jobscout', 'events'))"
    )


def _ending(work: Work, sets: Sequence[str], conditions: Sequence[str]) -> str:
    if work.event_user is None:
        return _update(work.table, sets, conditions, work.returns)
    changed = _update(work.table, sets, conditions, "*")
    event = _event(work, "changed")
    return f"WITH changed AS ({changed}){event} SELECT {work.returns} FROM changed"


def _due(work: Work) -> str:
    what, order = "id", "ORDER BY next_try_at"
    if work.one_per:
        what = f"{work.one_per} AS id"
        order = f"GROUP BY {work.one_per} ORDER BY min(next_try_at)"
    conditions = (work.is_open, work.claimable, work.due_if, "next_try_at <= now()", FREE)
    return (
        f"SELECT {what} FROM {work.table} WHERE {' AND '.join(filter(None, conditions))}"
        f" {order} LIMIT :most"
    )


def _claim(work: Work) -> str:
    """Says ``taken_over``: somebody had claimed the row before, and never came back."""
    table = work.table
    conditions = [
        *(work.is_open, work.claimable, "next_try_at <= now()", FREE, "can_hold(:holder)"),
    ]
    if work.chosen:
        wanted = " AND ".join(filter(None, [work.chosen, *conditions]))
        conditions = [_locked(table, wanted, f"{work.chosen_first} FOR UPDATE SKIP LOCKED")]
    else:
        conditions.insert(0, "id = :id")
    sets = [
        work.on_claim,
        "attempts = attempts + 1" if work.counts_claims else "",
        "claimed_until = now() + :lease, claimed_by = :holder",
    ]
    # read from the row as it was before the statement
    before = f"SELECT o.claimed_until IS NOT NULL FROM {table} o WHERE o.id = {table}.id"
    taken_over = f"({before}) AS taken_over"
    if work.claimed is None:
        return _update(table, sets, conditions, f"id, {taken_over}")
    # What was claimed is called like the table, so that these columns are read from it.
    columns = work.claimed.sql.strip().rstrip(";")
    claimed = _update(table, sets, conditions, f"*, {taken_over}")
    return (
        f"WITH {table} AS ({claimed}){_event(work, table)}, claimed AS ({columns})"
        f" SELECT claimed.*, {table}.taken_over FROM claimed"
        f" JOIN {table} ON {table}.id = claimed.{work.claimed_id}"
    )


def _pause(number: str, pauses: str) -> str:
    """The pause of that number, or the last one."""
    return f"({pauses}::interval[])[least({number}, cardinality({pauses}::interval[]))]"


def _retry(work: Work) -> str:
    """True: it is due again after its pause. Nothing: it was given up, or is another's."""
    conditions = (*work.held, NOT_ANOTHERS)
    again = [
        work.on_wait,
        f"{work.error} = :error" if work.tells_retries else "",
        "" if work.counts_claims else "attempts = attempts + 1",
        f"claimed_until = NULL, next_try_at = now() + {_pause(work.attempt, ':waits')}",
    ]
    if work.attempts_max is None:
        return _update(work.table, again, conditions, "true")
    last = f"{work.attempt} >= {work.attempts_max}"
    gives_up = (work.on_discard, f"{work.error} = :error", "claimed_until = NULL")
    given_up = _update(work.table, gives_up, (*conditions, last), "*")
    retried = _update(work.table, again, (*conditions, f"NOT {last}"), "true")
    return f"WITH given_up AS ({given_up}){_event(work, 'given_up')} {retried}"


def _snooze(work: Work) -> str:
    """Due again after a pause, or at once: this attempt is not counted."""
    sets = (
        work.on_wait,
        "attempts = attempts - 1" if work.counts_claims else "",
        "claimed_until = NULL, next_try_at = now() + :wait",
    )
    return _update(work.table, sets, (*work.held, OURS), "id")


def _reclaim(work: Work) -> str:
    """What these processes held, or everybody where :holders is null, is due again.

    At once, or after the pause for so many deaths. What may be what kills us comes back at
    another moment than what died beside it.
    """
    died = ":died::integer"
    attempts = f"attempts - (1 - {died})" if work.counts_claims else f"attempts + {died}"
    pause = _pause(f"{work.attempt} - 1", ":pauses")
    sets = [
        work.on_wait,
        f"attempts = {attempts}",
        f"next_try_at = now() + coalesce({pause}, '0') * (0.5 + random())",
    ]
    if work.is_uncertain:
        sets = ["next_try_at = now()"]
    sets += [work.on_death, "claimed_until = NULL, claimed_by = NULL"]
    held = (
        f"{work.is_open} AND claimed_until IS NOT NULL"
        " AND (:holders::bigint[] IS NULL OR claimed_by = ANY(:holders))"
    )
    locked = _locked(work.table, held, "ORDER BY id FOR NO KEY UPDATE")
    return _update(work.table, sets, [locked], "id")


def statements(work: Work) -> str:
    """As a ``.sql`` file has them."""
    ours = (*work.held, NOT_ANOTHERS)
    made = {
        "due": _due(work),
        "claim": _claim(work),
        "retry": _retry(work),
        "snooze": _snooze(work),
        "reclaim": _reclaim(work),
    }
    if work.on_complete:
        sets = [work.on_complete, "claimed_until = NULL"]
        made["complete"] = _ending(work, sets, ours)
    if work.on_discard:
        sets = [work.on_discard, f"{work.error} = :error", "claimed_until = NULL"]
        made["discard"] = _ending(work, sets, ours)
    return "\n\n".join(f"-- name: {name}\n{sql};" for name, sql in made.items())
