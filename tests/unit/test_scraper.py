"""Scraper: one board for each message, read page by page and in worker processes."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from jobscout.errors import Outage, Postponed, SourceError
from jobscout.inbox import Inbox
from jobscout.messages import BoardScraped, ScrapeClaimed
from jobscout.model import PollHints, RobotsDecision
from tests.rows import due_source
from tests.unit import boards
from tests.unit.fakes_flow import FakeFetcher, FakeScrapes, answer, run_to_end
from tests.unit.scraping import CLAIMED, failure_of, read_board, scraper

if TYPE_CHECKING:
    from jobscout.model import ScrapeStats
    from jobscout.sources.base import Request


async def test_reads_a_board() -> None:
    """One answer becomes one reading with its validators and the board's own pace."""
    fetcher = FakeFetcher(
        lambda _: answer(boards.greenhouse(3), etag='"2"', last_modified="Mon", max_age_s=900.0)
    )

    result = await read_board(fetcher)

    assert [one.external_id for one in result.postings] == ["0", "1", "2"]
    assert result.postings[0].title == "Site Engineer"
    assert (result.whole, result.unchanged, result.rejects) == (True, False, ())
    assert (result.etag, result.last_modified) == ('"2"', "Mon")
    assert result.poll_after == timedelta(minutes=15)
    assert result.min_interval > timedelta(0)
    assert (result.stats.http_requests, result.stats.found) == (1, 3)


async def test_own_hosts_are_read_as_often_as_asked() -> None:
    """A host opened on purpose is nobody's board: its kind's least interval does not count."""
    result = await read_board(FakeFetcher(lambda _: boards.greenhouse(1), allowlisted=True))

    assert result.min_interval == timedelta(0)


async def test_nothing_changed() -> None:
    """P9: validators are sent, and a 304 is a reading without parsing that keeps them."""
    fetcher = FakeFetcher(lambda _: answer(not_modified=True, etag='"2"', max_age_s=60.0))
    due = due_source(etag='"1"', last_modified="Mon")

    result = await read_board(fetcher, due=due)

    assert fetcher.validators == [('"1"', "Mon")]
    assert (result.unchanged, result.etag, result.last_modified) == (True, '"2"', "Mon")
    assert result.poll_after == timedelta(minutes=1)


@pytest.mark.parametrize(("max_age_s", "expected"), [(None, 90), (60.0, 90), (7200.0, 120)])
async def test_a_feeds_own_word(max_age_s: float | None, expected: int) -> None:
    """P9: its ttl counts beside Cache-Control, also after a 304, which does not repeat it."""
    feed = b"<rss><channel><ttl>90</ttl><skipDays><day>Monday</day></skipDays></channel></rss>"
    due = due_source(kind="feed", config={"url": "https://a.example/jobs.rss"})
    fetcher = FakeFetcher(lambda _: answer(feed, etag='"1"', max_age_s=max_age_s))

    first = await read_board(fetcher, due=due)
    due = msgspec.structs.replace(due, etag='"1"', poll_hints=first.poll_hints)
    fetcher = FakeFetcher(lambda _: answer(not_modified=True, max_age_s=max_age_s))
    second = await read_board(fetcher, due=due)

    assert first.poll_hints == PollHints(ttl_s=5400.0, skipped=tuple(range(24)))
    assert second.unchanged
    assert second.poll_hints == first.poll_hints
    assert first.poll_after == second.poll_after == timedelta(minutes=expected)


@pytest.mark.parametrize(
    "changes",
    [
        {"full_read_at": datetime.now(UTC) - timedelta(days=3)},
        {"full_read_at": None},
        {"validators_distrusted": True},
    ],
)
async def test_read_in_full(changes: dict[str, Any]) -> None:
    """Without validators, after some days or where they were wrong; the new ones are kept."""
    fetcher = FakeFetcher(lambda _: answer(boards.greenhouse(1), etag='"2"'))
    due = due_source(etag='"1"', last_modified="Mon", **changes)

    result = await read_board(fetcher, due=due)

    assert fetcher.validators == [(None, None)]
    assert (len(result.postings), result.unchanged, result.etag) == (1, False, '"2"')


