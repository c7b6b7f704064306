"""Company names and slugs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules import companies


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Acme", "acme"),
        ("Acme, Inc.", "acme"),
        ("Acme GmbH & Co. KG", "acme"),
        ("Booking.com B.V.", "booking-com"),
        ("L'Oréal S.A.", "loreal"),
        ("L\u2019Oréal", "loreal"),
        ("Spyrosoft Sp. z o.o.", "spyrosoft"),
        ("Safaricom PLC", "safaricom"),
        ("Vestas A/S", "vestas"),
        ("SAS", "sas"),
        ("Inc", "inc"),
        ("Procter & Gamble", "procter-and-gamble"),
        ("AT&T Inc.", "at-t"),
        ("1KOMMA5° Sverige", "1komma5-sverige"),
        ("Łódź Soft", "lodz-soft"),
        ("メルカリ", "メルカリ"),
        ("a" * 150, "a" * 100),
    ],
)
def test_slug(name: str, slug: str) -> None:
    """Legal forms go, letters of every script stay."""
    assert companies.slug(name) == slug


def test_nameless_companies_stay_apart() -> None:
    """A name without letters gets a slug of its own, the same each time."""
    assert companies.slug("!!!") == companies.slug("!!!")
    assert companies.slug("!!!") != companies.slug("???")
    assert companies.slug("!!!").startswith("company-")


@given(st.text())
def test_any_text_has_a_slug(name: str) -> None:
    """A slug is never empty, bounded, and its own slug."""
    slug = companies.slug(name)

    assert 1 <= len(slug) <= companies.MAX_SLUG_CHARS
    assert all(char.isalnum() or char == "-" for char in slug)
    assert companies.clean(companies.clean(name)) == companies.clean(name)
