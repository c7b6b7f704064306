"""Starts the program, or a worker process, by forking a process that has imported it already.

Most of a start is imports: 0.8 of 1.0 second of CPU time, and the tests start the program over a
hundred times. Each test process keeps one such process of each sort, which ends with it.
"""

from __future__ import annotations

import asyncio
import atexit
import gc
import json
import os
import runpy
import selectors
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import anyio.to_process

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parents[2]
_MODULES = (
    "uvloop", "jobscout.app", "jobscout.wiring", "jobscout.sql.migrations", "jobscout.sql.seeds",
    "seed.load",
)  # fmt: skip
_NUMBER = struct.Struct("i")


class Process:
    """What tests use of ``asyncio.subprocess.Process``."""

    def __init__(
        self, pid: int, ended: socket.socket, out: asyncio.StreamReader, err: asyncio.StreamReader
    ) -> None:
        self.pid = pid
        self.stdout, self.stderr = out, err
        self.returncode: int | None = None
        self._ending = asyncio.create_task(self._until_it_ends(ended))

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        return await asyncio.shield(self._ending)

    async def _until_it_ends(self, ended: socket.socket) -> int:
        self.returncode = await _number(ended)
        ended.close()
        return self.returncode


async def start(arguments: Sequence[str], environment: Mapping[str, str], limit: int) -> Process:
    """``main.py`` with these *arguments*, as ``asyncio.create_subprocess_exec`` starts it."""
    (out, out_end), (err, err_end) = os.pipe(), os.pipe()
    pid, ended = await forked(_MODULES, arguments, environment, (out_end, err_end))
    return Process(pid, ended, await _reader(out, limit), await _reader(err, limit))


async def forked(
    modules: tuple[str, ...],
    arguments: Sequence[str],
    environment: Mapping[str, str],
    ends: Sequence[int],
) -> tuple[int, socket.socket]:
    """The id of a new process that has *modules*, and a socket that will say its exit code.

    Without *arguments* it is a worker process of ``anyio.to_process``. *ends* become its standard
    output and error, or a worker's input and output; here they are closed.
    """
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    message = json.dumps([list(arguments), dict(environment)]).encode()
    control = _preloaded(modules)
    control.sendall(len(message).to_bytes(4, "big"))
    socket.send_fds(control, [message], [theirs.fileno(), *ends])
    theirs.close()
    for end in ends:
        os.close(end)
    try:
        return await _number(ours), ours
    except BaseException:
        ours.close()
        raise


async def _number(said: socket.socket) -> int:
    data = await asyncio.get_running_loop().sock_recv(said, _NUMBER.size)
    (number,) = _NUMBER.unpack(data)
    return int(number)


async def _reader(end: int, limit: int) -> asyncio.StreamReader:
    reader = asyncio.StreamReader(limit=limit)
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(end, "rb")
    )
    return reader


@cache
def _preloaded(modules: tuple[str, ...]) -> socket.socket:
    """Whoever reads from the other end forks. It ends when this end is closed, at our exit."""
    ours, theirs = socket.socketpair()
    with theirs:
        number = str(theirs.fileno())
        command = [sys.executable, "-u", "-m", "tests.program.preloaded", number, *modules]
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()]
        )

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


class _Start(NamedTuple):
    arguments: list[str]
    environment: dict[str, str]
    ended: socket.socket
    ends: list[int]


def _starts(control: socket.socket) -> _Start | None:
    """Fork for each message; None where no more come, and in a child what it is to run."""
    chooser = selectors.DefaultSelector()
    chooser.register(control, selectors.EVENT_READ)
    while True:
        for key, _ in chooser.select():
            if key.data is None:
                wanted = _received(control)
                if wanted is None:
                    return None
                pid = os.fork()
                if pid == 0:
                    _close(chooser, but=wanted)
                    return wanted
                for end in wanted.ends:
                    os.close(end)
                with suppress(ConnectionError):  # nobody waits for it
                    wanted.ended.sendall(_NUMBER.pack(pid))
                chooser.register(os.pidfd_open(pid), selectors.EVENT_READ, data=(pid, wanted.ended))
            else:
                pid, ended = key.data
                chooser.unregister(key.fd)
                os.close(key.fd)
                _, status = os.waitpid(pid, 0)
                with suppress(ConnectionError):  # as above
                    ended.sendall(_NUMBER.pack(os.waitstatus_to_exitcode(status)))
                ended.close()


def _close(chooser: selectors.BaseSelector, but: _Start) -> None:
    """What belongs to the other programs."""
    for key in list(chooser.get_map().values()):
        os.close(key.fd)
        if key.data is not None:
            key.data[1].close()
    chooser.close()
    but.ended.close()


def _received(control: socket.socket) -> _Start | None:
    length = control.recv(4, socket.MSG_WAITALL)
    if not length:
        return None
    message, fds, _, _ = socket.recv_fds(control, int.from_bytes(length, "big"), 3)
    while len(message) < int.from_bytes(length, "big"):
        message += control.recv(2**16)
    arguments, environment = json.loads(message)
    return _Start(arguments, environment, socket.socket(fileno=fds[0]), fds[1:])


def _become(wanted: _Start) -> None:
    for number, end in enumerate(wanted.ends, 1 if wanted.arguments else 0):
        os.dup2(end, number)
        os.close(end)
    os.environ.clear()
    os.environ.update(wanted.environment)
    tempfile.tempdir = None
    if not wanted.arguments:
        anyio.to_process.process_worker()
        return
    sys.argv = ["main.py", *wanted.arguments]
    runpy.run_path(str(ROOT / "main.py"), run_name="__main__")


if __name__ == "__main__":
    for module in sys.argv[2:]:
        __import__(module)
    assert threading.active_count() == 1  # only the thread that forks would be there in a child
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    child = _starts(socket.socket(fileno=int(sys.argv[1])))
    if child is not None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _become(child)
