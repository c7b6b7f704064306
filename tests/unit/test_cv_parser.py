"""CV parser: one claimed CV in, its outcome on its row, whatever the file does to the reader."""

from __future__ import annotations

import os
import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import anyio
import msgspec
import pytest
from prometheus_client import REGISTRY

from jobscout import logs, metrics
from jobscout.actors import cv_parser
from jobscout.actors.cv_parser import FAULT_TEXTS, CVParser
from jobscout.cv.files import UnreadableError
from jobscout.errors import NotFound, Outage
from jobscout.inbox import Inbox
from jobscout.messages import CVUploaded
from jobscout.model import Findings
from jobscout.outside.scratch import Scratch
from jobscout.rules.schedule import MAX_DEATHS
from jobscout.sql.cvs import MAX_ATTEMPTS, ClaimedCV
from tests.unit.fakes_flow import FakeSkills, run_to_end

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

FOUND = Findings(pages=1, sections={}, years_of_experience=None, languages=(), skills=())


class FakeCVs:
    """CVs that wait; *attempts* of each so far."""

    def __init__(self, *waiting: int, attempts: int = 1) -> None:
        self._waiting = set(waiting)
        self._attempts = attempts
        self.said: dict[int, object] = {}

    async def claim(self, cv_id: int, _lease: timedelta) -> ClaimedCV | None:
        if cv_id not in self._waiting:
            return None
        self._waiting.remove(cv_id)
        return ClaimedCV(cv_id, 7, f"users/7/cv/{cv_id}", self._attempts, timedelta(seconds=1))

    async def complete(self, claimed: ClaimedCV, findings: Findings) -> None:
        self.said[claimed.id] = findings

    async def discard(self, cv_id: int, error: str) -> None:
        self.said[cv_id] = error

    async def snooze(self, cv_id: int, wait: timedelta) -> None:
        self.said[cv_id] = wait

    async def release(self, cv_id: int) -> None:
        self.said[cv_id] = "released"

    async def retry(self, cv_id: int, error: str, wait: timedelta | None) -> bool:
        again = self._attempts < MAX_ATTEMPTS
        self.said[cv_id] = "again" if again else error
        return again


class FakeFiles:
    def __init__(self, error: Exception | None = None) -> None:
        self._error = error

    async def stream(self, key: str) -> AsyncIterator[bytes]:
        if self._error is not None:
            raise self._error
        yield key.encode()
        yield b"!"


# What a worker process is made to do: these must be found there by name.


def well(path: Path, *_: object) -> bytes:
    assert path.read_bytes().startswith(b"users/7/cv/")
    return msgspec.msgpack.encode(FOUND)


def unreadable(*_: object) -> bytes:
    raise UnreadableError("no-text-layer", "two pictures")


def defect(*_: object) -> bytes:
    raise KeyError("what the CV said")


def crash(*_: object) -> bytes:
    os._exit(9)


def hang(*_: object) -> bytes:
    threading.Event().wait()
    raise AssertionError("nobody sets it")


def odd(path: Path, *rest: object) -> bytes:
    """Crashes over CVs of odd number."""
    return crash() if int(path.read_bytes()[11:-1]) % 2 else well(path, *rest)


async def outcome(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    reader: Callable[..., bytes],
    cvs: FakeCVs,
    *cv_ids: int,
    **changes: Any,
) -> dict[int, object]:
    monkeypatch.setattr(cv_parser, "read_packed", reader)
    given: dict[str, Any] = {
        "cvs": cvs,
        "skills": FakeSkills(),
        "files": FakeFiles(),
        "scratch": Scratch(tmp_path),
        "workers": anyio.CapacityLimiter(2),
    }
    parser = CVParser(Inbox("cv_parser", 64), **(given | changes))
    await run_to_end(parser, *(CVUploaded(cv_id) for cv_id in cv_ids))
    assert list(tmp_path.iterdir()) == []
    return cvs.said


