"""Matcher: new jobs in, alerts out."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from jobscout import actors
from jobscout.actors.matcher import Matcher
from jobscout.errors import Outage
from jobscout.inbox import Inbox
from jobscout.messages import AlertsCreated, JobsStored
from jobscout.rules.notification_times import NotificationPreferences
from jobscout.rules.searches import SearchCriteria
from jobscout.sql.matches import Wanted
from tests.unit.fakes_flow import FakeMatches, run_to_end

if TYPE_CHECKING:
    from collections.abc import Sequence


def criteria(search_id: int, user_id: int = 2, **changes: Any) -> SearchCriteria:
    given: dict[str, Any] = {"titles": ("Engineer",)}
    return SearchCriteria(id=search_id, user_id=user_id, **(given | changes))


def matcher(matches: Any, notifier: Inbox[AlertsCreated] | None = None) -> Matcher:
    return Matcher(Inbox("matcher", 8), matches=matches, searches=matches, notifier=notifier)


async def drain(inbox: Inbox[AlertsCreated]) -> list[AlertsCreated]:
    await inbox.close()
    return [message async for message in inbox]


async def test_matches_and_tells() -> None:
    """A job becomes an alert for each user it suits; each user is passed on once."""
    matches = FakeMatches(
        criteria(1), criteria(2, user_id=4, titles=("Pilot",)), criteria(3, user_id=5)
    )
    notifier: Inbox[AlertsCreated] = Inbox("notifier", 4)

    await run_to_end(matcher(matches, notifier), JobsStored((7, 8)))

    ((job_ids, found),) = matches.saved
    assert job_ids == [7, 8]
    assert [(one.user_id, one.job_id, one.search_id) for one in found] == [
        (2, 7, 1),
        (5, 7, 3),
        (2, 8, 1),
        (5, 8, 3),
    ]
    assert found[0].reasons[0].kind == "title"
    assert await drain(notifier) == [AlertsCreated((2, 5))]


@pytest.mark.parametrize("turn", [1, -1])
async def test_best_search_wins(turn: int) -> None:
    """Of a person's searches the one with the better score speaks, whichever comes first."""
    searches = [criteria(1, keywords=("zeppelin", "engineer")), criteria(2)][::turn]
    matches = FakeMatches(*searches)

    await run_to_end(matcher(matches), JobsStored((7,)))

    ((_, (one,)),) = matches.saved
    assert one.search_id == 2


async def test_only_what_it_claims() -> None:
    """Jobs that another process holds are left to it."""
    matches = FakeMatches(criteria(1))
    matches.refused = {7, 9}

    await run_to_end(matcher(matches), JobsStored((7, 8)), JobsStored((9,)))

    assert [job_ids for job_ids, _ in matches.saved] == [[8]]


async def test_closed_jobs_are_done() -> None:
    """A job that closed before it was matched is settled without an alert."""
    matches = FakeMatches(criteria(1))
    matches.closed = {7}
    notifier: Inbox[AlertsCreated] = Inbox("notifier", 4)

    await run_to_end(matcher(matches, notifier), JobsStored((7,)))

    assert matches.saved == [([7], [])]
    assert await drain(notifier) == []


async def test_nobody_due_now() -> None:
    """Where all alerts are held for later nobody is passed on now."""
    matches = FakeMatches(criteria(1))
    matches.due = False
    notifier: Inbox[AlertsCreated] = Inbox("notifier", 4)

    await run_to_end(matcher(matches, notifier), JobsStored((7,)))

    assert len(matches.saved[0][1]) == 1
    assert await drain(notifier) == []


async def test_due_when_it_suits() -> None:
    """An alert made in quiet hours is due when they end."""
    now = datetime.now(UTC)
    quiet = NotificationPreferences(
        quiet_start=(now - timedelta(hours=1)).time().replace(microsecond=0),
        quiet_end=(now + timedelta(hours=1)).time().replace(microsecond=0),
    )
    matches = FakeMatches(criteria(1), preferences=quiet)

    await run_to_end(matcher(matches), JobsStored((7,)))

    ((_, (one,)),) = matches.saved
    assert isinstance(quiet.quiet_end, time)
    assert one.bundle_at.time() == quiet.quiet_end
    assert one.bundle_at > now


