"""A scraper with fakes around it, and what comes of one scrape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio

from jobscout.actors.scraper import Scraper
from jobscout.inbox import Inbox
from jobscout.messages import BoardRead, ScrapeQueued
from tests.unit.fakes_flow import FakeFetcher, FakePostings, FakeScrapes, FakeSkills, run_to_end

if TYPE_CHECKING:
    from jobscout.errors import SourceError
    from jobscout.model import Reading

QUEUED = ScrapeQueued(1)


def scraper(fetcher: FakeFetcher, **changes: Any) -> Scraper:
    given: dict[str, Any] = {
        "scrapes": FakeScrapes(),
        "postings": FakePostings(),
        "skills": FakeSkills(),
        "ingester": Inbox("ingester", 8),
        "workers": anyio.CapacityLimiter(2),
    }
    return Scraper("normal", Inbox("scraper", 8), fetcher=fetcher, **(given | changes))


async def read_board(fetcher: FakeFetcher, **changes: Any) -> Reading:
    """The one reading that a scrape sends to the ingester."""
    ingester: Inbox[BoardRead] = Inbox("ingester", 8)
    await run_to_end(scraper(fetcher, ingester=ingester, **changes), QUEUED)
    await ingester.close()
    (message,) = [message async for message in ingester]
    return message.reading


async def failure_of(fetcher: FakeFetcher, **changes: Any) -> tuple[SourceError, Any]:
    """What a failed scrape wrote on its row, and its tally."""
    scrapes = FakeScrapes(changes.pop("due", None))
    await run_to_end(scraper(fetcher, scrapes=scrapes, **changes), QUEUED)
    ((scrape_id, error, tally),) = scrapes.failed
    assert scrape_id == 1
    return error, tally
