"""A scraper with fakes around it, and what comes of one scrape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio

from jobscout.actors.scraper import Scraper
from jobscout.inbox import Inbox
from jobscout.messages import BoardScraped, ScrapeClaimed
from jobscout.scraping.board_reader import BoardReader
from jobscout.scraping.page_reader import PageReader
from jobscout.scraping.work import Work
from tests.rows import due_source
from tests.unit.fakes_flow import FakeFetcher, FakePostings, FakeScrapes, FakeSkills, run_to_end

if TYPE_CHECKING:
    from jobscout.errors import SourceError
    from jobscout.model import DueSource, ScrapeResult

CLAIMED = ScrapeClaimed(due_source(), "boards.example")


def board_reader(fetcher: FakeFetcher, **changes: Any) -> BoardReader:
    given: dict[str, Any] = {
        "fetcher": fetcher,
        "postings": FakePostings(),
        "skills": FakeSkills(),
        "work": Work(anyio.CapacityLimiter(2)),
    }
    return BoardReader(**(given | changes))


def page_reader(fetcher: FakeFetcher) -> PageReader:
    reader: Any = fetcher
    return PageReader(reader, Work(anyio.CapacityLimiter(2)))


def scraper(fetcher: FakeFetcher, **changes: Any) -> Scraper:
    of_reader = {
        name: changes.pop(name)
        for name in ("postings", "skills", "work", "credentials")
        if name in changes
    }
    given: dict[str, Any] = {
        "scrapes": FakeScrapes(),
        "reader": board_reader(fetcher, **of_reader),
        "ingester": Inbox("ingester", 8),
        "ended": lambda _host: None,
    }
    given |= changes
    return Scraper("normal", Inbox("scraper", 8), **{"unchanged": given["ingester"]} | given)


async def read_board(
    fetcher: FakeFetcher, due: DueSource | None = None, **changes: Any
) -> ScrapeResult:
    """The one reading that a scrape sends to the ingester."""
    ingester: Inbox[BoardScraped] = Inbox("ingester", 8)
    claimed = ScrapeClaimed(due or due_source(), CLAIMED.host)
    await run_to_end(scraper(fetcher, ingester=ingester, **changes), claimed)
    await ingester.close()
    (reading,) = [message async for message in ingester]
    return reading.result


async def failure_of(
    fetcher: FakeFetcher, due: DueSource | None = None, **changes: Any
) -> tuple[SourceError, Any]:
    """What a failed scrape wrote on its row, and its stats."""
    scrapes = FakeScrapes()
    claimed = ScrapeClaimed(due or due_source(), CLAIMED.host)
    await run_to_end(scraper(fetcher, scrapes=scrapes, **changes), claimed)
    ((scrape_id, error, stats),) = scrapes.failed
    assert scrape_id == 1
    return error, stats
