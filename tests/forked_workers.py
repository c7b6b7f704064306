"""Worker processes for tests: forked from a process that has imported what they work with.

``anyio`` keeps worker processes as long as an event loop, and each test has a loop of its own. So
each test that reads a board would start an interpreter that imports all sources: 0.4 seconds of CPU
time. What the processes do, and what ends them, is as in the program.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import signal
import socket
import struct
from contextlib import suppress
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

import anyio
import anyio.to_process
from anyio.abc import Process, UNIXSocketStream

from tests.program import preloaded

if TYPE_CHECKING:
    from collections.abc import Sequence

MODULES: Final = (
    "anyio.to_process", "jobscout.scraping.page_reader", "jobscout.sources",
    "jobscout.worker_processes",
)  # fmt: skip
"""Little more than what the first reading of a board imports, as workers have a memory limit."""

spawn: Final = vars(anyio.to_process)["open_process"]
_CODE: Final = struct.Struct("i")
_left: Final[list[socket.socket]] = []
"""Of processes that ended. anyio closes only those that ended while it waited for a result."""


class Forked(Process):
    """A worker whose standard input and output are both the other end of *ours*."""

    def __init__(
        self, pid: int, ended: socket.socket, ours: socket.socket, stream: UNIXSocketStream
    ) -> None:
        self._pid = pid
        self._ended = ended
        self._ours = ours
        self._stream = stream
        self._loop = asyncio.get_running_loop()
        self._code: asyncio.Future[int] = self._loop.create_future()
        self._loop.add_reader(ended, self._read_code)
        # anyio takes these ways to the pipes of its own class when a loop ends
        transport = SimpleNamespace(close=self._abandon)
        self._stdin = self._stdout = self._stderr = SimpleNamespace(
            _stream=SimpleNamespace(_transport=transport)
        )

    def _read_code(self) -> None:
        (code,) = _CODE.unpack(self._ended.recv(_CODE.size))
        self._end(code)

    def _end(self, code: int) -> None:
        if not self._code.done():
            self._loop.remove_reader(self._ended)
            self._ended.close()
            self._code.set_result(code)
            _left.append(self._ours)

    def _abandon(self) -> None:
        """Nobody will wait for it."""
        self.kill()
        self._ours.close()
        self._end(-signal.SIGKILL)

    async def aclose(self) -> None:
        with anyio.CancelScope(shield=True):
            await self._stream.aclose()
            if not self._code.done():
                self.kill()
            await self.wait()

    async def wait(self) -> int:
        return await asyncio.shield(self._code)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def send_signal(self, signal: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal)

    @property
    def pid(self) -> int:
        return self._pid

    @property
    def returncode(self) -> int | None:
        return self._code.result() if self._code.done() else None

    @property
    def stdin(self) -> UNIXSocketStream:
        return self._stream

    @property
    def stdout(self) -> UNIXSocketStream:
        return self._stream

    @property
    def stderr(self) -> None:
        return None


def _close_those_left() -> None:
    """Unless something of a last result is unread."""
    for ours in _left[:]:
        with suppress(OSError):  # closed, or reset by the other end
            if ours.recv(1, socket.MSG_PEEK):
                continue
        ours.close()
        _left.remove(ours)


atexit.register(_close_those_left)


async def fork(_command: Sequence[str], **_: Any) -> Process:
    """In place of ``anyio.open_process``, where ``anyio.to_process`` calls it."""
    _close_those_left()
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    end = theirs.detach()
    try:
        pid, ended = await preloaded.forked(MODULES, (), os.environ, (os.dup(end), end))
    except BaseException:
        ours.close()  # for the worker the end of its input, and so its own
        raise
    return Forked(pid, ended, ours, await UNIXSocketStream.from_socket(ours))
