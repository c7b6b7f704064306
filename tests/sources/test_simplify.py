"""Simplify's lists: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.sources.simplify import Simplify
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page

SAVED = fixture("simplify.json")
KIND = Kind(
    config={"repository": "New-Grad-Positions"},
    entries=(),
    needs=("repository",),
    quoted=None,
    fields={"description": "sponsorship"},
    decides=("active", "is_visible"),
)
CONFIG = KIND.config
SOURCE = Simplify()


def read(body: bytes) -> Page:
    return SOURCE.parse(body, CONFIG, SOURCE.first_request(CONFIG))


def listing(**changes: Any) -> bytes:
    return json.dumps([json.loads(SAVED)[0] | changes]).encode()


def test_a_repository_is_a_board() -> None:
    other = {"repository": "Summer2026-Internships", "branch": "main"}

    assert (SOURCE.board(CONFIG), SOURCE.employer(CONFIG)) == ("New-Grad-Positions", "")
    assert SOURCE.board(other) == "Summer2026-Internships@main"
    assert SOURCE.page_url(other) == "https://github.com/SimplifyJobs/Summer2026-Internships"
    assert SOURCE.first_request(CONFIG).url == (
        "https://raw.githubusercontent.com/SimplifyJobs/New-Grad-Positions/dev"
        "/.github/scripts/listings.json"
    )


@pytest.mark.parametrize("name", ["a/b", "..", "a b"])
@pytest.mark.parametrize("field", ["repository", "branch"])
def test_names_that_would_lead_elsewhere_are_refused(field: str, name: str) -> None:
    with pytest.raises(BadConfig, match=r"must be a name") as caught:
        SOURCE.board(CONFIG | {field: name})

    assert caught.value.field == field


def test_fields() -> None:
    first, second = read(SAVED).postings

    assert (first.company, first.locations) == ("Clapper & Sons", ("NYC", "Remote in USA"))
    assert first.url == "https://jobs.lever.co/clapper/1"
    assert first.posted_at == datetime(2026, 4, 15, tzinfo=UTC)
    assert first.updated_at == datetime(2026, 4, 16, tzinfo=UTC)
    assert first.description_html == (
        "<p>Sponsorship: Offers Sponsorship</p><p>Terms: Summer 2026</p>"
    )
    assert (second.locations, second.description_html) == ((), None)


@pytest.mark.parametrize("field", ["active", "is_visible"])
@pytest.mark.parametrize("value", [False, None, "yes"])
def test_what_has_ended_is_no_vacancy(field: str, value: Any) -> None:
    page = read(listing(**{field: value}))

    assert (page.postings, page.rejects, page.whole) == ([], [], True)


def test_another_file_is_no_list() -> None:
    with pytest.raises(SourceChanged):
        read(b'{"listings": []}')


def test_recorded_list() -> None:
    """1288 entries: 1126 have ended, 24 are withdrawn."""
    page = read(recorded("simplify/newgrad_listings_2024-10.json"))

    assert (len(page.postings), page.rejects, page.unknown_fields) == (138, [], 0)
    assert page.whole
    assert all(one.posted_at and one.company and one.locations for one in page.postings)
    entries = json.loads(recorded("simplify/newgrad_listings_2024-10.json"))
    assert len(entries) == 1288
    assert [one.title for one in page.postings] == [
        one["title"].strip() for one in entries if one["active"] and one["is_visible"]
    ]
