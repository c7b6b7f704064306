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
    """An ISO 8601 date or time in UTC; None as for ``values.time``.

    A date alone is midnight in UTC, which ``rules.expiry`` takes for that whole day anywhere. A
    time without a zone is meant in *zone*, or in the latest one, and midnight in a zone means its
    whole day.
    """
    when = values.time(value, zone or dt.UTC)
    if when is None:
        return None
    stated = dt.datetime.fromisoformat(str(value).strip())
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
