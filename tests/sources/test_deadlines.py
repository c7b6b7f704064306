"""Until when a posting is valid, as boards write it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from jobscout.sources.deadlines import deadline


@pytest.mark.parametrize(
    ("stated", "meant"),
    [
        ("2026-03-14", datetime(2026, 3, 14, tzinfo=UTC)),
        ("2026-03-14T00:00:00.000Z", datetime(2026, 3, 14, tzinfo=UTC)),
        ("2026-03-14T00:00", datetime(2026, 3, 14, tzinfo=UTC)),
        ("2026-03-14T16:00:00-05:00", datetime(2026, 3, 14, 21, tzinfo=UTC)),
        ("2026-03-14T23:59:59Z", datetime(2026, 3, 14, 23, 59, 59, tzinfo=UTC)),
        # without a zone it may be that of the last place on earth
        ("2026-03-14T23:59:59", datetime(2026, 3, 15, 11, 59, 59, tzinfo=UTC)),
        # midnight in a zone begins the day that is meant
        ("2026-03-14T00:00:00-05:00", datetime(2026, 3, 15, 5, tzinfo=UTC)),
        # by people
        ("March 14, 2026", datetime(2026, 3, 14, tzinfo=UTC)),
        ("14.03.2026", datetime(2026, 3, 14, tzinfo=UTC)),
        ("Sat, 14 Mar 2026 16:00:00 -0500", datetime(2026, 3, 14, 21, tzinfo=UTC)),
        # "for ever"
        ("9999-12-31T23:59:59", datetime.max.replace(tzinfo=UTC)),
        ("", None),
        ("soon", None),
        (None, None),
        (20260314, None),
        ("0001-01-01", None),
    ],
)
def test_deadline(stated: object, meant: datetime | None) -> None:
    assert deadline(stated) == meant
