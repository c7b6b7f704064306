"""P3: a board is gone when its host, which works, has not known it for days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jobscout.rules.gone_boards import Failure, Host, NotFound, evidence, with_latest

START = datetime(2026, 3, 1, tzinfo=UTC)
TERM = timedelta(days=3)


def proof(*hours: float) -> tuple[int, ...]:
    """Hours after the first of the readings that prove by the last one that the board is gone."""
    spread: tuple[NotFound, ...] = ()
    found: tuple[NotFound, ...] = ()
    for number, hour in enumerate(hours):
        latest = NotFound(number, START + timedelta(hours=hour))
        spread = with_latest(spread, latest, TERM)
        found = evidence(spread, latest, TERM)
    return tuple(round((one.at - START).total_seconds() / 3600) for one in found)


@pytest.mark.parametrize(
    ("hours", "proving"),
    [
        ((0, 24, 72), (0, 24, 72)),
        ((0, 36, 100), (0, 36, 100)),
        # many readings: a day apart are enough as evidence
        (tuple(range(0, 73, 6)), (0, 24, 48, 72)),
        # a host that was not well for weeks
        (tuple(range(0, 700, 24)), (0, 648, 672, 696)),
        ((0, 24, 48), ()),
        ((0, 24, 71.9), ()),
        ((0, 80), ()),
        # three readings, of which two were made in one minute
        ((0, 0.01, 80), ()),
        ((0, 79.99, 80), ()),
        ((0,), ()),
    ],
)
def test_evidence(hours: tuple[float, ...], proving: tuple[int, ...]) -> None:
    assert proof(*hours) == proving


@pytest.mark.parametrize(
    ("kind", "found", "denies", "refutes"),
    [
        ("not-found", 0, True, False),
        ("not-found", 20, False, True),  # a later page was not found
        ("unreachable", 0, False, False),
        ("server-error", 0, False, False),
        ("internal", 0, False, False),
        ("breaker-open", 0, False, False),
        ("refused", 0, False, True),
        ("changed", 0, False, True),
        ("moved", 0, False, True),
    ],
)
def test_failures(kind: str, found: int, *, denies: bool, refutes: bool) -> None:
    """Only the first request's 404 says that there is no board; host and network say nothing."""
    failure = Failure(1, kind, found)

    assert (failure.denies, failure.refutes) == (denies, refutes)


@pytest.mark.parametrize(("others", "read", "is_well"), [(0, 0, True), (3, 1, True), (3, 0, False)])
def test_host(others: int, read: int, *, is_well: bool) -> None:
    """A host that answers 404 for all of its boards is not well."""
    assert Host(others, read).is_well is is_well
