"""A posting is valid until the end of the day that it states, wherever that day ends last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jobscout.rules.changes import Changes, StoredPosting
from jobscout.rules.expiry import has_expired, keep_closed
from tests.rows import posting

DAY = datetime(2026, 3, 14, tzinfo=UTC)
AFTERNOON = datetime(2026, 3, 14, 17, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("stated", "now", "expired"),
    [
        (None, DAY, False),
        (datetime.max.replace(tzinfo=UTC), DAY, False),
        (datetime(9999, 12, 31, tzinfo=UTC), DAY, False),
        (AFTERNOON, AFTERNOON - SECOND, False),
        (AFTERNOON, AFTERNOON, True),
        # a date alone: in the west of the Pacific the 14th lasts until noon of the 15th in London
        (DAY, DAY + SECOND, False),
        (DAY, DAY + timedelta(hours=36) - SECOND, False),
        (DAY, DAY + timedelta(hours=36), True),
    ],
)
def test_has_expired(stated: datetime | None, now: datetime, *, expired: bool) -> None:
    assert has_expired(stated, now) is expired


def known(number: int, expires_at: datetime | None) -> StoredPosting:
    return StoredPosting(
        number, str(number), number, b"", None, 0, closed=True, expires_at=expires_at
    )


def test_keeps_closed() -> None:
    """What is listed on after its date stays closed; with a later date, or none, it opens."""
    past, later = DAY - timedelta(days=9), DAY + timedelta(days=9)
    stored = [known(1, past), known(2, past), known(3, past), known(4, None)]
    changed = [(stored[1], posting("2", expires_at=later)), (stored[2], posting("3"))]
    changes = Changes(changed=changed, reappeared=[1, 2, 3, 4, 5], reopened=frozenset({1, 2, 3, 4}))

    found = keep_closed(changes, stored, DAY)

    assert list(found.reappeared) == [2, 3, 4, 5]
    assert found.reopened == {2, 3, 4}
