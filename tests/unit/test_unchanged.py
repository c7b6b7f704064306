"""Boards that did not change: many in one transaction, and the rest to the ingester."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.actors.unchanged import BOARDS_AT_ONCE, UnchangedIngester
from jobscout.errors import Outage
from jobscout.inbox import Inbox
from jobscout.messages import BoardScraped
from tests.rows import due_source, scrape_result
from tests.unit.fakes_flow import FakeScrapes, run_to_end, stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.model import ScrapeResult
    from jobscout.sql.stored import Stored


def reading(scrape_id: int) -> BoardScraped:
    return BoardScraped(scrape_result(source=due_source(scrape_id=scrape_id), unchanged=True))


class FakeUnchanged:
    """Stores all but the scrapes in *closer*."""

    def __init__(self, *closer: int, error: Exception | None = None) -> None:
        self.batches: list[list[int]] = []
        self._closer = closer
        self._error = error

    async def store(self, results: Sequence[ScrapeResult]) -> dict[int, Stored]:
        ids = [one.source.scrape_id for one in results]
        self.batches.append(ids)
        if self._error:
            raise self._error
        return {one: stored(status="ok", found=3) for one in ids if one not in self._closer}


def actor(
    unchanged: FakeUnchanged, inbox: Inbox[BoardScraped], scrapes: FakeScrapes | None = None
) -> tuple[UnchangedIngester, Inbox[BoardScraped]]:
    ingester: Inbox[BoardScraped] = Inbox("ingester", 500)
    given: Any = {"unchanged": unchanged, "scrapes": scrapes or FakeScrapes()}
    return UnchangedIngester(inbox, ingester=ingester, **given), ingester


async def test_one_batch(caplog: pytest.LogCaptureFixture) -> None:
    """What is queued together is stored together; each reading is said to have finished."""
    unchanged = FakeUnchanged(2)
    made, ingester = actor(unchanged, Inbox("unchanged", 10))

    with caplog.at_level(logging.INFO):
        await run_to_end(made, reading(1), reading(2), reading(3))

    assert unchanged.batches == [[1, 2, 3]]
    assert [one.result.source.scrape_id for one in ingester.rest(10)] == [2]
    finished = [vars(one)["scrape_id"] for one in caplog.records]
    assert (caplog.messages, finished) == (["scrape finished"] * 2, [1, 3])


async def test_bounded() -> None:
    """However many wait, a transaction stores only so many."""
    unchanged = FakeUnchanged()
    made, _ = actor(unchanged, Inbox("unchanged", 500))

    await run_to_end(made, *(reading(n) for n in range(BOARDS_AT_ONCE + 1)))

    assert [len(batch) for batch in unchanged.batches] == [BOARDS_AT_ONCE, 1]


async def test_defect() -> None:
    """P4: where one of them breaks the statement, each is stored alone."""
    made, ingester = actor(FakeUnchanged(error=ValueError("bad row")), Inbox("unchanged", 10))

    await run_to_end(made, reading(1), reading(2))

    assert [one.result.source.scrape_id for one in ingester.rest(10)] == [1, 2]


async def test_outage() -> None:
    """P2: the whole batch is stored after the outage, or read again where there is no room."""
    inbox: Inbox[BoardScraped] = Inbox("unchanged", 2)
    scrapes = FakeScrapes()
    made, _ = actor(FakeUnchanged(error=Outage("away")), inbox, scrapes)
    for scrape_id in (1, 2):
        await inbox.put(reading(scrape_id))
    with pytest.raises(ExceptionGroup):
        await made.run()
    await inbox.put(reading(3))

    with pytest.raises(ExceptionGroup):
        await made.run()

    assert scrapes.released == [2]
    assert len(inbox) == 0
