"""From when on it counts how long a new posting took to reach people."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Final

DAY: Final = timedelta(days=1)
ROUNDED: Final = timedelta(minutes=1)
"""Boards state whole seconds or minutes, by clocks of their own."""


def possible_at(
    stated: datetime | None, watched_since: datetime | None, whole_at: datetime | None
) -> datetime | None:
    """The first moment at which a posting that a reading found new could have been seen.

    None: it is backlog. It was there before its source was watched, or may have been, and when
    it reaches people says nothing of how fast we are.

    Args:
        stated: the board's date of publication, aware.
        watched_since: the first whole reading of the source as it is; None: this is the first.
        whole_at: the last whole reading, which did not have the posting.
    """
    if watched_since is None or whole_at is None:
        return None
    if stated is None:
        return whole_at
    if _latest(stated) < watched_since:
        return None
    return max(stated, whole_at)


def _latest(stated: datetime) -> datetime:
    """The last moment that a stated one can mean. A day alone is midnight to us."""
    is_day = stated.astimezone(UTC).time() == time.min
    return stated + (DAY if is_day else ROUNDED)
