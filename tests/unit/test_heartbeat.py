"""Heartbeat: says that the process lives, and buries the dead."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from jobscout.actors.heartbeat import Heartbeat
from jobscout.errors import Outage
from jobscout.sql.holders import Holders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.sql.database import Database


class FakeHolders:
    """Answers each beat with the next of *beats*; an exception is raised."""

    beat_s = 5.0

    def __init__(self, *beats: list[int] | Exception | None) -> None:
        self._beats = list(beats)
        self.said: list[object] = []
        self.beaten = asyncio.Event()

    async def join(self) -> None:
        self.said.append("join")

    async def beat(self) -> list[int] | None:
        self.beaten.set()
        found = self._beats.pop(0) if self._beats else []
        if isinstance(found, Exception):
            raise found
        return found

    async def bury(self, dead: Sequence[int]) -> dict[str, int]:
        self.said.append(("bury", list(dead)))
        return {"scrape": 2}

    async def leave(self) -> None:
        self.said.append("leave")


def heart(holders: FakeHolders) -> Heartbeat:
    return Heartbeat(cast("Holders", holders), lambda: holders.said.append("after deaths"))


@pytest.mark.parametrize("beat_s", [0.2, 5.0, 15.0])
def test_three_beats_may_be_missed(beat_s: float) -> None:
    """However often a process says that it lives, by default every five seconds."""
    nowhere = cast("Database", SimpleNamespace())
    holders = Holders(nowhere, nowhere, name="test", beat_s=beat_s)

    assert holders.lease.total_seconds() >= 4 * beat_s
    assert Heartbeat(holders, lambda: None)._interval_s == beat_s
    assert Holders(nowhere, nowhere, name="test").lease == timedelta(seconds=20)


async def test_joins_once() -> None:
    """By its first beat where nobody did it before."""
    holders = FakeHolders()
    actor = heart(holders)
    await actor.begin()
    for _ in range(3):
        await actor.tick()

    assert holders.said == ["join"]


async def test_buries_the_dead(caplog: pytest.LogCaptureFixture) -> None:
    """What they held is due again, said with how much it was, and what kills is looked for."""
    holders = FakeHolders([4, 5])

    await heart(holders).tick()

    assert holders.said == ["join", ("bury", [4, 5]), "after deaths"]
    (record,) = [vars(each) for each in caplog.records if each.message == "processes died"]
    assert (record["holders"], record["scrape"]) == ([4, 5], 2)


async def test_taken_for_dead(caplog: pytest.LogCaptureFixture) -> None:
    """It goes on under a new name, and says so."""
    holders = FakeHolders(None)

    await heart(holders).tick()

    assert holders.said == ["join", "join"]
    assert "taken for dead; others have taken over the claims" in caplog.messages


async def test_outage_passes_and_keeps_the_name() -> None:
    holders = FakeHolders(Outage("away"), [])
    actor = heart(holders)

    with pytest.raises(Outage):
        await actor.tick()
    await actor.tick()

    assert holders.said == ["join"]


async def test_leaves_when_it_is_told_to_stop() -> None:
    """Then what could not be finished is others' at once; also when it never beat."""
    holders = FakeHolders()
    actor = heart(holders)
    work = asyncio.create_task(actor.run())
    async with asyncio.timeout(5):
        await holders.beaten.wait()
        await actor.stop()
        await work
        await actor.run()

    assert holders.said == ["join", "leave", "leave"]
