"""Rules for single fields: addresses, zones, codes, lines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from jobscout.http import fields


@pytest.mark.parametrize(
    "text",
    [
        *("a@b.co", "First.Last+tag@sub.example.org", "o'brien@example.ie"),
        *("user@xn--mnchen-3ya.de", "user@m\u00fcnchen.de", "\u00fcser@example.org"),
    ],
)
def test_addresses(text: str) -> None:
    """Taken as they are, without the blanks around them."""
    assert fields.email(f" {text}\n") == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "@", "a@", "@b.co", "a.b.co", "a@b", "a@@b.co", "a b@c.co", "a@b c.co", "a@b..co"),
        *("a@.co", "a@-b.co", "a@b.123", ".a@b.co", "a.@b.co", "a..b@c.co", "a@b.co, c@d.co"),
        *("<a@b.co>", "a\x00@b.co", "a\u200b@b.co", "a@b.co\r\nBcc: x@y.z", "a@[127.0.0.1]"),
        *("a" * 65 + "@b.co", "a@" + "b" * 64 + ".co", "a@" + "b." * 130 + "co"),
    ],
)
def test_no_addresses(text: str) -> None:
    """Whatever could not be mailed to, or would smuggle a header, is refused."""
    with pytest.raises(ValueError, match="is not an email address"):
        fields.email(text)


@pytest.mark.parametrize("text", ["UTC", "Europe/Berlin", "America/Argentina/Ushuaia"])
def test_time_zones(text: str) -> None:
    """IANA's names."""
    assert fields.iana_timezone(text) == text


@pytest.mark.parametrize("text", ["", "localtime", "../etc/passwd", "europe/berlin", "+02:00"])
def test_no_time_zones(text: str) -> None:
    """Neither offsets nor paths."""
    with pytest.raises(ValueError, match="time zone"):
        fields.iana_timezone(text)


def test_codes() -> None:
    """Countries and currencies in any case, and only real ones."""
    assert (fields.country("de"), fields.currency(" eur ")) == ("DE", "EUR")
    for text in ("ZZ", "Germany", "D", "", "DEU"):
        with pytest.raises(ValueError, match="country"):
            fields.country(text)
    for text in ("XXX", "", "EURO"):
        with pytest.raises(ValueError, match="currency"):
            fields.currency(text)


def test_moments_leave_no_calendar() -> None:
    """Any zone becomes UTC; what falls off the calendar is out of range."""
    east = timezone(timedelta(hours=14))

    assert fields.utc(datetime(2026, 1, 1, tzinfo=east)) == datetime(2025, 12, 31, 10, tzinfo=UTC)
    with pytest.raises(ValueError, match="out of range"):
        fields.utc(datetime(1, 1, 1, tzinfo=east))


@pytest.mark.parametrize("text", ["en", "pt-BR", "zh-Hant-TW", "de_AT"])
def test_locales(text: str) -> None:
    """Language tags."""
    assert fields.locale(text) == text


@pytest.mark.parametrize("text", ["", "x", "english", "en-", "en\n", "en-US-x-very-long-and-odd"])
def test_no_locales(text: str) -> None:
    """Nothing that is not a tag."""
    with pytest.raises(ValueError, match="language tag"):
        fields.locale(text)
