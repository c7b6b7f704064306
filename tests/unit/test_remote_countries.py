"""The countries that a remote job is open to, from its places, its title and its text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from jobscout.model import Posting, RawPosting
from jobscout.rules import postings, remote_countries
from jobscout.rules.locations import countries

NOW = datetime(2026, 9, 1, tzinfo=UTC)


def read(*places: str, text: str = "", **changes: Any) -> Posting:
    given: dict[str, Any] = {
        "external_id": "1",
        "title": "Engineer",
        "url": "https://a.example",
        "locations": places,
        "description_html": f"<p>{text}</p>",
    }
    return postings.normalise(RawPosting(**given | changes), company_key="acme", now=NOW)


def evidence(posting: Posting) -> list[str]:
    return [one.text for one in posting.field_evidence if one.field == "remote_countries"]


@pytest.mark.parametrize(
    ("places", "found"),
    [
        (("Remote, Germany",), "DE"),
        (("Germany (Remote)",), "DE"),
        (("Remote - UK & Ireland", "Remote, Canada"), "CA GB IE"),
        (("Remote, Berlin",), "DE"),
        (("Remote - California",), "US"),
        (("Remote (DACH)",), "AT CH DE"),
        (("Remote",), ""),
        (("Remote", "Nairobi"), "KE"),
        (("Remote - United States", "New York", "Toronto"), "CA US"),
    ],
)
def test_places(places: tuple[str, ...], found: str) -> None:
    """All places of the board count; "Remote" alone is no country (P7)."""
    posting = read(*places)

    assert posting.workplace == "remote"
    assert posting.remote_countries == tuple(found.split())
    assert not posting.remote_anywhere
    assert evidence(posting) == []


@pytest.mark.parametrize("area", ["EU", "EMEA", "LATAM", "Nordics"])
def test_areas(area: str) -> None:
    """An area is its countries."""
    assert set(read(f"Remote ({area})").remote_countries) == countries.of_area(area)


@pytest.mark.parametrize("place", ["Anywhere", "Remote - Worldwide", "Global Remote"])
def test_anywhere(place: str) -> None:
    """The whole world is no list of countries."""
    posting = read(place, workplace="remote")

    assert (posting.remote_countries, posting.remote_anywhere) == ((), True)


@pytest.mark.parametrize(
    ("place", "without"),
    [
        ("Remote (Worldwide, except US)", {"US"}),
        ("Remote - Europe, excluding UK", {"GB"}),
        ("Worldwide (excluding EU)", set(countries.of_area("EU"))),
        ("Remote - Americas (except California)", set()),
    ],
)
def test_exceptions(place: str, without: set[str]) -> None:
    """Countries that are left out of an area are not open, and then the world is not either."""
    posting = read(place, workplace="remote")
    (location,) = posting.locations

    assert location.area
    assert set(posting.remote_countries) == countries.of_area(location.area) - without
    assert not posting.remote_anywhere


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This role is remote within the US or Canada.", "CA US"),
        ("You must be based in Germany.", "DE"),
        ("We only hire in Kenya and Uganda.", "KE UG"),
    ],
)
def test_text(text: str, found: str) -> None:
    """Where the board names no country, or an office's town, the text says who may apply."""
    for places in ((), ("Remote",), ("Berlin, Germany",)):
        posting = read(*places, text=text, workplace="remote")

        assert posting.remote_countries == tuple(found.split())
        assert evidence(posting) == [text]


def test_title() -> None:
    posting = read(title="Engineer (Remote, Poland)", text="You must be based in Germany.")

    assert posting.remote_countries == ("PL",)
    assert evidence(posting) == ["Engineer (Remote, Poland)"]


def test_text_says_anywhere() -> None:
    posting = read("Berlin, Germany", text="Work from anywhere in the world.", workplace="remote")

    assert (posting.remote_countries, posting.remote_anywhere) == ((), True)
    assert evidence(posting) == ["Work from anywhere in the world."]


def test_board_comes_before_the_text() -> None:
    """What the board states for those who work remotely is not looked for in prose."""
    posting = read("Remote, France", text="You must be based in Germany.")

    assert posting.remote_countries == ("FR",)
    assert evidence(posting) == []


@pytest.mark.parametrize("workplace", ["onsite", "hybrid", None])
def test_other_workplaces(workplace: str | None) -> None:
    """Only remote jobs are open to countries."""
    posting = read("Germany", text="You must be based in Germany.", workplace=workplace)

    assert (posting.remote_countries, posting.remote_anywhere) == ((), False)
    assert evidence(posting) == []


def test_content_hash_is_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a better rule would look as if every board had edited its remote jobs."""
    first = read("Remote, Germany")
    monkeypatch.setattr(
        remote_countries, "of", lambda _: remote_countries.RemoteCountries(("FR",), anywhere=True)
    )
    other = read("Remote, Germany")

    assert (first.remote_countries, other.remote_countries) == (("DE",), ("FR",))
    assert first.content_hash == other.content_hash
    assert first.fingerprint == other.fingerprint
