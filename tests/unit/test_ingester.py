"""Ingester: a whole reading in, jobs out."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest

from jobscout.actors.ingester import JOBS_A_MESSAGE, Ingester
from jobscout.errors import Outage
from jobscout.inbox import Inbox
from jobscout.messages import BoardScraped, JobsStored
from jobscout.model import ScrapeStats
from tests.rows import posting, scrape_result
from tests.unit.fakes_flow import FakePostings, FakeScrapes, run_to_end, stored

READ = BoardScraped(scrape_result(posting("a"), stats=ScrapeStats(http_requests=4)))


def ingester(postings: Any, **changes: Any) -> Ingester:
    given: dict[str, Any] = {"scrapes": FakeScrapes(), "matcher": None}
    return Ingester(Inbox("ingester", 4), postings=postings, **(given | changes))


async def drain(inbox: Inbox[JobsStored]) -> list[JobsStored]:
    await inbox.close()
    return [message async for message in inbox]


async def test_stores_and_tells_the_matcher() -> None:
    """The jobs of a scrape are passed on once they are stored."""
    matcher: Inbox[JobsStored] = Inbox("matcher", 4)
    postings = FakePostings(stored(unmatched=(7, 9), new=2))

    await run_to_end(ingester(postings, matcher=matcher), READ)

    assert postings.results == [READ.result]
    assert await drain(matcher) == [JobsStored((7, 9))]


async def test_in_parts() -> None:
    """Many jobs come as several messages, each job once and in order."""
    matcher: Inbox[JobsStored] = Inbox("matcher", 4)
    ids = tuple(range(JOBS_A_MESSAGE * 2 + 1))

    await run_to_end(ingester(FakePostings(stored(unmatched=ids)), matcher=matcher), READ)

    told = await drain(matcher)
    assert [len(message.job_ids) for message in told] == [JOBS_A_MESSAGE, JOBS_A_MESSAGE, 1]
    assert tuple(job_id for message in told for job_id in message.job_ids) == ids


async def test_same_reading_twice(caplog: pytest.LogCaptureFixture) -> None:
    """A scrape that was stored already is neither passed on nor logged."""
    matcher: Inbox[JobsStored] = Inbox("matcher", 4)

    with caplog.at_level(logging.INFO):
        await run_to_end(ingester(FakePostings(None), matcher=matcher), READ)

    assert await drain(matcher) == []
    assert caplog.records == []


async def test_waits_for_the_matcher() -> None:
    """While the matcher's inbox is full the ingester waits; nothing is dropped."""
    matcher: Inbox[JobsStored] = Inbox("matcher", 1)
    actor = ingester(FakePostings(stored(unmatched=(1,))), matcher=matcher)
    actor.readers = 1
    running = asyncio.create_task(run_to_end(actor, READ, READ, READ))
    async with asyncio.timeout(5):
        told = [await anext(matcher) for _ in range(3)]
        await running

    assert told == [JobsStored((1,))] * 3


async def test_tells_what_happened(caplog: pytest.LogCaptureFixture) -> None:
    """A sound reading is logged with its numbers, and once that the source works again."""
    good = FakePostings(stored(found=5, new=2, updated=1, closed=1, before="failed"))

    with caplog.at_level(logging.INFO):
        await run_to_end(ingester(good), READ)

    recovered, finished = caplog.records
    said = vars(finished)
    assert (recovered.message, finished.message) == ("source recovered", "scrape finished")
    assert (said["status"], said["found"], said["new"], said["closed"]) == ("ok", 5, 2, 1)
    assert (said["source"], said["scrape_id"]) == ("Acme on Greenhouse", 1)
    assert finished.levelno == logging.INFO


@pytest.mark.parametrize(
    ("before", "status", "said"),
    [
        (None, "suspect", "source failing"),
        ("ok", "suspect", "source failing"),
        ("suspect", "suspect", None),
        ("failed", "suspect", None),
        ("suspect", "ok", "source recovered"),
        ("failed", "partial", "source recovered"),
        ("ok", "partial", None),
    ],
)
async def test_health_is_told_once(
    caplog: pytest.LogCaptureFixture, before: str | None, status: str, said: str | None
) -> None:
    """A board that cannot be believed is said to fail once, and once to be well again."""
    reading_stored = stored(status=status, before=before, reason="The board lists nothing.")

    with caplog.at_level(logging.INFO):
        await run_to_end(ingester(FakePostings(reading_stored)), READ)

    *told, finished = caplog.records
    assert [record.message for record in told] == ([said] if said else [])
    assert vars(finished)["error"] == "The board lists nothing."
    if said == "source failing":
        assert vars(told[0])["error_kind"] == "suspect"
        assert vars(told[0])["source"] == "Acme on Greenhouse"


async def test_poison_reading(caplog: pytest.LogCaptureFixture) -> None:
    """A reading that cannot be stored fails its scrape and blames no board; the next is stored."""
    scrapes, postings = FakeScrapes(), FakePostings(ValueError("bad row"))
    actor = ingester(postings, scrapes=scrapes)

    await run_to_end(actor, READ, READ)

    (scrape_id, error, stats), _ = scrapes.failed
    assert (scrape_id, error.kind, str(error)) == (1, "internal", "ValueError: bad row")
    assert stats.http_requests == 4
    assert len(postings.results) == 2
    assert "message failed" in caplog.messages
    assert "source failing" not in caplog.messages


async def test_outage_passes() -> None:
    """An outage is nobody's failure: it goes up, and nothing is recorded."""
    scrapes = FakeScrapes()

    with pytest.raises(ExceptionGroup) as caught:
        await run_to_end(ingester(FakePostings(Outage("away")), scrapes=scrapes), READ)

    assert caught.group_contains(Outage)
    assert scrapes.failed == []


async def test_stops_twice() -> None:
    """Stopping twice is stopping, and what was queued is stored first."""
    postings = FakePostings(stored())
    actor = ingester(postings)
    await actor.inbox.put(READ)
    await actor.stop()
    await actor.stop()

    async with asyncio.timeout(5):
        await actor.run()

    assert len(postings.results) == 1


async def test_reading_is_stored_after_the_outage() -> None:
    """A board that was read before the outage is not asked again."""
    inbox: Inbox[BoardScraped] = Inbox("ingester", 2)
    scrapes = FakeScrapes()
    given: dict[str, Any] = {"postings": FakePostings(Outage("away")), "scrapes": scrapes}
    ingester = Ingester(inbox, matcher=None, **given)
    message = BoardScraped(scrape_result(posting("a")))

    await ingester.release(message)
    assert (len(inbox), scrapes.released) == (1, [])
    await inbox.close()
    await ingester.release(message)

    assert scrapes.released == [message.result.source.scrape_id]
