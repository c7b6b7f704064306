"""The Muse: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.rules import locations, workplaces
from jobscout.sources import pages
from jobscout.sources.base import Request
from jobscout.sources.themuse import TheMuse
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page

SAVED = fixture("themuse.json")
KIND = Kind(
    config={},
    entries=("results",),
    needs=(),
    quoted="category",
    fields={"title": "name", "url": None, "description": "contents"},
    decides=("refs",),  # the page's address is inside it
    totals=[("total",)],
)
API = "https://www.themuse.com/api/public/jobs"
SOURCE = TheMuse()


def read(body: bytes, page: int = 0) -> Page:
    return SOURCE.parse(body, {}, Request(url=f"{API}?page={page}"))


def answer(asked: int, count: int | None, *, page: int | None = None, rows: int = 1) -> Page:
    """The answer to a request for page *asked*, which calls itself *page*."""
    refs = {"landing_page": "https://www.themuse.com/jobs/a/b"}
    results = [{"id": number, "name": "Diver", "refs": refs} for number in range(rows)]
    return read(json.dumps({"page": page, "page_count": count, "results": results}).encode(), asked)


def one(**wire: Any) -> RawPosting:
    """The posting that has the necessary fields and *wire*."""
    job = {"id": 1, "name": "Diver", "refs": {"landing_page": "https://a.example/1"}, **wire}
    page = read(json.dumps({"results": [job]}).encode(), 99)
    assert page.rejects == []
    (posting,) = page.postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type
    return posting


def test_everything_is_one_board() -> None:
    """Without a filter the board is everything that the API lists."""
    assert SOURCE.board({}) == "all"
    assert SOURCE.first_request({}).url == f"{API}?page=0"
    assert SOURCE.page_url({}) == "https://www.themuse.com/search"


def test_filters_name_a_board() -> None:
    """Each is quoted, and their order in the config does not count."""
    config = {"location": "Nairobi, Kenya", "level": "Mid Level", "company": "A&B"}
    query = "company=A%26B&level=Mid%20Level&location=Nairobi%2C%20Kenya"

    assert SOURCE.board(config) == query
    assert SOURCE.first_request(config).url == f"{API}?{query}&page=0"


def test_unusable_filters_are_named() -> None:
    with pytest.raises(BadConfig) as caught:
        SOURCE.board({"category": "", "location": 5, "level": "Mid Level"})

    assert [caught.value.field, *(also.field for also in caught.value.also)] == [
        "category",
        "location",
    ]


def test_filters_are_short_enough_for_a_name() -> None:
    """Together they are the name of the board, and a part of a URL."""
    board = SOURCE.board({"company": "x" * 200, "location": "y" * 200, "level": "z" * 200})

    with pytest.raises(BadConfig, match="together") as caught:
        SOURCE.board({"location": "\N{GRINNING FACE}" * 100})

    assert len(board) < 1000
    assert caught.value.field == "location"


def test_is_read_four_times_a_day_at_most() -> None:
    """A reading may take a hundred requests, of which 500 an hour are allowed."""
    assert SOURCE.min_interval >= timedelta(hours=6)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.themuse.com/advice/how-to-tune-a-bell",
        "https://www.themuse.com/companies/clapper",
        "https://www.themuse.com/api/public/companies",
        "https://www.themuse.com/api/public/jobs?company=%00",
        "https://www.themuse.com.evil.example/jobs",
        "https://evil.example/www.themuse.com/jobs",
        "https://api.themuse.com/jobs",
    ],
)
def test_other_addresses_are_no_board(url: str) -> None:
    """Most pages of the site are advice for readers."""
    assert SOURCE.recognise(urlsplit(url)) is None


@pytest.mark.parametrize("path", ["", "/", "/search/location/nairobi-kenya", "/jobs", "/jobs/a/b"])
def test_pages_with_jobs_are_the_board(path: str) -> None:
    assert SOURCE.recognise(urlsplit(f"https://themuse.com{path}")) == {}


@pytest.mark.parametrize("asked", [0, 1, 97])
def test_next_page(asked: int) -> None:
    """Pages are asked for until the stated count, however short they are."""
    middle, last = answer(asked, asked + 2), answer(asked, asked + 1)

    assert middle.next == Request(url=f"{API}?page={asked + 1}")
    assert (last.next, middle.whole, last.whole) == (None, True, True)


def test_next_page_keeps_the_filters() -> None:
    config = {"company": "A&page=7", "base_url": "http://127.0.0.1:9000"}
    body = json.dumps({"page_count": 5, "results": [{}]}).encode()

    page = SOURCE.parse(body, config, SOURCE.first_request(config))

    assert page.next is not None
    assert page.next.url == (
        "http://127.0.0.1:9000/api/public/jobs?company=A%26page%3D7&page=1"
    )  # fmt: skip


def test_hundredth_page_is_the_last() -> None:
    """Further pages are not served, so a longer list is not read whole."""
    longer, exact, unknown = answer(99, 20_356), answer(99, 100), answer(99, None)

    assert [page.next for page in (longer, exact, unknown)] == [None, None, None]
    assert [page.whole for page in (longer, exact, unknown)] == [False, True, False]


def test_list_without_a_count_ends_with_an_empty_page() -> None:
    more, end = answer(3, None), answer(4, None, rows=0)

    assert more.next is not None
    assert (end.next, end.whole) == (None, True)


def test_empty_page_before_the_last_is_a_gap() -> None:
    """It ends the reading, which is not whole; a list that has become shorter is."""
    gap, shorter = answer(3, 9, rows=0), answer(3, 2, rows=0)

    assert (gap.next, gap.whole) == (None, False)
    assert (shorter.next, shorter.whole) == (None, True)


def test_repeated_page_ends_the_reading() -> None:
    """An answer that calls itself another page than the one asked for."""
    page = answer(3, 9, page=2)

    assert (page.next, page.whole) == (None, False)


def test_first_page_may_be_called_one() -> None:
    """Then it is unknown which page is the last, so such a list is not whole."""
    page = answer(0, 3, page=1)

    assert page.next == Request(url=f"{API}?page=1")
    assert not page.whole


@pytest.mark.parametrize("stated", [{"total": 5}, {"page_count": 2}])
def test_empty_first_page_of_a_list_is_source_changed(stated: dict[str, int]) -> None:
    with pytest.raises(SourceChanged, match="empty first page"):
        read(json.dumps({"results": [], **stated}).encode())


def test_reads_every_field() -> None:
    """Each field of a posting comes from the place the API documents for it."""
    posting = read(SAVED).postings[0]

    assert posting == RawPosting(
        external_id="2400001",
        title="Bell Founder",
        url="https://www.themuse.com/jobs/clapper/bell-founder-04a961",
        apply_url="https://www.themuse.com/jobs/clapper/bell-founder-04a961",
        company="Clapper & Sons",
        locations=("San Francisco, CA", "Mombasa, Kenya"),
        department="Manufacturing, Music",
        seniority="Senior Level",
        description_html="<p>Cast &lt;bells&gt; &amp; tune them.</p>",
        posted_at=datetime(2026, 9, 2, 7, 15, 30, tzinfo=UTC),
    )


def test_what_a_job_does_not_state_is_none() -> None:
    """Of several levels none is the job's."""
    posting = read(SAVED).postings[1]

    assert posting == RawPosting(
        external_id="2400002",
        title="Rope Puller",
        url="https://www.themuse.com/jobs/clapper/rope-puller",
        apply_url="https://www.themuse.com/jobs/clapper/rope-puller",
        locations=("Flexible / Remote",),
        description_html="<p>Pull.</p>",
    )


