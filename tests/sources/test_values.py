"""Values that boards, feeds and hand-written pages state, read alike for all kinds."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from jobscout.sources.values import single, stated_time, time, written_time

DAY = datetime(2026, 8, 3, tzinfo=UTC)
TEN = datetime(2026, 8, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "meant"),
    [
        ("2026-08-03", DAY),
        ("2026-8-3", DAY),
        ("2026/08/03", DAY),
        ("2026.08.03", DAY),
        ("2026-08-03 10:00:00 UTC", TEN),
        ("2026-08-03 10:00 GMT", TEN),
        ("2026-08-03T12:00:00+02:00[Europe/Berlin]", TEN),
        ("2026-08-03T10:00:00Z[UTC]", TEN),
        ("2026-08-03T10:00:00.000+00:00Z", TEN),
        ("2026/8/3 10:00:00", TEN),
        (" 2026-08-03T10:00:00+0000\n", TEN),
        ("2026-08-03T10:00:00.1234567Z", TEN.replace(microsecond=123456)),
        # in which order they stand is not known
        ("08/03/2026", None),
        ("2026-13-03", None),
        ("2026-8", None),
        ("1999-08-03", None),
        ("2026-08-03 UTC", DAY),
        ("August 3, 2026", None),
        (1785751200, None),
        (None, None),
        ("", None),
    ],
)
def test_iso_and_its_neighbours(stated: object, meant: datetime | None) -> None:
    assert time(stated) == meant


def test_time_without_a_zone_is_that_of_the_board() -> None:
    assert time("2026/8/3 12:00", ZoneInfo("Europe/Oslo")) == TEN


@pytest.mark.parametrize(
    ("stated", "meant"),
    [
        ("Mon, 03 Aug 2026 10:00:00 GMT", TEN),
        ("Mon, 3 Aug 2026 6:00:00 EDT", TEN),
        ("Mon Aug 03 10:00:00 UTC 2026", TEN),
        ("Aug 3, 2026", DAY),
        ("August 3, 2026", DAY),
        ("3 agosto 2026", DAY),
        ("Monday, August 3rd, 2026", DAY),
        ("Sept. 3, 2026", datetime(2026, 9, 3, tzinfo=UTC)),
        ("3 August 2026", DAY),
        ("03-Aug-2026", DAY),
        ("3rd\xa0Aug  2026", DAY),
        ("3.8.2026", DAY),
        ("03.08.2026", DAY),
        ("August 32, 2026", None),
        ("Someday 3, 2026", None),
        ("03.13.2026", None),
        ("3/8/2026", None),
        ("soon", None),
        (None, None),
    ],
)
def test_written_dates(stated: str | None, meant: datetime | None) -> None:
    assert written_time(stated) == meant


@pytest.mark.parametrize(
    "stated",
    [1785751200, 1785751200000, "1785751200", "1785751200000", "3 Aug 2026 10:00:00 +0000"],
)
def test_any_form(stated: object) -> None:
    assert stated_time(stated) == TEN


@pytest.mark.parametrize(
    ("values", "one"), [((), None), (("KE",), "KE"), (("KE", "KE"), "KE"), (("KE", "UG"), None)]
)
def test_places_are_in_one_country_or_in_none_that_is_said(
    values: tuple[str, ...], one: str | None
) -> None:
    assert single(iter(values)) == one
