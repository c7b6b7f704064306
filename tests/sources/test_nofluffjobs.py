"""No Fluff Jobs: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.rules import employment, locations
from jobscout.sources import pages
from jobscout.sources.base import NeedsPermission, Page, Request
from jobscout.sources.nofluffjobs import NoFluffJobs
from jobscout.sources.paging import Progress
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

SAVED = fixture("nofluffjobs.json")
CONFIG = {"city": "szczecin,brno", "keyword": "bell founder"}
KIND = Kind(
    config=CONFIG,
    entries=("postings",),
    needs=(),
    quoted=None,
    fields={"id": "reference", "url": None},
    decides=("url", "location"),  # the page's address is made of them
    totals=[("totalCount",)],
)
API = "https://nofluffjobs.com/api/search/posting?salaryCurrency=PLN&salaryPeriod=month"
SOURCE = NoFluffJobs()


def read(body: bytes, request: Request | None = None) -> Page:
    return SOURCE.parse(body, {}, request or SOURCE.first_request({}))


def row(number: int, **wire: Any) -> dict[str, Any]:
    return {"reference": f"R{number}", "title": "Diver", "url": f"diver-{number}", **wire}


def answer(rows: list[dict[str, Any]], total: int | None = None) -> bytes:
    return json.dumps({"postings": rows, "totalCount": total, "totalPages": 1}).encode()


def rows(many: int, *, first: int = 0) -> list[dict[str, Any]]:
    return [row(first + number) for number in range(many)]


def one(**wire: Any) -> RawPosting:
    page = read(answer([row(7, **wire)], 1))
    assert page.rejects == []
    (posting,) = page.postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type
    return posting


def test_a_search_is_asked_for() -> None:
    """By POST; several values are alternatives."""
    everything, search = SOURCE.first_request({}), SOURCE.first_request(CONFIG)

    assert everything.url == search.url == f"{API}&page=1"
    assert json.loads(everything.body or b"") == {"criteriaSearch": {}}
    assert json.loads(search.body or b"") == {
        "criteriaSearch": {"city": ["szczecin", "brno"], "keyword": ["bell founder"]}
    }


def test_filters_name_a_board() -> None:
    assert (SOURCE.board({}), SOURCE.employer({})) == ("all", "")
    assert SOURCE.board(CONFIG) == "city=szczecin%2Cbrno&keyword=bell%20founder"
    assert SOURCE.page_url({}) == "https://nofluffjobs.com/pl/"
    assert SOURCE.page_url(CONFIG) == (
        "https://nofluffjobs.com/pl/?criteria=city%3Dszczecin%2Cbrno%20keyword%3D%27bell%20founder%27"
    )


def test_unusable_filters_are_named() -> None:
    for ask in (SOURCE.board, SOURCE.page_url, SOURCE.first_request):
        with pytest.raises(BadConfig) as caught:
            ask({"city": "", "seniority": 5})

        assert [caught.value.field, *(also.field for also in caught.value.also)] == [
            "city",
            "seniority",
        ]


def test_is_read_by_permission_only() -> None:
    assert isinstance(SOURCE, NeedsPermission)
    assert "robots.txt" in SOURCE.needs_permission


@pytest.mark.parametrize(
    "url",
    ["https://nofluffjobs.com/pl/company/dzwon", "https://nofluffjobs.com/pl/?criteria=city=%00",
     "https://api.nofluffjobs.com/pl/"],
)  # fmt: skip
def test_other_addresses_are_no_board(url: str) -> None:
    assert SOURCE.recognise(urlsplit(url)) is None


def test_reads_every_field() -> None:
    """The page is that of the first city by name, so that it is the same for all rows of a job."""
    posting = read(SAVED).postings[0]

    assert posting == RawPosting(
        external_id="AAAA1111",
        title="Bell Founder & Tuner",
        url="https://nofluffjobs.com/pl/job/bell-founder-dzwon-brno",
        company="Dzwon",
        locations=("Szczecin, Poland", "Remote", "Brno, Czech Republic"),
        workplace="remote",
        department="casting",
        employment_type="b2b",
        seniority="Senior",
        salary=Salary(min=18480, max=25200, currency="PLN", period="month"),
        description_html="<p>Required: Bronze &amp; tin, Perfect pitch</p>",
        posted_at=datetime(2026, 8, 5, 22, 1, 5, 137000, tzinfo=UTC),
    )
    assert employment.employment_type(posting.employment_type) == "freelance"
    assert [place.city for place in locations.read(posting.locations)] == ["Szczecin", "Brno"]


def test_what_a_job_does_not_state_is_none() -> None:
    """Of several levels none is the job's, and hidden pay is not shown."""
    assert read(SAVED).postings[1] == RawPosting(
        external_id="BBBB2222",
        title="Rope Puller",
        url="https://nofluffjobs.com/pl/job/rope-puller-dzwon-szczecin",
    )


