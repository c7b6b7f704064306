"""Dispatcher: no more than the scrapers can read, and little of each host."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.actors.dispatcher import PER_HOST, Dispatcher, Lane, SourceScheduler, in_hand, queued
from jobscout.inbox import Inbox
from jobscout.model import PRIORITIES
from jobscout.sql.scrapes import ClaimedScrape
from tests.rows import due_source

if TYPE_CHECKING:
    from jobscout.messages import ScrapeClaimed


class Queue:
    """Queued scrapes by the host of their source; claimed as ``Scrapes`` does."""

    def __init__(self, *hosts: str) -> None:
        self.hosts = list(hosts)
        self.asked: list[tuple[str, int]] = []
        self.enqueued: list[tuple[str, int, int]] = []

    async def claim_next(
        self, priority: str, most: int, *, per_host: int, held: dict[str, int], lease: timedelta
    ) -> list[ClaimedScrape]:
        assert lease > timedelta()
        self.asked.append((priority, most))
        claimed: list[str] = []
        for host in list(self.hosts):
            many = held.get(host, 0) + claimed.count(host)
            if many < per_host and len(claimed) < most:
                self.hosts.remove(host)
                claimed.append(host)
        return [ClaimedScrape(due_source(), host) for host in claimed]

    async def enqueue_due(self, priority: str, per_host: int, most: int) -> list[int]:
        self.enqueued.append((priority, per_host, most))
        return []


def dispatcher(queue: Queue, readers: int) -> tuple[Dispatcher, Inbox[ScrapeClaimed]]:
    inbox: Inbox[ScrapeClaimed] = Inbox("scraper", 100)
    made: Any = Dispatcher(
        {"normal": Lane(inbox, readers)},
        queue,  # type: ignore[arg-type]
        sweep_s=5.0,
        pace_s=1.0,
        lease=timedelta(minutes=1),
    )
    return made, inbox


async def test_only_what_can_be_read() -> None:
    """Boards that are queued and those that are being read count alike."""
    queue = Queue(*"abcdef")
    actor, inbox = dispatcher(queue, 4)

    await actor.tick()
    taken = inbox.rest(10)
    await actor.tick()
    actor.ended("normal", taken[0].host)
    await actor.tick()

    assert [one.host for one in taken] == ["a", "b", "c", "d"]
    assert [one.host for one in inbox.rest(10)] == ["e"]
    assert queue.asked == [("normal", 4), ("normal", 1)]


async def test_large_host_leaves_room() -> None:
    """A host with many boards has two in hand, and the next as soon as one was read."""
    queue = Queue(*["large"] * 10, "small")
    actor, inbox = dispatcher(queue, 100)

    await actor.tick()
    await actor.tick()
    first = [one.host for one in inbox.rest(100)]
    actor.ended("normal", "large")
    await actor.tick()

    assert sorted(first) == ["large", "large", "small"]
    assert [one.host for one in inbox.rest(100)] == ["large"]


async def test_next_pass_after_the_end_of_one() -> None:
    """A board that was read wakes the dispatcher: nobody waits for the sweep."""
    actor, _ = dispatcher(Queue("a"), 1)
    await actor.tick()
    assert not actor._woken.is_set()

    actor.ended("normal", "a")

    assert actor._woken.is_set()


async def test_closed_inbox() -> None:
    """Once the scrapers stop, nothing more is claimed."""
    queue = Queue("a")
    actor, inbox = dispatcher(queue, 4)
    await inbox.close()

    await actor.tick()

    assert queue.asked == []


async def test_every_lane_is_queued() -> None:
    """What one pass queues lasts for two, for each host and for all."""
    queue = Queue()

    await SourceScheduler(queue, sweep_s=5.0, pace_s=0.5).tick()  # type: ignore[arg-type]

    assert queue.enqueued == [(lane, 20, 2000) for lane in PRIORITIES]


@pytest.mark.parametrize("pace_s", [0.01, 1.0, 60.0])
@pytest.mark.parametrize("sweep_s", [0.1, 5.0, 60.0])
def test_no_pass_limits_a_host(pace_s: float, sweep_s: float) -> None:
    """Until the next pass, a pause late by as much again, a host does not run out of boards."""
    assert queued(pace_s, sweep_s) * pace_s >= min(2 * sweep_s, PER_HOST * pace_s)
    assert queued(pace_s, sweep_s) >= 2 * sweep_s / pace_s
    assert in_hand(pace_s) >= PER_HOST
