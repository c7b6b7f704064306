"""When a reading of a board may close postings, and when it looks broken (P3, P4)."""

from __future__ import annotations

from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

SUSPECT_SHARE: Final = 0.7
"""A read that finds less than this share of the median is suspect. Boards in the recorded
sequences lose at most 6 of 122 postings between reads three days apart."""

MOST_CLOSED_AT_ONCE: Final = 0.5
"""More than this share of a source's open postings never closes at once: an operator can confirm
a hiring freeze, but a broken filter would close everything."""

LEAST_IN_COMMON: Final = 0.3
"""A read that lists less than this share of what was open comes from another or a broken board.
Two consecutive reads that each replace a third still share this much with the first state."""

FEW: Final = 2
"""This many postings may always close together, or a board of two could never change."""

SMALL_BOARD: Final = 10
"""A board that lists more than this did not just replace its one or two postings."""

READS_KEPT: Final = 5
"""How many sound reads the median covers: one unusual read does not change it much."""

MISSES_TO_CLOSE: Final = 2
"""Consecutive whole reads that must lack a posting: boards drop rows while they are edited."""

STABLE_READS: Final = 3
"""So many consecutive suspect reads that list the same are needed to believe them, and"""
STABLE_FOR: Final = timedelta(days=3)
"""so long from the first to the last. A broken board is mostly repaired by then."""
EMPTY_FOR: Final = timedelta(hours=3)
"""The same for an empty list where at most ``FEW`` postings were open: a board whose list fails to
load is empty too, but hardly for hours on end."""
LARGE_EMPTY_FOR: Final = timedelta(days=7)
"""The same for an empty list of a larger board: it says less than a list with postings."""


class Overlap(NamedTuple):
    """Compares a whole read with the postings that were open at an earlier moment.

    *shared*: how many of the *before* postings it lists, by id or as an equal posting under another
    id. *going*: how many of the postings that it would close have no such equal.
    """

    before: int
    shared: int
    going: int = 0


class Suspicion(NamedTuple):
    """Why a read must not close anything, as a sentence for an operator.

    *is_strange*: most of what it lists is unknown too, so it seems to be another board's.
    """

    reason: str
    is_strange: bool = False


def judge(
    found: int,
    recent_found: Sequence[int],
    open_now: int,
    overlaps: Sequence[Overlap] = (),
    accepted: int | None = None,
) -> Suspicion | None:
    """What is wrong with a read; None if it is sound.

    Args:
        found: postings in this read, unreadable ones included.
        recent_found: the same for the last sound reads, oldest first; only the last
            ``READS_KEPT`` count. Empty if the source was never read.
        open_now: the source's open postings before this read.
        overlaps: with what the last whole read left open, and with what was open before the
            first miss of what would close now. Postings that appeared since are excluded:
            another board's postings would hide the loss of the ones they replaced. Empty for a
            read that is not whole.
        accepted: how many postings the suspect read had that an operator accepted.
    """
    if accepted is not None and _as_many(found, accepted):
        return None
    recent = recent_found[-READS_KEPT:]
    usual = median(recent) if recent else 0
    few_fewer = _only_few_fewer(found, usual) and all(one.shared >= found for one in overlaps)
    other = next((one for one in overlaps if _differs(found, one)), None)
    many = next((one for one in overlaps if _loses_many(one)), None)
    if found == 0 and (open_now or any(recent_found)):
        reason = f"The board lists nothing, where {open_now} postings are open."
    elif other and other.shared < LEAST_IN_COMMON * found:
        reason = (
            f"The board lists {found} postings, but only {other.shared} of the {other.before}"
            " that were open: it looks like another board. Nothing of it is stored."
        )
        return Suspicion(reason, is_strange=True)
    elif found < SUSPECT_SHARE * usual and not (overlaps and few_fewer):
        reason = (
            f"The board lists {found} postings, less than {SUSPECT_SHARE:.0%} of the usual"
            f" {usual:g}."
        )
    elif other:
        reason = (
            f"The board lists only {other.shared} of the {other.before} postings that were"
            f" open, less than {LEAST_IN_COMMON:.0%}."
        )
    elif many:
        reason = (
            f"{many.going} of {many.before} open postings would close at once, more than"
            f" {MOST_CLOSED_AT_ONCE:.0%}."
        )
    else:
        return None
    return Suspicion(reason)


def is_stable(reads: int, lasted: timedelta, found: int, open_now: int) -> bool:
    """Whether suspect reads have repeated themselves for long enough to be believed.

    Args:
        reads: consecutive whole reads that list the same, the last one included.
        lasted: time from the first of them to the last.
        found: postings in each.
        open_now: the source's open postings.
    """
    term = STABLE_FOR
    if not found:
        term = EMPTY_FOR if open_now <= FEW else LARGE_EMPTY_FOR
    return reads >= STABLE_READS and lasted >= term


def with_latest(recent: Sequence[int], found: int) -> tuple[int, ...]:
    """*recent* plus a sound read's *found*, at most ``READS_KEPT`` numbers."""
    return (*recent, found)[-READS_KEPT:]


def _only_few_fewer(found: int, usual: float) -> bool:
    """The floor of ``SUSPECT_SHARE``: of a small board one or two postings are a large share."""
    return usual - found <= 1 or (usual - found <= FEW and found >= MOST_CLOSED_AT_ONCE * usual)


def _as_many(found: int, accepted: int) -> bool:
    """Whether a read can be of the accepted board; another board must be accepted separately."""
    return SUSPECT_SHARE * accepted <= found <= max(accepted / SUSPECT_SHARE, accepted + FEW)


def _differs(found: int, overlap: Overlap) -> bool:
    """Whether a read has too little in common with what was open."""
    few = overlap.before - overlap.shared <= FEW and found <= SMALL_BOARD
    return not few and overlap.shared < LEAST_IN_COMMON * overlap.before


def _loses_many(overlap: Overlap) -> bool:
    """Whether a read would close too much of what was open."""
    return overlap.going > max(FEW, MOST_CLOSED_AT_ONCE * overlap.before)
