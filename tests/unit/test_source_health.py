"""What an operator sees of a source."""

from __future__ import annotations

import pytest

from jobscout.errors import OWNERS
from jobscout.rules.source_health import ADVICE, Health, breaker, reason


def test_advice_for_every_kind_of_error() -> None:
    """A kind that a scrape can end with has a sentence; and no other has."""
    assert set(ADVICE) == set(OWNERS)


REASONS: list[tuple[Health, str | None, str | None, bool, str | None]] = [
    ("ok", None, None, False, None),
    ("ok", None, None, True, "Not read yet."),
    ("paused", "timed-out", "x", False, "Paused by an operator; it is not read."),
    (
        "suspect",
        None,
        "The board lists nothing.",
        False,
        "The board lists nothing. Accept it if it is right.",
    ),
    ("failing", "robots-refused", None, False, ADVICE["robots-refused"]),
    ("failing", "odd", "HTTP 418", False, "It is retried automatically. Last error: HTTP 418."),
]


@pytest.mark.parametrize(("health", "kind", "error", "never", "said"), REASONS)
def test_reason(
    health: Health, kind: str | None, error: str | None, never: bool, said: str | None
) -> None:
    assert reason(health, error_kind=kind, error=error, never_read=never) == said


def test_breaker() -> None:
    assert breaker(0, is_due=True, is_running=True) == "closed"
    assert breaker(2, is_due=False, is_running=False) == "open"
    assert breaker(2, is_due=True, is_running=False) == "half_open"
    assert breaker(2, is_due=False, is_running=True) == "half_open"
