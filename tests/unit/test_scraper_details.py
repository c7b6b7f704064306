"""Scraper: boards of many pages, and lists without the whole text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import msgspec
import pytest

from jobscout.errors import Postponed, SourceError
from jobscout.outside.hosts import FAILURES_TO_OPEN
from jobscout.scraping import details
from jobscout.scraping.details import DETAILS_A_SCRAPE, DETAILS_FAILED
from jobscout.scraping.walk import MAX_PAGES
from jobscout.sources import pages
from tests.rows import due_source, raw
from tests.unit import boards
from tests.unit.fakes_flow import FakeFetcher, FakePostings, answer, run_to_end
from tests.unit.scraping import CLAIMED, board_reader, read_board, scraper

if TYPE_CHECKING:
    from jobscout.sources.base import Request

ORACLE = due_source(kind="oracle", config=boards.ORACLE_CONFIG, name="Acme on Oracle")


async def test_many_pages() -> None:
    """P9, P3: pages are followed to the last one, in full; such a board has no validators."""
    answers = boards.oracle(250)
    fetcher = FakeFetcher(lambda request: answer(answers(request), etag='"2"'))
    due = msgspec.structs.replace(ORACLE, etag='"1"')
    known = {str(n): boards.oracle_version(n) for n in range(250)}

    result = await read_board(fetcher, due=due, postings=FakePostings(hashes=known))

    assert len(fetcher.asked) == 3
    assert fetcher.validators == [('"1"', None), (None, None), (None, None)]
    assert len(result.kept) == 250
    assert (result.postings, result.whole, result.etag) == ((), True, None)


async def test_validators_of_a_list_without_texts() -> None:
    """Kept once every text is there; until then a list without changes says nothing of them."""
    answers = boards.oracle(2)

    async def etag(broken: str | None) -> str | None:
        def respond(request: Request) -> Any:
            if broken is not None and boards.detail_of(request.url) == broken:
                return SourceError("server-error", "HTTP 503")
            return answer(answers(request), etag='"2"')

        return (await read_board(FakeFetcher(respond), due=ORACLE)).etag

    assert (await etag("1"), await etag(None)) == (None, '"2"')


@pytest.mark.parametrize(("answers", "many"), [(boards.oracle(42), 42), (boards.oracle(250), None)])
async def test_count(answers: Any, many: int | None) -> None:
    """How many postings a board lists, where one answer says it."""
    fetcher = FakeFetcher(answers)

    assert await board_reader(fetcher).count("oracle", boards.ORACLE_CONFIG) == many
    assert len(fetcher.asked) == 1


async def test_page_cap() -> None:
    """A board with more pages than we follow is read in part, and says so."""
    fetcher = FakeFetcher(lambda _: b"")
    actor = scraper(fetcher)

    async def endless(function: Any, *arguments: Any, subject: str) -> Any:
        if function is pages.parse:
            postings = [raw(str(len(fetcher.asked)))]
            return pages.Parsed(
                parcels=pages.pack(postings), found=1, rejects=(), next=arguments[3], whole=True
            )
        return function(*arguments)

    actor._reader._work = cast("Any", endless)
    await run_to_end(actor, CLAIMED)

    result = (await anext(actor._ingester)).result
    assert len(fetcher.asked) == len(result.postings) == MAX_PAGES
    assert not result.whole


async def test_details_of_new_and_changed_entries() -> None:
    """The whole text is asked for where we lack this version of an entry, and only there."""
    fetcher = FakeFetcher(boards.oracle(4))
    known = {"0": boards.oracle_version(0), "1": b"an older version"}

    result = await read_board(fetcher, due=ORACLE, postings=FakePostings(hashes=known))

    assert [boards.detail_of(url) for url in fetcher.asked] == [None, "1", "2", "3"]
    assert result.kept == ("0",)
    assert [one.external_id for one in result.postings] == ["1", "2", "3"]
    assert "whole text of 2" in result.postings[1].description_text
    assert all(one.list_hash for one in result.postings)


async def test_so_many_details_at_most() -> None:
    """A big new board is completed over several scrapes; the rest come without a version."""
    fetcher = FakeFetcher(boards.oracle(DETAILS_A_SCRAPE + 20))
    known = {f"{DETAILS_A_SCRAPE + 19}": b"an older version"}

    result = await read_board(fetcher, due=ORACLE, postings=FakePostings(hashes=known))

    asked = [url for url in fetcher.asked if boards.detail_of(url)]
    bare = [one for one in result.postings if one.list_hash is None]
    assert len(asked) == DETAILS_A_SCRAPE
    assert len(bare) == 19
    assert result.kept == (f"{DETAILS_A_SCRAPE + 19}",)


@pytest.mark.parametrize(
    "trouble", [SourceError("server-error", "HTTP 500"), answer(b"{"), answer(b'{"items": []}')]
)
async def test_failing_detail(trouble: Any) -> None:
    """A detail that fails costs that posting its text until the next scrape, nothing more."""
    fetcher = FakeFetcher(boards.oracle(3, broken={"1": trouble}))

    result = await read_board(fetcher, due=ORACLE)

    _, without, _ = result.postings
    assert [one.external_id for one in result.postings] == ["0", "1", "2"]
    assert (without.external_id, without.list_hash) == ("1", None)
    assert "short text of 1" in without.description_text


async def test_details_that_fail_spare_the_list() -> None:
    """After three failures of the host running no more are asked for: five stop its lists too."""
    broken = dict.fromkeys("134567", SourceError("server-error", "HTTP 503"))
    fetcher = FakeFetcher(boards.oracle(9, broken=broken | {"0": SourceError("not-found", "404")}))

    result = await read_board(fetcher, due=ORACLE)

    asked = [boards.detail_of(url) for url in fetcher.asked]
    assert asked == [None, "0", "1", "2", "3", "4", "5"]
    assert DETAILS_FAILED < FAILURES_TO_OPEN
    assert [bool(one.list_hash) for one in result.postings] == [number == 2 for number in range(9)]
    assert result.no_text[:2] == ("not-found, 404", "server-error, HTTP 503")
    assert len(result.no_text) == 5
    assert result.whole


async def test_budget_spent_among_the_details() -> None:
    """What was listed is stored without the texts that the host has no requests left for."""
    spent = Postponed("boards.example has had its requests", 3600.0)
    fetcher = FakeFetcher(boards.oracle(4, broken={"1": spent}))

    result = await read_board(fetcher, due=ORACLE)

    assert [boards.detail_of(url) for url in fetcher.asked] == [None, "0", "1"]
    assert [bool(one.list_hash) for one in result.postings] == [True, False, False, False]
    assert (result.no_text, result.whole) == ((), True)


async def test_failing_detail_of_a_known_posting() -> None:
    """An old text is better than none: it stays until the new one can be had."""
    fetcher = FakeFetcher(boards.oracle(2, broken={"1": SourceError("timed-out", "slow")}))

    result = await read_board(
        fetcher,
        due=ORACLE,
        postings=FakePostings(hashes={"1": b"an older version"}),
    )

    assert result.kept == ("1",)
    assert [one.external_id for one in result.postings] == ["0"]


@pytest.mark.parametrize("kind", ["rate-limited", "breaker-open", "refused"])
async def test_host_wants_us_to_stop(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    """P9: a host that wants no more requests gets none, and what it gave until then is kept."""
    stop = SourceError(kind, "HTTP 429", retry_after_s=60.0)
    fetcher = FakeFetcher(boards.oracle(5, broken={"1": stop}))

    result = await read_board(fetcher, due=ORACLE)

    assert [boards.detail_of(url) for url in fetcher.asked] == [None, "0", "1"]
    assert [bool(one.list_hash) for one in result.postings] == [True, False, False, False, False]
    assert caplog.messages == ["texts left out"]
    assert result.whole


async def test_host_that_wants_long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """P9: where there is no time for all details the board is stored without the rest of them."""
    monkeypatch.setattr(details, "DETAILS_S", 0.0)
    fetcher = FakeFetcher(boards.oracle(3))

    result = await read_board(fetcher, due=ORACLE)

    assert [boards.detail_of(url) for url in fetcher.asked] == [None]
    assert [one.list_hash for one in result.postings] == [None] * 3


JOBS = "https://acme.example/jobs"
LINKED = due_source(kind="jsonld", config={"url": JOBS}, name="Acme")


def linked(pages: dict[str, Any]) -> Any:
    """Replies of a site whose list only links its jobs."""
    links = "".join(f'<a href="/jobs/{name}">A job</a>' for name in pages).encode()
    return lambda request: links if request.url == JOBS else pages[request.url.rsplit("/", 1)[1]]


def job_page(title: str) -> bytes:
    job = f'{{"@type": "JobPosting", "title": "{title}", "description": "Work."}}'
    return f'<script type="application/ld+json">{job}</script>'.encode()


async def test_linked_jobs_are_stored_when_their_page_was_read() -> None:
    """Without a title from its own page a job is not stored, and does not count as gone."""
    trouble = {
        "gone": SourceError("not-found", "HTTP 404"),
        "other": b"<h1>About us</h1>",
        "slow": SourceError("timed-out", "slow"),
    }
    fetcher = FakeFetcher(linked({**trouble, "diver": job_page("Diver")}))

    result = await read_board(fetcher, LINKED)

    assert [(one.external_id, one.title) for one in result.postings] == [(f"{JOBS}/diver", "Diver")]
    assert result.kept == tuple(f"{JOBS}/{name}" for name in trouble)
    assert len(result.no_text) == len(trouble)
    assert (result.whole, result.rejects) == (True, ())


async def test_linked_job_that_is_known_is_not_asked_again() -> None:
    """Its link is still in the list, unchanged."""
    fetcher = FakeFetcher(linked({"diver": job_page("Diver")}))
    first = await read_board(fetcher, LINKED)
    version = first.postings[0].list_hash
    assert version

    again = await read_board(
        fetcher,
        LINKED,
        postings=FakePostings(hashes={f"{JOBS}/diver": version}),
    )

    assert (again.postings, again.kept) == ((), (f"{JOBS}/diver",))
    assert len(fetcher.asked) == 3


async def test_preview_goes_on_to_the_first_jobs() -> None:
    """An index of sitemaps holds none itself."""
    index = b"<sitemapindex><sitemap><loc>https://acme.example/s.xml</loc></sitemap></sitemapindex>"
    jobs = f"<urlset><url><loc>{JOBS}/diver</loc></url></urlset>".encode()
    replies = {JOBS: index, "https://acme.example/s.xml": jobs, f"{JOBS}/diver": job_page("Diver")}

    shown = await board_reader(FakeFetcher(lambda request: replies[request.url])).preview(
        LINKED, 20
    )

    assert [one.title for one in shown.postings] == ["Diver"]
