"""When a board that its host does not know any more is gone (P3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.errors import OWNERS

if TYPE_CHECKING:
    from collections.abc import Sequence

GONE_AFTER: Final = timedelta(days=3)
"""Time from the first answer 404 or 410 to the last, unless a setting says otherwise."""
READINGS: Final = 3
"""So many readings with that answer are needed, spread over this time."""
INTERVAL: Final = timedelta(days=1)
"""A board that is gone may come back."""

_NEUTRAL: Final = frozenset({"host", "ours"})


class Failure(NamedTuple):
    """A failed reading. *found*: the postings that it had read before it failed."""

    scrape_id: int
    error_kind: str
    found: int

    @property
    def denies(self) -> bool:
        """It says that the board does not exist, and not only a later page of it."""
        return self.error_kind == "not-found" and not self.found

    @property
    def refutes(self) -> bool:
        """It shows that the board exists.

        A failure of the host or of ours says nothing; every other answer comes from the board.
        """
        return OWNERS[self.error_kind] not in _NEUTRAL and not self.denies


class NotFound(NamedTuple):
    """A reading for which the board did not exist, and when it ended."""

    scrape_id: int
    at: datetime


class Host(NamedTuple):
    """The host of a board, by what else is read from it.

    *others*: its other sources that are active and not gone themselves. *read*: how many of them
    were read soundly since the board was first not found.
    """

    others: int
    read: int

    @property
    def is_well(self) -> bool:
        """An answer 404 is one, so the host of a single board needs no other proof."""
        return bool(self.read) or not self.others


def with_latest(
    spread: Sequence[NotFound], latest: NotFound, term: timedelta
) -> tuple[NotFound, ...]:
    """*spread* and *latest*, if it is far enough from the last of them to count as another one.

    Of many, the first and the last ``READINGS`` are kept.
    """
    if spread and latest.at - spread[-1].at < term / READINGS:
        return tuple(spread)
    return (*spread[:1], *spread[1:][1 - READINGS :], latest)


def evidence(spread: Sequence[NotFound], latest: NotFound, term: timedelta) -> tuple[NotFound, ...]:
    """The readings that prove by *latest* that the board is gone; none while it is too early.

    Args:
        spread: the result of ``with_latest``.
        term: as ``GONE_AFTER``.
    """
    if len(spread) < READINGS or latest.at - spread[0].at < term:
        return ()
    return (*spread, latest) if spread[-1] != latest else tuple(spread)