@pytest.mark.parametrize("url", [None, "", "..", 5])
def test_job_without_a_page_is_rejected(url: object) -> None:
    page = read(answer([row(7, url=url)], 1))

    assert [reject.external_id for reject in page.rejects] == ["R7"]
    assert "url" in page.rejects[0].reason


def test_page_is_quoted() -> None:
    assert one(url="a/../b?c").url == "https://nofluffjobs.com/pl/job/a%2F..%2Fb%3Fc"


def test_province_is_a_place() -> None:
    places = [{"province": "holy-cross", "country": {"name": "Poland"}}, {"city": "Brno"}, {}]

    assert one(location={"places": places}).locations == ("Holy Cross, Poland", "Brno")


def test_rows_of_a_job_are_joined() -> None:
    """There is one for each city; each names them all."""
    places = [{"city": "Brno", "url": "diver-brno"}, {"city": "Lublin", "url": "diver-lublin"}]
    brno = row(7, url="diver-brno", location={"places": places})
    lublin = row(7, url="diver-lublin", location={"places": places[::-1]})

    first, second = read(answer([brno, row(8), lublin], 3)), read(answer([lublin, brno], 2))

    assert [posting.external_id for posting in first.postings] == ["R7", "R8"]
    assert first.postings[0].url == second.postings[0].url
    assert (first.next, first.whole) == (None, True)


def test_full_pages_are_followed() -> None:
    """Whatever the total, which may count jobs and not their rows; a short page may be the last."""
    first = read(answer(rows(20), 5))
    assert first.next is not None
    last = read(answer(rows(3, first=20), 5), first.next)
    short = read(answer(rows(3), 21))

    assert first.next.url == f"{API}&page=2"
    assert (first.whole, last.next, last.whole) == (True, None, True)
    assert short.next is not None


def test_empty_page_ends_the_reading() -> None:
    """Which is whole if the total was reached."""
    after = read(answer(rows(20), 20)).next

    end, gap = read(answer([], 20), after), read(answer([], 50), after)

    assert (end.next, end.whole, gap.next, gap.whole) == (None, True, None, False)


def test_rows_of_one_job_may_begin_two_pages() -> None:
    cities = [row(7, url=f"diver-{number}") for number in range(40)]
    after = read(answer(cities[:20], 45)).next

    page = read(answer(cities[20:], 45), after)

    assert page.next is not None
    assert page.next.url == f"{API}&page=3"


def test_promoted_row_may_begin_every_page() -> None:
    after = read(answer([row(0), *rows(19, first=1)], 60)).next

    page = read(answer([row(0), *rows(19, first=20)], 60), after)

    assert (page.next is None, page.whole) == (False, True)


def test_repeated_page_ends_the_reading() -> None:
    after = read(answer(rows(20), 60)).next

    page = read(answer(rows(20), 60), after)

    assert (page.next, page.whole) == (None, False)


def test_reading_ends_after_two_thousand_rows() -> None:
    request = Request(url=API, state=Progress(offset=1980, found=1980))

    page = read(answer(rows(20), 6000), request)

    assert (page.next, page.whole, page.windowed) == (None, False, False)


def test_empty_first_page_of_a_list_is_source_changed() -> None:
    with pytest.raises(SourceChanged, match="5 jobs and an empty first page"):
        read(answer([], 5))


def test_recorded_jobs_are_read() -> None:
    page = read(recorded("other/nofluffjobs.json"))
    power, d365, java = page.postings

    assert (page.rejects, page.unknown_fields, page.next, page.whole) == ([], 0, None, True)
    assert (power.external_id, power.company) == ("UHG8LSZD", "Spyrosoft")
    assert power.title == "Senior Power Platform Developer (with Copilot Studio)"
    assert power.url.startswith("https://nofluffjobs.com/pl/job/senior-power-platform-developer-")
    assert power.salary == Salary(min=18480, max=25200, currency="PLN", period="month")
    assert power.posted_at == datetime(2026, 8, 5, 22, 1, 5, 137000, tzinfo=UTC)
    assert [len(posting.locations) for posting in page.postings] == [8, 19, 17]
    assert [posting.workplace for posting in page.postings] == [None, "remote", "remote"]
    assert {place.country for place in locations.read(power.locations)} == {"PL"}
    assert (d365.employment_type, java.employment_type) == ("b2b", "permanent")
    assert [posting.seniority for posting in page.postings] == ["Senior", "Senior", "Mid"]
    assert all(posting.description_html for posting in page.postings)