async def test_unreadable_posting() -> None:
    """P4: an entry that cannot be read is a reject beside the others, with its id."""
    body = boards.greenhouse(2).replace(b'"Site Engineer"', b"17", 1)

    result = await read_board(FakeFetcher(lambda _: body))

    (reject,) = result.rejects
    assert [one.external_id for one in result.postings] == ["1"]
    assert reject.external_id == "0"
    assert result.stats.found == 2


async def test_nothing_left_of_a_title() -> None:
    """P4: a title of invisible characters is a reject, not a job without a name."""
    body = boards.greenhouse(2).replace(b'"Site Engineer"', b'"\\u200b\\u200e"', 1)

    result = await read_board(FakeFetcher(lambda _: body))

    assert [one.external_id for one in result.postings] == ["1"]
    assert [reject.external_id for reject in result.rejects] == ["0"]


async def test_source_error(caplog: pytest.LogCaptureFixture) -> None:
    """A board that lets us down is recorded, and said to fail when it begins to."""
    down = SourceError("server-error", "HTTP 503", retry_after_s=120.0)

    with caplog.at_level(logging.INFO):
        error, stats = await failure_of(FakeFetcher(lambda _: down))

    assert error is down
    assert stats.http_requests == 1
    assert [record.message for record in caplog.records] == ["source failing", "scrape finished"]
    assert vars(caplog.records[0])["error_kind"] == "server-error"


async def test_failing_on(caplog: pytest.LogCaptureFixture) -> None:
    """A source that fails again is not announced again."""
    scrapes = FakeScrapes(failures=2)
    fetcher = FakeFetcher(lambda _: SourceError("server-error", "HTTP 503"))

    with caplog.at_level(logging.WARNING):
        await run_to_end(scraper(fetcher, scrapes=scrapes), CLAIMED)

    assert caplog.records == []


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"kind": "no-such-kind"}, "bad-config"),
        ({"config": {}}, "bad-config"),
    ],
)
async def test_bad_config(changes: dict[str, Any], kind: str) -> None:
    """A source that cannot be asked at all is recorded like any that fails."""
    error, _ = await failure_of(FakeFetcher(lambda _: b""), due=due_source(**changes))

    assert error.kind == kind


async def test_changed_answer() -> None:
    """An answer of another shape is recorded as changed, with the place."""
    error, _ = await failure_of(FakeFetcher(lambda _: b'{"vacancies": []}'))

    assert error.kind == "changed"
    assert "jobs" in str(error)


async def test_poison_message(caplog: pytest.LogCaptureFixture) -> None:
    """An error of ours is recorded as internal and said, blames no board, and the next is read."""
    replies = iter([KeyError("ours"), boards.greenhouse(1)])
    scrapes = FakeScrapes()
    ingester: Inbox[BoardScraped] = Inbox("ingester", 8)
    actor = scraper(FakeFetcher(lambda _: next(replies)), scrapes=scrapes, ingester=ingester)
    actor.readers = 1

    await run_to_end(actor, CLAIMED, CLAIMED)

    ((_, error, _),) = scrapes.failed
    assert (error.kind, str(error)) == ("internal", "KeyError: 'ours'")
    assert "message failed" in caplog.messages
    assert "source failing" not in caplog.messages
    assert len(ingester) == 1


async def test_outage_passes() -> None:
    """An outage goes up; the claim lapses and nothing is counted against the board."""
    scrapes = FakeScrapes()

    with pytest.raises(ExceptionGroup) as caught:
        await run_to_end(scraper(FakeFetcher(lambda _: Outage("away")), scrapes=scrapes), CLAIMED)

    assert caught.group_contains(Outage)
    assert scrapes.failed == []


async def test_budget_of_the_host_is_spent() -> None:
    """The board waits for the next budget; it did not fail, and the scraper goes on."""
    replies = iter([Postponed("boards.example has had its requests", 90.0), b'{"jobs": []}'])
    scrapes = FakeScrapes()
    ingester: Inbox[BoardScraped] = Inbox("ingester", 8)
    actor = scraper(FakeFetcher(lambda _: next(replies)), scrapes=scrapes, ingester=ingester)
    actor.readers = 1

    await run_to_end(actor, CLAIMED, CLAIMED)

    assert (scrapes.snoozed, scrapes.failed) == ([(1, timedelta(seconds=90))], [])
    assert len(ingester) == 1