async def test_ready(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The file goes to a worker process, and what it says to the row."""
    said = await outcome(monkeypatch, tmp_path, well, FakeCVs(1), 1, 1)

    assert said == {1: FOUND}


OUTCOMES = [
    (unreadable, "no-text-layer"),
    (crash, "damaged"),
    (hang, "timed-out"),
]


TIMES = ("wait", "read_duration")


@pytest.mark.parametrize(("reader", "word"), OUTCOMES)
async def test_failed(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    reader: Callable[..., bytes],
    word: str,
) -> None:
    """A word for programs, a sentence for people, and in the log which CV, nothing of the file."""
    caplog.handler.addFilter(logs.add_context)
    caplog.set_level("INFO")
    before = metrics.CVS.labels("timed-out")._value.get()
    times = [REGISTRY.get_sample_value(f"jobscout_cv_{name}_seconds_count") or 0 for name in TIMES]

    # a worker process takes its time to start, and only one of them is to be waited out
    changes = {"read_s": 0.5} if word == "timed-out" else {}
    said = await outcome(monkeypatch, tmp_path, reader, FakeCVs(1), 1, **changes)

    assert said == {1: f"{word}: {FAULT_TEXTS[word]}"}  # type: ignore[index]
    counted = metrics.CVS.labels("timed-out")._value.get() - before
    assert counted == (1 if word == "timed-out" else 0)
    after = [REGISTRY.get_sample_value(f"jobscout_cv_{name}_seconds_count") for name in TIMES]
    assert after == [number + 1 for number in times]
    shown = "".join(map(logs.TextFormatter().format, caplog.records))
    assert "what the CV said" not in shown
    ours = [vars(record) for record in caplog.records if record.name.startswith("jobscout")]
    assert ours
    assert {record["cv_id"] for record in ours} == {1}


@pytest.mark.parametrize(
    ("attempts", "said"),
    [
        (1, "again"),
        (MAX_ATTEMPTS - 1, "again"),
        (MAX_ATTEMPTS, f"damaged: {FAULT_TEXTS['damaged']}"),
    ],
)
async def test_broken_on_our_side(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    attempts: int,
    said: str,
) -> None:
    """A defect of ours is tried again before its person hears of it; the log has no word of it."""
    before = metrics.CVS.labels("internal")._value.get()

    found = await outcome(monkeypatch, tmp_path, defect, FakeCVs(1, attempts=attempts), 1)

    assert found == {1: said}
    assert metrics.CVS.labels("internal")._value.get() == before + 1
    assert "CV broke the reader" in caplog.messages
    assert "what the CV said" not in "".join(map(logs.TextFormatter().format, caplog.records))


async def test_one_hurts_no_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of CVs read at the same time, those whose worker dies fail and the others are ready."""
    said = await outcome(monkeypatch, tmp_path, odd, FakeCVs(*range(10)), *range(10))

    failed = {cv_id for cv_id, outcome in said.items() if outcome != FOUND}
    assert len(said) == 10
    assert failed == {1, 3, 5, 7, 9}


async def test_storage_away(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The CV waits, is not counted as tried, and the log says which."""
    caplog.handler.addFilter(logs.add_context)
    files = FakeFiles(Outage("the storage is away"))

    said = await outcome(monkeypatch, tmp_path, well, FakeCVs(1), 1, files=files)

    assert isinstance(said[1], timedelta)
    (snoozed,) = [vars(record) for record in caplog.records if record.msg == "snoozed"]
    assert snoozed["cv_id"] == 1


async def test_deleted_meanwhile(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = FakeFiles(NotFound("there is no such file"))

    said = await outcome(monkeypatch, tmp_path, well, FakeCVs(1), 1, files=files)

    assert said == {1: "deleted: the file was deleted"}


async def test_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A CV over which the program died again and again is not read once more."""
    said = await outcome(monkeypatch, tmp_path, well, FakeCVs(1, attempts=MAX_DEATHS + 1), 1)

    assert said == {1: f"damaged: {FAULT_TEXTS['damaged']}"}


async def test_database_away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An outage is for the supervisor to wait out: the row still owes."""

    class Away(FakeCVs):
        async def complete(self, claimed: ClaimedCV, findings: Findings) -> None:
            raise Outage("PostgreSQL is away")

        async def snooze(self, cv_id: int, wait: timedelta) -> None:
            raise Outage("PostgreSQL is away")

    with pytest.raises(ExceptionGroup) as broke:
        await outcome(monkeypatch, tmp_path, well, Away(1), 1)

    assert isinstance(broke.value.exceptions[0], Outage)


def hungry(path: Path, *_: object) -> bytes:
    """Over CVs of odd number it wants more than any worker may have."""
    odd = int(path.read_bytes()[11:-1]) % 2
    return b"x" * 2**34 if odd else well(path)


async def test_memory_is_capped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What wants more memory than it may have is too long; the next one is read."""
    said = await outcome(monkeypatch, tmp_path, hungry, FakeCVs(1, 2, 3, 4), 1, 2, 3, 4)

    full = f"too-long: {FAULT_TEXTS['too-long']}"
    assert said == {1: full, 2: FOUND, 3: full, 4: FOUND}