def test_flexible_is_remote() -> None:
    """The place says so, and it is no place."""
    posting = read(SAVED).postings[1]

    assert workplaces.workplace(posting.workplace, posting.locations) == "remote"
    assert locations.read(posting.locations) == ()


def test_odd_names_cost_no_other() -> None:
    posting = one(locations=[None, {"name": 5}, 7, {}, {"name": "Lamu, Kenya"}], levels="senior")

    assert posting.locations == ("Lamu, Kenya",)
    assert posting.seniority is None


@pytest.mark.parametrize(
    "refs",
    [None, {}, "https://a.example/", {"landing_page": 5}, {"landing_page": "javascript:alert(1)"},
     {"landing_page": "/jobs/a"}],
)  # fmt: skip
def test_job_without_a_page_is_rejected(refs: object) -> None:
    """The terms ask for a link to it."""
    job = {"id": 7, "name": "Diver", "refs": refs}

    page = read(json.dumps({"results": [job]}).encode())

    assert [reject.external_id for reject in page.rejects] == ["7"]


def test_recorded_jobs_are_read_without_rejects() -> None:
    """The recording holds the jobs alone; every one is read."""
    jobs = json.loads(recorded("themuse/jobs_cut.json"))["jobs"]
    page = read(json.dumps({"page": 0, "page_count": 1, "results": jobs}).encode())
    found = {posting.external_id: posting for posting in page.postings}

    assert (len(page.postings), page.rejects, page.unknown_fields) == (8, [], 0)
    assert found["20406944"].title == "Sr. Staff Engineer (GenAI)"
    assert found["20406944"].locations == ("San Francisco, CA", "Sunnyvale, CA")
    assert found["22030637"].title == "Execution & Commercial Excellence Intern"
    assert found["22030637"].company == "The Coca-Cola Company"
    assert found["22030637"].seniority == "Internship"
    assert found["22030637"].posted_at == datetime(2026, 8, 4, 23, 37, 38, tzinfo=UTC)
    assert found["18540547"].locations == (
        "Dabas, Hungary", "Făgăraș, Romania", "Kėdainiai, Lithuania", "Ozorków, Poland",
        "Sofia, Bulgaria",
    )  # fmt: skip
    for posting in page.postings:
        assert posting.url.startswith("https://www.themuse.com/jobs/")
        assert posting.description_html
        assert posting.company
        assert posting.department == "Software Engineering"
        assert (posting.salary, posting.salary_text) == (None, None)