async def test_no_room_for_what_changed() -> None:
    """A board that changed is read later, where others keep the room for long; 304s need none."""
    replies = iter([boards.greenhouse(1), answer(not_modified=True)])
    scrapes = FakeScrapes()
    ended: list[str] = []
    ingester: Inbox[BoardScraped] = Inbox("ingester", 8)
    actor = scraper(
        FakeFetcher(lambda _: next(replies)),
        scrapes=scrapes,
        ingester=ingester,
        ended=ended.append,
        room_s=0.01,
    )
    actor.readers = 1
    actor._changed = asyncio.Semaphore(0)

    await run_to_end(actor, CLAIMED, CLAIMED)

    assert [scrape_id for scrape_id, _ in scrapes.snoozed] == [1]
    assert [one.result.unchanged for one in ingester.rest(8)] == [True]
    assert ended == [CLAIMED.host] * 2


async def test_claimed_again_while_it_is_read() -> None:
    """It is not read twice at once; each claim is no longer in hand when it ends."""
    second_ended = asyncio.Event()
    ended: list[str] = []

    class Held(FakeFetcher):
        async def get(self, request: Request, *rest: Any, **named: Any) -> Any:
            await second_ended.wait()
            return await super().get(request, *rest, **named)

    def end(host: str) -> None:
        ended.append(host)
        second_ended.set()

    fetcher = Held(lambda _: answer(not_modified=True))
    await run_to_end(scraper(fetcher, ended=end), CLAIMED, CLAIMED)

    assert len(fetcher.asked) == 1
    assert ended == [CLAIMED.host] * 2


async def test_whole_board_too_slow() -> None:
    """A board that drips along is given up within the lease."""

    class Slow(FakeFetcher):
        async def get(self, *_: Any, **__: Any) -> Any:
            await asyncio.Event().wait()

    error, _ = await failure_of(Slow(lambda _: b""), scrape_s=0.01)

    assert (error.kind, str(error)) == ("timed-out", "the whole board took over 0.01 s")


async def test_waits_for_the_ingester() -> None:
    """While the ingester's inbox is full the scraper waits; no reading is dropped."""
    ingester: Inbox[BoardScraped] = Inbox("ingester", 1)
    fetcher = FakeFetcher(lambda _: answer(not_modified=True))
    actor = scraper(fetcher, ingester=ingester)
    actor.readers = 1
    running = asyncio.create_task(run_to_end(actor, CLAIMED, CLAIMED, CLAIMED))

    async with asyncio.timeout(5):
        readings = [await anext(ingester) for _ in range(3)]
        await running

    assert len(readings) == 3


async def test_stop_finishes_what_it_holds() -> None:
    """Stopping drops what is queued and finishes the board that is being read; twice is once."""
    started, go_on = asyncio.Event(), asyncio.Event()

    class Held(FakeFetcher):
        async def get(self, request: Request, *rest: Any, **named: Any) -> Any:
            started.set()
            await go_on.wait()
            return await super().get(request, *rest, **named)

    ingester = Inbox[BoardScraped]("ingester", 8)
    fetcher = Held(lambda _: answer(not_modified=True))
    actor = scraper(fetcher, ingester=ingester)
    actor.readers = 1
    for _ in range(4):
        await actor.inbox.put(CLAIMED)
    async with asyncio.timeout(5):
        running = asyncio.create_task(actor.run())
        await started.wait()
        await actor.stop()
        await actor.stop()
        go_on.set()
        await running

    assert len(fetcher.asked) == 1
    assert len(ingester) == 1


@pytest.mark.parametrize("trouble", [None, SourceError("robots-refused", "it is refused")])
async def test_what_robots_txt_says_is_noted_when_it_is_new(trouble: SourceError | None) -> None:
    """Of readings and of failures; the same once more is not written again."""
    said = RobotsDecision(allowed=trouble is None, line="Disallow: /x")
    scrapes = FakeScrapes()

    class Robotic(FakeFetcher):
        async def get(self, request: Any, stats: ScrapeStats, **options: Any) -> Any:
            stats.robots = said
            if trouble:
                raise trouble
            return await super().get(request, stats, **options)

    for due in (due_source(), due_source(robots=said)):
        fetcher = Robotic(lambda _: boards.greenhouse(2))
        claimed = ScrapeClaimed(due, CLAIMED.host)
        await run_to_end(scraper(fetcher, scrapes=scrapes), claimed)

    assert scrapes.robots == [(due_source().source_id, said)]
