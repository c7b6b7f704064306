"""The seed: companies, their sources, sample postings and the demo's people. No network."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import pytest

import seed
from jobscout.model import PRIORITIES, RawPosting
from jobscout.sources import by_kind
from seed.samples import SPREAD, sample_postings

NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
SEED = Path(next(iter(seed.__path__)))


def read(name: str) -> list[dict[str, Any]]:
    return msgspec.json.decode((SEED / name).read_bytes(), type=list[dict[str, Any]])


@pytest.fixture
def postings() -> list[RawPosting]:
    return list(chain.from_iterable(sample_postings(NOW).values()))


def test_samples_are_of_seeded_companies() -> None:
    """Slugs are lower-case ASCII, each once; those with samples come first."""
    slugs = [company["slug"] for company in read("companies.json")]
    samples = sample_postings(NOW)

    assert sorted(slugs[: len(samples)]) == sorted(samples)
    assert len(slugs) == len(set(slugs))
    assert all(re.fullmatch(r"[a-z0-9-]+", slug) for slug in slugs)


def test_every_source_is_complete() -> None:
    """Each source belongs to a seeded company, satisfies its kind and is its board's only one."""
    slugs = {company["slug"] for company in read("companies.json")}
    sources = read("sources.json")
    boards = [
        (source["kind"], by_kind(source["kind"]).board(source["config"])) for source in sources
    ]

    assert len(set(boards)) == len(boards)
    assert {source["company"] for source in sources} <= slugs | {None}
    assert {source["priority"] for source in sources} <= set(PRIORITIES)
    assert sum(source["active"] for source in sources) == 10  # a first minute is polite


def test_samples_are_many_and_distinct(postings: list[RawPosting]) -> None:
    """About 300 postings, no id twice, and no title twice at one company and place."""
    assert 280 <= len(postings) <= 320
    assert len({posting.external_id for posting in postings}) == len(postings)
    for own in sample_postings(NOW).values():
        assert len({(posting.title, posting.locations) for posting in own}) == len(own)


def test_the_same_samples_on_every_run() -> None:
    """Two runs differ in nothing; another hour moves nothing but the dates."""
    later = NOW + timedelta(hours=1)

    assert sample_postings(NOW) == sample_postings(NOW)
    for before, after in zip(
        chain.from_iterable(sample_postings(NOW).values()),
        chain.from_iterable(sample_postings(later).values()),
        strict=True,
    ):
        assert before.posted_at is not None
        assert after == msgspec.structs.replace(
            before, posted_at=before.posted_at + timedelta(hours=1)
        )


def test_samples_are_varied(postings: list[RawPosting]) -> None:
    """Kenya is strongly among them, and so are many countries, remote work and stated pay."""
    countries = Counter(posting.country for posting in postings)
    stated = [posting.salary for posting in postings if posting.salary]

    assert countries["KE"] >= 80
    assert {"NG", "RW", "ZA", "EG", "GH", "DE", "GB", "FR", "NL", "IN", "JP", "BR", "US", "CA"} <= (
        set(countries)
    )
    assert {"Remote, Europe", "Remote, Africa", "Worldwide"} <= {
        location for posting in postings for location in posting.locations
    }
    assert {posting.workplace for posting in postings} == {"remote", "hybrid", "onsite", None}
    assert 0.35 <= len(stated) / len(postings) <= 0.45
    assert {"KES", "EUR", "GBP", "USD", "ZAR", "NGN"} == {salary.currency for salary in stated}
    assert all((salary.min or 0) < (salary.max or 0) for salary in stated)


def test_each_sample_is_valid(postings: list[RawPosting]) -> None:
    """Each survives strict conversion, is dated within the 45 days and leads to no real site."""
    for posting in postings:
        assert msgspec.convert(msgspec.to_builtins(posting), RawPosting) == posting
        assert posting.posted_at is not None
        assert NOW - SPREAD <= posting.posted_at <= NOW
        assert posting.url.startswith("https://jobs.example.com/")


def test_descriptions_read_like_advertisements(postings: list[RawPosting]) -> None:
    """Each description is well-formed HTML of 100 to 200 words."""
    for posting in postings:
        html = posting.description_html or ""
        assert 100 <= len(re.sub(r"<[^>]+>", " ", html).split()) <= 200
        assert Counter(re.findall(r"<(\w+)>", html)) == Counter(re.findall(r"</(\w+)>", html))


def test_the_demo_users_can_sign_in() -> None:
    """The documented sign-ins are there, and only the second is an administrator."""
    demo, admin = read("users.json")

    assert (demo["email"], demo["password"]) == ("demo@jobscout.example", "demo-password-1")
    assert (admin["email"], admin["password"]) == ("admin@jobscout.example", "admin-password-1")
    assert (demo["is_admin"], admin["is_admin"]) == (False, True)
    assert [search["name"] for search in demo["searches"]] == ["Backend in Kenya", "Remote Python"]
