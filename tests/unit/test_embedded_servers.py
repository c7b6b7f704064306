"""Embedded servers are started again when they die, and given up when that is in vain."""

from __future__ import annotations

import asyncio
from itertools import chain, repeat
from typing import TYPE_CHECKING

import pytest

from jobscout.actors.embedded_servers import RESTARTS, STARTS, WINDOW_S, EmbeddedServers
from jobscout.actors.supervisor import RestartLimitError, Supervisor
from jobscout.errors import DiskUnavailable, Outage, SettingError, Unrecoverable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Servers:
    """Servers that die, and whose restarts end as told; *done* when there is nothing more."""

    def __init__(self, deaths: int, outcomes: Iterable[Exception | None] = ()) -> None:
        self.restarted: list[str] = []
        self.actor: EmbeddedServers | None = None
        self._deaths = deaths
        self._outcomes = chain(outcomes, repeat(None))
        self._loop = asyncio.get_running_loop()

    def dead(self) -> Sequence[str]:
        if self._deaths:
            return ["PostgreSQL"]
        assert self.actor is not None
        asyncio.run_coroutine_threadsafe(self.actor.stop(), self._loop)
        return []

    def restart(self, name: str) -> None:
        self.restarted.append(name)
        error = next(self._outcomes)
        if error is not None:
            raise error
        self._deaths -= 1


def actor(servers: Servers, now: float = 0.0, step: float = 0.0) -> EmbeddedServers:
    times = iter(now + number * step for number in range(10_000))
    made = EmbeddedServers(servers, every_s=0.001, first_pause_s=0.001, clock=lambda: next(times))
    servers.actor = made
    return made


async def test_is_started_again() -> None:
    """Each death is followed by one restart, however many there are over the days."""
    servers = Servers(deaths=2 * RESTARTS)
    await actor(servers, step=WINDOW_S / RESTARTS * 1.01).run()

    assert servers.restarted == ["PostgreSQL"] * 2 * RESTARTS


async def test_starts_in_vain_are_counted_anew_after_one_that_helped() -> None:
    """A server that comes up at the last try may be started as often the next time."""
    refused = SettingError("DATA_DIR", "no")
    servers = Servers(deaths=2, outcomes=[*[refused] * (STARTS - 1), None] * 2)
    await actor(servers).run()

    assert len(servers.restarted) == 2 * STARTS


async def test_gives_up_what_does_not_start() -> None:
    """After some tries in a row the process must end, with the server's own words."""
    servers = Servers(deaths=1, outcomes=repeat(SettingError("DATA_DIR", "is of no use")))
    with pytest.raises(Unrecoverable, match=r"^DATA_DIR is of no use$"):
        await actor(servers).run()

    assert len(servers.restarted) == STARTS


async def test_gives_up_what_dies_again_and_again() -> None:
    """A server that starts each time and dies at once has a reason to."""
    servers = Servers(deaths=RESTARTS + 1)
    with pytest.raises(Unrecoverable, match="died"):
        await actor(servers).run()

    assert len(servers.restarted) == RESTARTS


async def test_full_disk_is_waited_out() -> None:
    """A server that cannot start because the disk is full is not given up."""
    full = DiskUnavailable("no space left", "disk full")
    servers = Servers(deaths=1, outcomes=[full] * 2 * RESTARTS)
    guard = actor(servers)
    for _ in range(2 * RESTARTS):
        with pytest.raises(Outage):
            await guard.run()
    await guard.run()

    assert len(servers.restarted) == 2 * RESTARTS + 1


async def test_end_of_the_process_says_why() -> None:
    """The supervisor gives up at once, however few restarts there were."""
    servers = Servers(deaths=1, outcomes=repeat(SettingError("DATA_DIR", "is of no use")))
    with pytest.raises(ExceptionGroup) as ended:
        await Supervisor([actor(servers)]).run()

    (error,) = ended.value.exceptions
    assert isinstance(error, RestartLimitError)
    assert str(error) == "embedded_servers: DATA_DIR is of no use"
