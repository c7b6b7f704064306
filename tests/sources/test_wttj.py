"""Welcome to the Jungle: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.rules.employment import employment_type
from jobscout.sources.base import Keyed, NeedsPermission, Page, Proof, Request
from jobscout.sources.paging import Progress
from jobscout.sources.wttj import Wttj
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

SAVED, DETAIL = fixture("wttj.json"), fixture("wttj_detail.json")
KIND = Kind(
    config={"board": "clapper"},
    entries=("hits",),
    quoted=None,
    fields={"id": "reference", "title": "name", "url": None},
    decides=("slug",),
    detail_needs=("job", "status", "archived_at"),
    totals=[("nbHits",)],
)
CONFIG = KIND.config
SOURCE = Wttj()
SEARCH = "https://csekhvms53-dsn.algolia.net/1/indexes/wttj_jobs_production_en/query"
API = "https://api.welcometothejungle.com/api/v1/organizations"


def read(body: bytes, before: Progress | None = None) -> Page:
    return SOURCE.parse(body, CONFIG, Request(url=SEARCH, state=before))


def complete(**changes: Any) -> RawPosting:
    job = json.loads(DETAIL)["job"] | changes
    return SOURCE.parse_detail(json.dumps({"job": job}).encode(), read(SAVED).postings[0], CONFIG)


def asked(request: Request) -> Any:
    return json.loads(request.body or b"")


def test_a_company_is_a_board() -> None:
    request = SOURCE.first_request(CONFIG)

    assert (SOURCE.board(CONFIG), SOURCE.employer(CONFIG)) == ("clapper", "Clapper")
    assert request.url == SEARCH
    assert request.headers["Referer"] == "https://www.welcometothejungle.com/"
    assert asked(request) == {
        "query": "",
        "hitsPerPage": 100,
        "page": 0,
        "facetFilters": [["organization.slug:clapper"]],
    }
    french = CONFIG | {"language": "fr"}
    assert SOURCE.board(french) == "fr/clapper"
    assert SOURCE.first_request(french).url.endswith("/wttj_jobs_production_fr/query")
    assert SOURCE.page_url(french) == (
        "https://www.welcometothejungle.com/fr/companies/clapper/jobs"
    )
    with pytest.raises(BadConfig, match="must be one of: en, fr"):
        SOURCE.board(CONFIG | {"language": "de"})


def test_is_read_only_with_a_key_and_permission() -> None:
    assert isinstance(SOURCE, Keyed)
    assert isinstance(SOURCE, NeedsPermission)
    assert SOURCE.proof({"WTTJ_KEY": "0f3a"}) == Proof(headers={"X-Algolia-API-Key": "0f3a"})
    assert "0f3a" not in str(SOURCE.first_request(CONFIG))
    assert SOURCE.min_interval >= timedelta(hours=6)


def test_list_fields() -> None:
    first, second = read(SAVED).postings

    assert first.url == (
        "https://www.welcometothejungle.com/fr/companies/clapper/jobs/bell-founder_lyon"
    )
    assert first.company == "Clapper & Sons"
    assert first.locations == ("Lyon, France", "Annecy, France")
    assert (first.country, first.workplace, first.language) == ("FR", "hybrid", "fr")
    assert employment_type(first.employment_type) == "full_time"
    assert first.posted_at == datetime(2026, 8, 28, 19, 13, 1, tzinfo=UTC)
    assert (second.locations, second.country, second.workplace) == ((), None, None)
    assert second.url.startswith("https://www.welcometothejungle.com/en/")


def test_detail_has_the_text_and_the_pay() -> None:
    posting = complete()
    request = SOURCE.detail(read(SAVED).postings[0], CONFIG)

    assert request is not None
    assert request.url == f"{API}/clapper/jobs/bell-founder_lyon"
    assert posting.description_html == "<p>Cast bells.</p>\n<p>You hear well.</p>"
    assert posting.salary == Salary(min=3000, currency="EUR", period="month")
    assert posting.apply_url == "https://clapper.example/apply/1"
    assert (posting.workplace, posting.employment_type) == ("hybrid", "temporary")
    assert posting.locations == ("Lyon, France", "Annecy, France")
    assert posting.updated_at == datetime(2026, 8, 29, 10, tzinfo=UTC)
    assert complete(salary_period="none").salary is None


@pytest.mark.parametrize("ended", [{"status": "archived"}, {"archived_at": "2026-09-01"}])
def test_a_withdrawn_job_has_no_text(ended: dict[str, str]) -> None:
    with pytest.raises(SourceChanged, match="was withdrawn"):
        complete(**ended)


def test_pages_go_on_until_the_total() -> None:
    hit = {"name": "Diver", "slug": "diver"}
    rows = [hit | {"reference": str(row)} for row in range(100)]
    body = json.dumps({"hits": rows, "nbHits": 2000}).encode()

    first, last = read(body), read(body, Progress(offset=900, found=900))

    assert first.next is not None
    assert asked(first.next)["page"] == 1
    assert (last.next, last.whole, last.windowed) == (None, False, False)


@pytest.mark.parametrize("slug", ["", " ", ".."])
def test_a_slug_that_names_no_page_is_a_reject(slug: str) -> None:
    hit = {"reference": "1", "name": "Diver", "slug": slug}

    page = read(json.dumps({"hits": [hit], "nbHits": 1}).encode())

    assert [one.external_id for one in page.rejects] == ["1"]


def test_recorded_detail() -> None:
    listed = msgspec.structs.replace(read(SAVED).postings[1], title="Développeur Junior")

    posting = SOURCE.parse_detail(recorded("wttj/job_detail_fr.json"), listed, CONFIG)

    assert posting.salary == Salary(min=30000, max=35000, currency="EUR", period="year")
    assert posting.locations == ("Saint-Marcel, France",)
    assert (posting.workplace, posting.language) == ("hybrid", "fr")
    assert employment_type(posting.employment_type) == "temporary"
    assert posting.posted_at == datetime(2026, 8, 28, 19, 13, 1, tzinfo=UTC)
    assert "conception" in (posting.description_html or "")
    assert "Bac+3" in (posting.description_html or "")
