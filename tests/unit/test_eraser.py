"""Eraser: what is left of a closed account goes, in an order that a kill cannot spoil."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from jobscout import logs
from jobscout.actors.eraser import Eraser
from jobscout.errors import Outage
from jobscout.inbox import Inbox
from jobscout.messages import ErasureDue
from jobscout.sql.erasures import ClaimedErasure
from tests.unit.fakes_flow import run_to_end

if TYPE_CHECKING:
    from collections.abc import Iterable

DUE = ErasureDue(5)
ALL = [
    *("claim", "delete_under", "forget", "note_files", "sessions_of", "forget_sessions"),
    *("erase_rows", "forget_user", "complete"),
]


class World:
    """Everything the eraser touches; *breaking* names the step that raises *error*."""

    def __init__(self, breaking: str = "", error: Exception | None = None, **changes: Any) -> None:
        self.steps: list[str] = []
        self.said: list[tuple[Any, ...]] = []
        self._breaking = breaking
        self._error = error
        usual: dict[str, Any] = {"id": 5, "receipt": "r-5", "user_id": 7, "attempts": 2}
        self.claimed: ClaimedErasure | None = ClaimedErasure(
            **usual | {"email": "ada@example.org"} | changes
        )

    def _step(self, name: str, *said: Any) -> None:
        self.steps.append(name)
        self.said.append((name, *said))
        if name == self._breaking and self._error is not None:
            raise self._error

    async def claim(self, erasure_id: int, lease: timedelta) -> ClaimedErasure | None:
        assert lease == Eraser.lease
        self._step("claim", erasure_id)
        return self.claimed

    async def delete_under(self, prefix: str) -> int:
        self._step("delete_under", prefix)
        return 3

    async def forget(self, address: Any) -> None:
        self._step("forget" if isinstance(address, str) else "forget_sessions", address)

    async def note_files(self, erasure_id: int, files: int) -> None:
        self._step("note_files", erasure_id, files)

    async def sessions_of(self, user_id: int) -> list[str]:
        self._step("sessions_of", user_id)
        return ["s-1"]

    async def erase_rows(self, erasure_id: int, user_id: int) -> None:
        self._step("erase_rows", erasure_id, user_id)

    async def forget_user(self, user_id: int) -> None:
        self._step("forget_user", user_id)

    async def complete(self, erasure_id: int) -> dict[str, int]:
        self._step("complete", erasure_id)
        return {"alerts": 2}

    async def retry(self, erasure_id: int, error: str, wait: timedelta | None) -> bool:
        self._step("retry", erasure_id, error, wait)
        return True

    async def snooze(self, erasure_id: int, wait: timedelta) -> None:
        self._step("snooze", erasure_id, wait)

    async def release(self, erasure_id: int) -> None:
        self._step("release", erasure_id)


class Sessions:
    def __init__(self, world: World) -> None:
        self._world = world

    async def forget(self, session_ids: Iterable[str]) -> None:
        await self._world.forget(list(session_ids))


def eraser(world: Any) -> Eraser:
    sessions: Any = Sessions(world)
    return Eraser(
        Inbox("eraser", 4),
        erasures=world,
        files=world,
        mailer=world,
        revoked_sessions=sessions,
        limits=world,
    )


async def test_files_first_and_the_receipt_last() -> None:
    """Only the rows tell whose the files are, and only the erasure tells what is still to do."""
    world = World()

    await run_to_end(eraser(world), DUE)

    assert world.steps == ALL
    assert ("delete_under", "users/7/") in world.said
    assert ("forget", "ada@example.org") in world.said
    assert ("forget_sessions", ["s-1"]) in world.said
    assert ("note_files", 5, 3) in world.said


async def test_resumed_without_the_row() -> None:
    """Where the person's row is gone already, the rest is done; their address is not known."""
    world = World(email=None)

    await run_to_end(eraser(world), DUE)

    assert world.steps == [step for step in ALL if step != "forget"]


async def test_the_same_message_twice() -> None:
    """What another process holds, or has done, is left alone."""
    world = World()
    world.claimed = None

    await run_to_end(eraser(world), DUE, DUE)

    assert world.steps == ["claim", "claim"]


@pytest.mark.parametrize("step", ["delete_under", "forget", "forget_sessions", "forget_user"])
async def test_storage_or_redis_away(step: str, caplog: pytest.LogCaptureFixture) -> None:
    """Snoozed with a pause, nothing after it is touched, and the log says so."""
    caplog.handler.addFilter(logs.add_context)
    world = World(step, Outage("the storage is away"))

    await run_to_end(eraser(world), DUE)

    assert world.steps == [*ALL[: ALL.index(step) + 1], "snooze"]
    assert world.said[-1] == ("snooze", 5, timedelta(minutes=2))
    (record,) = (record for record in caplog.records if record.message == "snoozed")
    assert vars(record)["receipt"] == "r-5"
    assert "ada" not in caplog.text


async def test_a_bug_is_recorded_without_the_user() -> None:
    """Whatever went wrong may quote the person: only its kind is kept."""
    world = World("erase_rows", KeyError("ada@example.org"))

    await run_to_end(eraser(world), DUE)

    assert world.said[-1] == ("retry", 5, "internal: KeyError", None)


async def test_poison_does_not_stop_the_next() -> None:
    """One that cannot be erased does not keep the next person waiting."""
    world = World("forget", KeyError("nonsense"))

    await run_to_end(eraser(world), DUE, ErasureDue(6))

    assert [said for said in world.said if said[0] == "claim"] == [("claim", 5), ("claim", 6)]


async def test_outage_passes() -> None:
    """PostgreSQL away is the supervisor's case: nothing could be recorded."""
    world = World("claim", Outage("away"))

    with pytest.raises(ExceptionGroup):
        await run_to_end(eraser(world), DUE)

    assert world.steps == ["claim"]


async def test_stops_twice() -> None:
    """Told to stop twice, it ends."""
    actor = eraser(World())
    await actor.stop()
    await actor.stop()

    async with asyncio.timeout(1):
        await actor.run()
