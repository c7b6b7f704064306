"""What storing a reading changed, for those who must know."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jobscout.model import ScrapeStatus

_UNHEALTHY = frozenset({"suspect", "failed"})


class Stored(NamedTuple):
    """What a reading changed.

    *kind* and *reason* are None for a sound reading. *unmatched* are the jobs that the searches
    must be asked about. *before* is how the source's last scrape ended, None for the first.
    *expired*: how many of the *closed* stated a date that has passed, *ended*: of how many the
    board said that they have ended; the others are not listed any more. *hidden*: see
    ``changes.hides_changes``.
    """

    status: ScrapeStatus
    kind: str | None
    reason: str | None
    unmatched: tuple[int, ...]
    found: int
    new: int
    updated: int
    closed: int
    unchanged: int
    duplicates: int
    before: ScrapeStatus | None
    expired: int = 0
    ended: int = 0
    hidden: bool = False

    @property
    def broke(self) -> bool:
        """A board that was well cannot be believed any more."""
        return self.status == "suspect" and self.before not in _UNHEALTHY

    @property
    def recovered(self) -> bool:
        return self.status != "suspect" and self.before in _UNHEALTHY
