"""Worker processes for tests: forked from a process that has imported what they work with.

``anyio`` keeps worker processes as long as an event loop, and each test has a loop of its own. So
each test that reads a board would start an interpreter that imports all sources: 0.4 seconds of CPU
time. What the processes do, and what ends them, is as in the program.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import struct
from contextlib import suppress
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


class Forked(Process):
    """A worker whose standard input and output are both ends of *stream*."""

    def __init__(self, pid: int, ended: socket.socket, stream: UNIXSocketStream) -> None:
        self._pid = pid
        self._stream = stream
        self._ended = ended
        loop = asyncio.get_running_loop()
        self._code: asyncio.Future[int] = loop.create_future()
        loop.add_reader(ended, self._read_code)

    def _read_code(self) -> None:
        asyncio.get_running_loop().remove_reader(self._ended)
        (code,) = _CODE.unpack(self._ended.recv(_CODE.size))
        self._ended.close()
        self._code.set_result(code)

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


async def fork(_command: Sequence[str], **_: Any) -> Process:
    """In place of ``anyio.open_process``, where ``anyio.to_process`` calls it."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    end = theirs.detach()
    pid, ended = await preloaded.forked(MODULES, (), os.environ, (os.dup(end), end))
    return Forked(pid, ended, await UNIXSocketStream.from_socket(ours))