async def test_catches_up_after_the_claim() -> None:
    """Each batch is asked about searches as they were when it was claimed, or later."""
    order: list[str] = []

    class Noting(FakeMatches):
        async def claim(self, job_ids: Sequence[int], lease: timedelta) -> dict[int, datetime]:
            order.append("claim")
            return await super().claim(job_ids, lease)

        async def catch_up(self) -> None:
            order.append("catch up")

        async def wanted(self, search_ids: Sequence[int]) -> Wanted:
            order.append("read")
            return await super().wanted(search_ids)

    await run_to_end(matcher(Noting(criteria(1))), JobsStored((7,)), JobsStored((8,)))

    assert order == ["claim", "catch up", "read"] * 2


async def test_left_meanwhile() -> None:
    """A search that was found and is not active any more makes no alert."""
    matches = FakeMatches(criteria(1), criteria(2, user_id=3))

    async def wanted(search_ids: Sequence[int]) -> Wanted:
        return Wanted([criteria(2, user_id=3)], {3: NotificationPreferences()})

    matches.wanted = wanted  # type: ignore[method-assign]
    await run_to_end(matcher(matches), JobsStored((7,)))

    ((_, found),) = matches.saved
    assert [one.user_id for one in found] == [3]


async def test_very_many_alerts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Searches are read and alerts stored in parts, a person's searches in one; done at the end."""
    monkeypatch.setattr(actors.matcher, "SEARCHES_AT_ONCE", 2)
    monkeypatch.setattr(actors.matcher, "ALERTS_AT_ONCE", 4)
    searches = [criteria(n, user_id=n % 5) for n in range(1, 16)]
    matches = FakeMatches(*searches)

    await run_to_end(matcher(matches), JobsStored((7, 8)))

    assert matches.reads == [3] * 10
    assert [(job_ids, len(found)) for job_ids, found in matches.saved] == [
        ([7], 4),
        ([7], 1),
        ([8], 4),
        ([8], 1),
    ]
    assert matches.finished == [7, 8]
    assert [one.user_id for _, found in matches.saved for one in found] == [*range(5)] * 2


async def test_poison_job_is_counted() -> None:
    """A job that cannot be matched is recorded with its reason, and the next one is matched."""
    matches = FakeMatches(criteria(1))
    matches.poison = {7}

    await run_to_end(matcher(matches), JobsStored((7,)), JobsStored((8,)))

    assert matches.failures == {7: "KeyError: 7"}
    assert [job_ids for job_ids, _ in matches.saved] == [[8]]


async def test_poison_job_harms_no_neighbour() -> None:
    """Of a batch with one bad job, that one fails and all the others are matched."""
    matches = FakeMatches(criteria(1))
    matches.poison = {8}
    actor = matcher(matches)
    await actor.inbox.put(JobsStored((7, 8, 9)))
    done = asyncio.Event()
    note = matches.retry

    async def retry(job_ids: Sequence[int], error: str, wait: timedelta | None) -> bool:
        done.set()
        return await note(job_ids, error, wait)

    matches.retry = retry  # type: ignore[method-assign]
    async with asyncio.timeout(5):
        running = asyncio.create_task(actor.run())
        await done.wait()
        await actor.stop()
        await running

    assert list(matches.failures) == [8]
    assert matches.released == [7, 8, 9]
    assert [job_ids for job_ids, _ in matches.saved] == [[7], [9]]


async def test_outage_passes() -> None:
    """An outage goes up and counts against no job."""

    class Away(FakeMatches):
        async def claim(self, job_ids: Sequence[int], lease: timedelta) -> dict[int, datetime]:
            raise Outage("away")

    matches = Away(criteria(1))

    with pytest.raises(ExceptionGroup) as caught:
        await run_to_end(matcher(matches), JobsStored((7,)))

    assert caught.group_contains(Outage)
    assert matches.failures == {}


async def test_waits_for_the_notifier() -> None:
    """While the notifier's inbox is full the matcher waits; nobody is forgotten."""
    notifier: Inbox[AlertsCreated] = Inbox("notifier", 1)
    actor = matcher(FakeMatches(criteria(1)), notifier)
    jobs = [JobsStored((number,)) for number in range(3)]
    running = asyncio.create_task(run_to_end(actor, *jobs))

    async with asyncio.timeout(5):
        told = [await anext(notifier) for _ in jobs]
        await running

    assert told == [AlertsCreated((2,))] * 3


async def test_stops_twice() -> None:
    """Stopping twice is stopping, and what was queued is matched first."""
    matches = FakeMatches(criteria(1))
    actor = matcher(matches)
    await actor.inbox.put(JobsStored((7,)))
    await actor.stop()
    await actor.stop()

    async with asyncio.timeout(5):
        await actor.run()

    assert len(matches.saved) == 1
