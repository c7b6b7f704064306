"""Claims: whoever takes work has it until a deadline, and for as long as its process lives.

``holders`` has the second half: what a dead process held is owed again within seconds. The
deadline (``claimed_until``) is for a process that lives and has forgotten what it claimed.
Whoever ends a claim names its holder, so that a process that was taken for dead and is not
cannot undo what another has begun.

The query of a claim says ``taken_over``: whether somebody had claimed the row before and never
came back. It is read from the row as it was before the statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobscout import metrics
from jobscout.rules import schedule

if TYPE_CHECKING:
    from datetime import timedelta

    import asyncpg


def counted(kind: str, row: asyncpg.Record) -> dict[str, Any]:
    """What was claimed, without ``taken_over``; *kind* is one of ``metrics.CLAIMED``."""
    values = dict(row)
    if values.pop("taken_over"):
        metrics.CLAIMS_TAKEN_OVER.labels(kind).inc()
    return values


def waits(wait: timedelta | None) -> list[timedelta]:
    """The pause by the number of attempts: always *wait*; None is for a failure of ours."""
    return list(schedule.own_retries()) if wait is None else [wait]
