"""When a reading of a board may close postings, and when it looks broken (P3, P4)."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

SUSPECT_SHARE: Final = 0.7
"""A read that finds less than this share of the median is suspect: boards of the recorded
sequences lose at most 6 of 122 postings between reads three days apart."""

MOST_CLOSED_AT_ONCE: Final = 0.5
"""More than this share of a source's open postings never goes at once: a hiring freeze can
wait for an operator, a broken filter would close everything."""

READS_REMEMBERED: Final = 5
"""How many sound reads the median is of: one odd read among them does not move it."""

MISSES_TO_CLOSE: Final = 2
"""In how many whole reads running a posting must be missing: boards drop rows while they edit."""


def judge(
    found: int,
    recent_found: Sequence[int],
    open_now: int,
    due_to_close: int,
    accepted: int | None = None,
) -> str | None:
    """Why a whole read must not close anything, as a sentence for an operator; None if sound.

    Args:
        found: postings this read found, unreadable ones included.
        recent_found: the same of the last sound reads, oldest first; only the last
            ``READS_REMEMBERED`` count. Empty for a source that was never read.
        open_now: the source's open postings before this read.
        due_to_close: those of them that this read would close.
        accepted: how many a suspect read found that an operator took for true.
    """
    if accepted is not None and found >= SUSPECT_SHARE * accepted:
        return None
    if found == 0 and (open_now or any(recent_found)):
        return f"The board lists nothing, where {open_now} postings are open."
    recent = recent_found[-READS_REMEMBERED:]
    usual = median(recent) if recent else 0
    if found < SUSPECT_SHARE * usual:
        return (
            f"The board lists {found} postings, less than {SUSPECT_SHARE:.0%} of the usual"
            f" {usual:g}."
        )
    if due_to_close > MOST_CLOSED_AT_ONCE * open_now:
        return (
            f"{due_to_close} of {open_now} open postings would close at once, more than"
            f" {MOST_CLOSED_AT_ONCE:.0%}."
        )
    return None


def remember(recent: Sequence[int], found: int) -> tuple[int, ...]:
    """*recent* with a sound read's *found* added, at most ``READS_REMEMBERED`` long."""
    return (*recent, found)[-READS_REMEMBERED:]
