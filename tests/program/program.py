"""The real program as a child process: started, listened to, stopped and killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import aiohttp

from tests.program import preloaded
from tests.program.preloaded import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from pathlib import Path

    from tests.program.preloaded import Process

LINE_BYTES = 2**20
START_S = 30.0
STOP_S = 30.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Program:
    """One run of ``main.py``. *events* are its log lines so far, one dict each."""

    def __init__(self, process: asyncio.subprocess.Process | Process, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.events: list[dict[str, Any]] = []
        self.said: list[str] = []
        self._process = process
        self._news = asyncio.Condition()
        self._readers = [
            asyncio.create_task(self._read_log()),
            asyncio.create_task(self._read_words()),
        ]

    async def until(
        self, event: str, times: int = 1, *, within_s: float = 40.0, **fields: Any
    ) -> list[dict[str, Any]]:
        """Wait until *event* with these fields was logged so often; those log lines."""

        def found() -> list[dict[str, Any]]:
            return [
                line
                for line in self.events
                if line["message"] == event and fields.items() <= line.items()
            ]

        with suppress(TimeoutError):
            async with asyncio.timeout(within_s), self._news:
                await self._news.wait_for(lambda: len(found()) >= times or self.ended)
        last = "\n".join(str(line)[-600:] for line in self.events[-10:])
        assert len(found()) >= times, f"{len(found())} of {times} {event!r}; last:\n{last}"
        return found()

    async def until_matched(self) -> None:
        """Wait until every job that the scrapes so far brought was matched."""
        finished = [line for line in self.events if line["message"] == "scrape finished"]
        # what had expired when it was seen first is matched with nothing
        fresh = sum(
            line.get("new", 0) - line.get("duplicates", 0) - line.get("expired", 0)
            for line in finished
        )
        for _ in range(fresh + 1):
            matched = [line for line in self.events if line["message"] == "jobs matched"]
            if sum(line["jobs"] for line in matched) >= fresh:
                return
            await self.until("jobs matched", len(matched) + 1)

    async def until_ready(self) -> None:
        async with self._news:
            await self._news.wait_for(
                lambda: any("Stop with Ctrl-C" in line for line in self.said) or self.ended
            )
        assert not self.ended, (
            f"it ended with {self._process.returncode}: {self.events} {self.said}"
        )

    async def metrics(self) -> str:
        async with (
            aiohttp.ClientSession(self.url) as session,
            session.get("/metrics") as answer,
        ):
            return await answer.text()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def ended(self) -> bool:
        return all(reader.done() for reader in self._readers)

    async def stop(self) -> int:
        """SIGTERM; the exit code."""
        self.signal(signal.SIGTERM)
        return await self.wait()

    def signal(self, number: signal.Signals) -> None:
        if self._process.returncode is None:
            self._process.send_signal(number)

    async def kill(self) -> None:
        """Kill -9: nothing inside gets a word in."""
        if self._process.returncode is None:
            self._process.kill()
        await self.wait()

    async def wait(self) -> int:
        async with asyncio.timeout(STOP_S):
            code = await self._process.wait()
            await asyncio.gather(*self._readers)
        return code

    async def _read_log(self) -> None:
        assert self._process.stderr is not None
        async for line in self._process.stderr:
            text = line.decode()
            try:
                event = json.loads(text)
            except ValueError:
                event = {"message": text.strip()}
            async with self._news:
                self.events.append(event)
                self._news.notify_all()
        async with self._news:
            self._news.notify_all()

    async def _read_words(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            async with self._news:
                self.said.append(line.decode().strip())
                self._news.notify_all()
        async with self._news:
            self._news.notify_all()


@asynccontextmanager
async def running(
    data_dir: Path,
    settings: Mapping[str, str],
    *,
    command: str = "serve",
    ready: bool = True,
    fresh: bool = False,
) -> AsyncIterator[Program]:
    """Start the program, wait until it serves, and see to it that it ends.

    *fresh*: by an interpreter of its own, as people start it.
    """
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(data_dir),
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "LOG_FORMAT": "json",
        "FETCH_PACE_S": "0.01",
        "BACKLOG_NEWS_DAYS": "36500",  # first readings are told
        "SWEEP_S": "0.3",
        "RESTART_S": "0.1",
        **settings,
    }
    started = _executed if fresh or _needs_an_interpreter(settings) else preloaded.start
    program = Program(await started(command.split(), environment, LINE_BYTES), port)
    try:
        if ready:
            async with asyncio.timeout(START_S):
                await program.until_ready()
        yield program
    finally:
        await program.kill()


def _needs_an_interpreter(settings: Mapping[str, str]) -> bool:
    """Whether it reads some of these when it starts, or imports other modules."""
    own = ("PYTHON", "LC_", "LANG", "TZ")
    return not hasattr(os, "pidfd_open") or any(name.startswith(own) for name in settings)


async def _executed(
    arguments: Sequence[str], environment: Mapping[str, str], limit: int
) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "main.py",
        *arguments,
        cwd=ROOT,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=limit,
    )
