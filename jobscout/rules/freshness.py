"""From when on a new posting's delay until its alerts is measured, and what it was spent on."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Final

DAY: Final = timedelta(days=1)
ROUNDED: Final = timedelta(minutes=1)
"""Boards state whole seconds or minutes, and their clocks differ from ours."""


def possible_at(
    stated: datetime | None, watched_since: datetime | None, whole_at: datetime | None
) -> datetime | None:
    """The first moment at which a posting could have been seen that a reading found new.

    None: it is backlog, that is, it was or may have been there before we watched its source, so
    its delay says nothing about our speed.

    Args:
        stated: the board's publication date, aware.
        watched_since: time of the source's first whole reading; None: this is the first.
        whole_at: time of the last whole reading, which did not list the posting.
    """
    if watched_since is None or whole_at is None:
        return None
    if stated is None:
        return whole_at
    if latest(stated) < watched_since:
        return None
    return max(stated, whole_at)


def latest(stated: datetime) -> datetime:
    """The last moment that *stated* can mean. A date without a time is stored as midnight."""
    is_day = stated.astimezone(UTC).time() == time.min
    return stated + (DAY if is_day else ROUNDED)


def parts_s(
    seen_at: datetime,
    read_at: datetime | None,
    stored_at: datetime,
    matched_at: datetime,
    sent_at: datetime,
) -> list[float]:
    """Seconds spent on each of ``outgoing.FRESHNESS_PARTS``: together from sight to delivery.

    Moments that clocks have in another order count as none.

    Args:
        seen_at: see ``possible_at``.
        read_at: when its board's reading began; None: that is not known, and all is waiting.
    """
    moments = [seen_at]
    for moment in (read_at or stored_at, stored_at, matched_at, sent_at):
        moments.append(max(moment, moments[-1]))
    return [(later - earlier).total_seconds() for earlier, later in pairwise(moments)]
