"""Rules for single fields: addresses, zones, codes, lines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from jobscout.http import fields


def test_address() -> None:
    """As mail is sent to it; what is wrong follows the field's name."""
    assert fields.email(" Ada@m\u00fcnchen.de\n") == "Ada@xn--mnchen-3ya.de"
    with pytest.raises(ValueError, match=r"^is not an email address: "):
        fields.email("ada")


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


@pytest.mark.parametrize(
    ("pasted", "address"),
    [
        ("jobs.lever.co/acme", "https://jobs.lever.co/acme"),
        ("http://acme.example/a,b;c=1?d=(e)", "http://acme.example/a,b;c=1?d=(e)"),
        ("Apply: https://jobs.lever.co/acme/1).", "https://jobs.lever.co/acme/1"),
        ("[Diver](https://jobs.lever.co/acme)", "https://jobs.lever.co/acme"),
        ("<https://jobs.lever.co/acme>", "https://jobs.lever.co/acme"),
        ('"jobs.lever.co/acme",', "https://jobs.lever.co/acme"),
        ("(acme.example/jobs)", "https://acme.example/jobs"),
        ("acme.example/?to=https://b.example/", "https://acme.example/?to=https://b.example/"),
        ("http://[::1]/", "http://[::1]/"),
    ],
)
def test_pasted_address(pasted: str, address: str) -> None:
    """The words, brackets and quotes around an address are not a part of it."""
    assert fields.pasted_address(pasted) == address


@pytest.mark.parametrize(
    "pasted",
    ["write to jobs at acme", "javascript:alert(1)", "see ftp://acme.example", "()", "a b"],
)
def test_pasted_text_without_an_address(pasted: str) -> None:
    with pytest.raises(ValueError, match=r"address|blank"):
        fields.pasted_address(pasted)
