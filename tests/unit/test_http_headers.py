"""Retry-After, Cache-Control and validators are read, however badly put."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobscout.rules.http_headers import max_age_s, retry_after_s, validator

NOW = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 120 ", 120.0),
        ("0", 0.0),
        ("Thu, 01 Jan 2026 12:01:30 GMT", 90.0),
        ("Thu, 01 Jan 2026 13:01:30 +0100", 90.0),
        ("Thu, 01 Jan 2026 12:01:30 -0000", 90.0),
        ("Thu, 01 Jan 2026 11:00:00 GMT", 0.0),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("١٢", None),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", None),
        ("Thu, 01 Jan 2026 99:99:99 GMT", None),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    """Seconds and dates are understood, the past is now, and nonsense is no hint."""
    assert retry_after_s(header, NOW) == seconds


@given(st.text() | st.from_regex(r"\w{3}, \d+ \w{3} \d+ \d+:\d+:\d+ [+-]?\w+"))
@example("Wed, 21 Oct 2015 07:28:00 +99999999")
@example("1 Jan 0 0:0:0")
@example("9" * 5000)
def test_retry_after_never_breaks(header: str) -> None:
    """A host's bad header must not stop a scrape."""
    seconds = retry_after_s(header, NOW)

    assert seconds is None or seconds >= 0


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("max-age=600", 600.0),
        ("public, Max-Age=600, must-revalidate", 600.0),
        ("max-age=0", 0.0),
        ("s-maxage=600", None),
        ("max-age=soon", None),
        ("max-age=-1", None),
        ("max-age", None),
        ("no-store", None),
        ("", None),
        (None, None),
    ],
)
def test_max_age(header: str | None, seconds: float | None) -> None:
    """max-age is found among other directives; without one the board said nothing."""
    assert max_age_s(header) == seconds


@pytest.mark.parametrize(
    ("header", "kept"),
    [
        ('W/"7-a"', 'W/"7-a"'),
        (' "7" ', '"7"'),
        ("Thu, 01 Jan 2026 00:00:00 GMT", "Thu, 01 Jan 2026 00:00:00 GMT"),
        ('"' + "x" * 510 + '"', '"' + "x" * 510 + '"'),
        ('"' + "x" * 511 + '"', None),
        (b'"\xff\xfe"'.decode(errors="surrogateescape"), None),
        ('"é"', None),
        ('"a\0b"', None),
        ('"a\tb"', None),
        ('"a"\r\nX-Other: 1', None),
        ("\x7f", None),
        ("", None),
        (None, None),
    ],
)
def test_validator(header: str | None, kept: str | None) -> None:
    """What cannot be stored or sent back is no validator."""
    assert validator(header) == kept
