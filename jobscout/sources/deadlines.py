"""Reads until when a posting is valid: never too early, whatever zone the board means."""

from __future__ import annotations

import datetime as dt
from typing import Final

from jobscout.sources import values

_LATEST_ZONE: Final = dt.timedelta(hours=12)
"""The last place on earth is so far behind UTC."""
_DAY: Final = dt.timedelta(days=1)
_END: Final = dt.datetime.max.replace(tzinfo=dt.UTC)


def deadline(value: object, zone: dt.tzinfo | None = None) -> dt.datetime | None:
    """A date or time as ``values.written_time`` reads it, in UTC; None if it is none.

    A date alone is midnight in UTC, which ``rules.expiry`` takes for that whole day anywhere. A
    time without a zone is meant in *zone*, or in the latest one, and midnight in a zone means its
    whole day.
    """
    stated = values.as_written(value) if isinstance(value, str) else None
    when = values.in_utc(stated, zone or dt.UTC)
    if stated is None or when is None:
        return None
    is_midnight, has_zone = (
        stated.time() == dt.time(),
        stated.tzinfo is not None or zone is not None,
    )
    later = dt.timedelta()
    if is_midnight and has_zone and when.time() != dt.time():
        later = _DAY
    elif not is_midnight and not has_zone:
        later = _LATEST_ZONE
    return when + min(later, _END - when)
