"""Platsbanken: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.rules.employment import employment_type
from jobscout.sources.base import Page, Request
from jobscout.sources.jobtech import JobTech
from jobscout.sources.paging import Progress
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

SAVED = fixture("jobtech.json")
KIND = Kind(
    config={"q": "kock"},
    entries=("hits",),
    needs=(),
    quoted="q",
    fields={"title": "headline", "url": "webpage_url"},
    decides=("removed",),
    totals=[("total", "value")],
)
API = "https://jobsearch.api.jobtechdev.se/search"
END = "limit=100&offset={}&sort=pubdate-desc"
SOURCE = JobTech()


def read(body: bytes, before: Progress | None = None) -> Page:
    return SOURCE.parse(body, {}, Request(url=API, state=before))


def answer(rows: int, total: int | None, *, first: int = 0) -> bytes:
    hits = [
        {"id": first + row, "headline": "Diver", "webpage_url": "https://a.example/1"}
        for row in range(rows)
    ]
    return json.dumps({"hits": hits, "total": {"value": total}}).encode()


def one(**wire: Any) -> RawPosting:
    ad = {"id": 1, "headline": "Diver", "webpage_url": "https://a.example/1", **wire}
    (posting,) = read(json.dumps({"hits": [ad]}).encode()).postings
    return posting


def test_everything_is_one_board() -> None:
    assert SOURCE.board({}) == "all"
    assert SOURCE.employer({}) == ""
    assert SOURCE.first_request({}).url == f"{API}?{END.format(0)}"


def test_filters_name_a_board() -> None:
    """Each is quoted, and their order in the config does not count."""
    config = {"municipality": "oYPt_yRA_Smm", "q": "kock & bar"}

    assert SOURCE.board(config) == "q=kock%20%26%20bar&municipality=oYPt_yRA_Smm"
    assert SOURCE.page_url(config).endswith("/platsbanken/annonser?q=kock%20%26%20bar")
    assert SOURCE.first_request(config).url == f"{API}?{SOURCE.board(config)}&{END.format(0)}"


def test_long_filters_are_refused() -> None:
    """They are the board's name."""
    with pytest.raises(BadConfig, match="too long"):
        SOURCE.board({"q": "å" * 190})


@pytest.mark.parametrize(
    "url",
    ["https://arbetsformedlingen.se/platsbanken/annonser/30000001",
     "https://arbetsformedlingen.se/for-arbetsgivare", "https://arbetsformedlingen.se/",
     "https://jobsearch.api.jobtechdev.se/ad/30000001", "https://evil.example/platsbanken"],
)  # fmt: skip
def test_other_addresses_are_no_board(url: str) -> None:
    """An employer may link its own advertisement."""
    assert SOURCE.recognise(urlsplit(url)) is None


def test_pages_follow_each_other_until_the_total() -> None:
    """A short page does not end the reading, and filters and host stay."""
    config = {"q": "kock", "base_url": "http://127.0.0.1:9000"}
    first = SOURCE.parse(answer(99, 150), config, SOURCE.first_request(config))
    assert first.next is not None
    second = SOURCE.parse(answer(51, 150, first=99), config, first.next)

    assert first.next.url == f"http://127.0.0.1:9000/search?q=kock&{END.format(100)}"
    assert (first.whole, second.next, second.whole) == (True, None, True)


def test_list_is_cut_where_offsets_end() -> None:
    """The list is sorted, so that a longer one is a window of the newest."""
    last = Progress(offset=2000, total=739, found=2000)
    longer, exact = read(answer(100, 40_000), last), read(answer(100, 2100), last)

    assert (longer.next, longer.whole, longer.windowed) == (None, False, True)
    assert (exact.next, exact.whole, exact.windowed) == (None, True, False)


@pytest.mark.parametrize(("rows", "first"), [(0, 0), (5, 7)])
def test_empty_or_repeated_page_ends_the_reading(rows: int, first: int) -> None:
    """What the total counts beyond it was not read."""
    page = read(answer(rows, 500, first=first), Progress(offset=100, found=100, marks=("7",)))

    assert (page.next, page.whole, page.windowed) == (None, False, False)


def test_empty_first_page_of_a_list_is_source_changed() -> None:
    with pytest.raises(SourceChanged, match="5 jobs and an empty first page"):
        read(answer(0, 5))


def test_reads_every_field() -> None:
    """Neither the contact nor the inboxes of the advertisement are among them."""
    assert read(SAVED).postings[0] == RawPosting(
        external_id="30000001",
        title="Klockgjutare & stämmare",
        url="https://arbetsformedlingen.se/platsbanken/annonser/30000001",
        apply_url="https://klangverket.example/jobb/1",
        company="Klangverket AB",
        locations=("Malmö, Skåne län, Sverige",),
        country="Sverige",
        department="Hantverk",
        employment_type="Vanlig anställning, Heltid",
        salary_text="25 000 SEK per month",
        description_html="<p>Gjut &lt;klockor&gt;.</p>",
        posted_at=datetime(2026, 8, 27, 8, 1, 50, tzinfo=UTC),
        expires_at=datetime(2026, 9, 26, 21, 59, 59, tzinfo=UTC),
    )


def test_what_an_ad_does_not_state() -> None:
    """Plain text becomes HTML, and a mail address is no address to apply at."""
    posting = read(SAVED).postings[1]

    assert posting.apply_url == posting.url
    assert posting.description_html == "<p>Dra &lt; släpp.</p><p>Varje<br>dag.</p>"
    assert (posting.company, posting.locations) == (None, ("Sverige",))
    assert (posting.employment_type, posting.salary_text, posting.expires_at) == (None, None, None)


def test_dates() -> None:
    """Winter and summer time differ; the end of the publication is the end without a deadline."""
    posting = one(publication_date="2026-01-05T08:00:00", last_publication_date="2026-02-01")

    assert posting.posted_at == datetime(2026, 1, 5, 7, tzinfo=UTC)
    assert posting.expires_at == datetime(2026, 2, 1, 23, tzinfo=UTC)


def test_removed_ad_is_no_vacancy() -> None:
    page = read(SAVED.replace(b'"removed": false', b'"removed": true'))

    assert ([posting.external_id for posting in page.postings], page.rejects) == (["30000002"], [])


@pytest.mark.parametrize(
    ("label", "known"), [("Heltid", "full_time"), ("Deltid", "part_time"), ("Vanlig", None)]
)
def test_working_hours_are_understood(label: str, known: str | None) -> None:
    posting = one(working_hours_type={"label": label})

    assert employment_type(posting.employment_type) == known


def test_recorded_ad_is_read() -> None:
    page = read(recorded("jobtech/search_item.json"))
    (posting,) = page.postings

    assert (page.rejects, page.unknown_fields) == ([], 0)
    assert page.next is not None  # of 739
    assert (posting.title, posting.company) == ("Python Engineer", "Semicon Service Nordic AB")
    assert (posting.locations, posting.country) == (("Malmö, Sverige",), "Sverige")
    assert posting.posted_at == datetime(2026, 8, 27, 8, 1, 50, tzinfo=UTC)
    assert posting.description_html == "<p>Assignment Overview ...</p>"
    assert posting.apply_url == posting.url
    assert posting.url == "https://arbetsformedlingen.se/platsbanken/annonser/31403584"
