"""When a posting's stated last day is over."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.rules.changes import Changes, StoredPosting

DAY_ENDS: Final = timedelta(hours=36)
"""A day is over everywhere so long after it began in UTC: the latest zone is UTC-12."""


def has_expired(valid_through: datetime | None, now: datetime) -> bool:
    """Whether the moment until which a posting is valid has passed; never if it states none.

    Midnight in UTC is what a date alone is read as, and means that whole day anywhere on earth.
    """
    if valid_through is None:
        return False
    is_date = valid_through.astimezone(UTC).time() == time()
    return now - (DAY_ENDS if is_date else timedelta()) >= valid_through


def keep_closed(changes: Changes, known: Sequence[StoredPosting], now: datetime) -> Changes:
    """*changes* without reopening what is listed on, but with a date that has passed."""
    if not changes.reopened:
        return changes
    dates = {one.id: one.expires_at for one in known}
    dates |= {one.id: posting.expires_at for one, posting in changes.changed}
    over = {id_ for id_ in changes.reopened if has_expired(dates[id_], now)}
    return changes._replace(
        reappeared=[id_ for id_ in changes.reappeared if id_ not in over],
        reopened=changes.reopened - over,
    )
