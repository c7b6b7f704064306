"""How many boards the real program reads, of 10,000 on 250 loopback hosts, and at what pace.

``CAPACITY_BEFORE`` names a git revision to be measured beside the working tree in the same run.
"""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import subprocess
import tarfile
import time
import urllib.request
from contextlib import ExitStack
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from benchmarks.capacity_hosts import SLOW_S, HostLog, address
from benchmarks.report import must_equal, number, ratio, table
from benchmarks.world import ROOT, process, program, world
from jobscout.sql.database import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from benchmarks.world import World
    from jobscout.sql.database import Database

HOSTS = 250
SOURCES = 10_000
MEASURED_S = 60.0
PACED_S = 30.0
WARM_UP_S = 5.0
FIRST_READ_S = 600.0
SLOW_HOSTS = 600
BIG_BOARDS = 1_000
BIG_PACE_S = 0.2
PACE_S = 1.0  # the default, so that 250 hosts allow 250 boards a second

_ADD = """
WITH companies AS (
    INSERT INTO companies (slug, name) SELECT board, board FROM unnest($2::text[]) AS n(board)
    RETURNING id, slug)
INSERT INTO sources (kind, board, config, name, url, host, interval_seconds, next_run_at,
                     company_id)
SELECT 'greenhouse', host || '/' || board,
       jsonb_build_object('board', board, 'base_url', 'http://' || host),
       board, 'http://' || host || '/' || board, host, 86400, now() + interval '1 day', c.id
FROM unnest($1::text[], $2::text[]) AS n(host, board) JOIN companies c ON c.slug = board
"""
_DUE = "UPDATE sources SET next_run_at = now() WHERE name LIKE $1"
_NOT_DUE = "UPDATE sources SET next_run_at = now() + interval '1 day'"
_FAILED = "SELECT error FROM scrapes WHERE status NOT IN ('ok', 'running', 'queued') LIMIT 1"
_LAG = re.compile(r'^jobscout_loop_lag_seconds_bucket\{le="([^"]+)"\} (\S+)$', re.MULTILINE)


class Reading(NamedTuple):
    """The figures of one program while all boards are due."""

    boards_s: float
    cpu_ms: float
    requests_each: float
    not_modified: float
    memory_mib: float
    lag_p99_ms: float


_FIGURES: Final[Mapping[str, Callable[[Reading], float]]] = {
    "boards/s": lambda one: one.boards_s,
    "CPU ms a board": lambda one: one.cpu_ms,
    "requests a board, robots.txt included": lambda one: one.requests_each,
    "of these 304": lambda one: one.not_modified,
    "memory of the program, MiB": lambda one: one.memory_mib,
    "loop lag p99, ms, at most": lambda one: one.lag_p99_ms,
}


async def run() -> None:
    async with world() as servers:
        many = max(HOSTS, SLOW_HOSTS) + 1
        arguments = ["-m", "benchmarks.capacity_hosts", "{port}", str(many)]
        with process(servers, arguments, {}, "/log") as hosts:
            template = await servers.migrated("boards")
            async with connect(template, max_size=2) as db:
                await _furnish(db, hosts)
                first_s = await _read_first(servers, db, template, hosts)
            ways = {"now": ROOT, **_before(servers.folder)}
            figures = {}
            for way, root in ways.items():
                url = await servers.copied("capacity", "boards")
                figures[way] = await _reading(servers, url, hosts, root)
            slow = await _in_flight(servers, await servers.copied("capacity", "boards"), hosts)
            paced = {}
            for processes in (1, 3):
                url = await servers.copied("capacity", "boards")
                paced[processes] = await _pace(servers, url, hosts, processes)
    _print(first_s, figures, slow, paced)


def _before(folder: Path) -> dict[str, Path]:
    """The program of another revision, where one is named."""
    revision = os.environ.get("CAPACITY_BEFORE")
    if not revision:
        return {}
    command = ["git", "archive", "--format=tar", revision]
    packed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as files:
        files.extractall(folder / "before", filter="data")
    return {"before": folder / "before"}


async def _furnish(db: Database, port: int) -> None:
    boards = [(f"{address(n % HOSTS)}:{port}", f"board-{n}") for n in range(SOURCES)]
    boards += [(f"{address(n)}:{port}", f"slow-{n}0") for n in range(SLOW_HOSTS)]
    boards += [(f"{address(SLOW_HOSTS)}:{port}", f"big-{n}0") for n in range(BIG_BOARDS)]
    await db.text(_ADD, *map(list, zip(*boards, strict=True)))


def _settings(port: int, pace_s: float) -> dict[str, str]:
    allow = ",".join(f"{address(n)}:{port}" for n in range(SLOW_HOSTS + 1))
    ample = {"HOST_REQUESTS_PER_DAY": "1000000", "REQUESTS_PER_DAY": "10000000"}
    return {"FETCH_ALLOW": allow, "FETCH_PACE_S": str(pace_s), "LOG_LEVEL": "info", **ample}


async def _read_first(servers: World, db: Database, url: str, hosts: int) -> float:
    """Seconds until all boards are read for the first time, as fast as we can."""
    everything = SOURCES + SLOW_HOSTS + BIG_BOARDS
    began = time.monotonic()
    with program(servers, url, **_settings(hosts, 0.01)):
        await db.text(_DUE, "%")
        await _until(db, "last_whole_read_at IS NOT NULL", within_s=FIRST_READ_S)
    took = time.monotonic() - began
    must_equal("boards read", await _finished(db), everything)
    must_equal("readings that failed", await db.text(_FAILED), [])
    await db.text(_NOT_DUE)
    await db.text("UPDATE jobs SET matched_at = now()")
    await db.text("VACUUM ANALYZE")
    _log(hosts)
    return took


async def _reading(servers: World, url: str, hosts: int, root: Path) -> Reading:
    async with connect(url, max_size=2) as db:
        with program(servers, url, root=root, **_settings(hosts, PACE_S)) as port:
            _log(hosts)
            before = await _finished(db)
            await db.text(_DUE, "board-%")
            await asyncio.sleep(WARM_UP_S)
            began, cpu_s, lag = time.monotonic(), servers.cpu_s(port), _lag(port)
            many = await _finished(db)
            await _until(db, "next_run_at > now()", within_s=MEASURED_S)
            took, cpu_s = time.monotonic() - began, servers.cpu_s(port) - cpu_s
            read = await _finished(db)
            lag_p99_ms = _p99_ms(lag, _lag(port))
            memory_mib = servers.peaks_mib(port)[0]
        seen, in_all = _log(hosts), await _finished(db) - before
        must_equal("readings that failed", await db.text(_FAILED), [])
    return Reading(
        boards_s=(read - many) / took,
        cpu_ms=cpu_s / (read - many) * 1000,
        requests_each=(seen.requests + seen.robots) / in_all,
        not_modified=seen.not_modified / seen.requests,
        memory_mib=memory_mib,
        lag_p99_ms=lag_p99_ms,
    )


async def _in_flight(servers: World, url: str, hosts: int) -> int:
    """The most requests at once, where every host takes seconds to answer."""
    async with connect(url, max_size=2) as db:
        with program(servers, url, **_settings(hosts, PACE_S)):
            _log(hosts)
            await db.text(_DUE, "slow-%")
            await asyncio.sleep(PACED_S)
    return _log(hosts).most_at_once


async def _pace(servers: World, url: str, hosts: int, processes: int) -> list[float]:
    """Seconds between the requests to one host that has many boards due."""
    with ExitStack() as programs:
        for _ in range(processes):
            programs.enter_context(program(servers, url, **_settings(hosts, BIG_PACE_S)))
        async with connect(url, max_size=2) as db:
            await db.text(_DUE, "big-%")
            await asyncio.sleep(WARM_UP_S)
            _log(hosts)
            await asyncio.sleep(PACED_S)
            (times,) = _log(hosts).times.values()
    return [later - one for one, later in pairwise(times)]


async def _finished(db: Database) -> int:
    many: int = (await db.text("SELECT count(*) FROM scrapes WHERE finished_at IS NOT NULL"))[0][0]
    return many


async def _until(db: Database, condition: str, *, within_s: float) -> None:
    """Wait until this is true of every source, but not for longer."""
    deadline = time.monotonic() + within_s
    left = f"SELECT FROM sources WHERE NOT ({condition}) LIMIT 1"
    while time.monotonic() < deadline and await db.text(left):  # noqa: ASYNC110  (in a database)
        await asyncio.sleep(0.5)


def _log(port: int) -> HostLog:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/log", timeout=60) as answer:
        return msgspec.json.decode(answer.read(), type=HostLog)


def _lag(port: int) -> dict[str, float]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=60) as answer:
        return {le: float(many) for le, many in _LAG.findall(answer.read().decode())}


def _p99_ms(before: Mapping[str, float], after: Mapping[str, float]) -> float:
    """The upper bound of the bucket of the 99th percentile, in milliseconds."""
    counts = {float(le): after[le] - before.get(le, 0) for le in after}
    return 1000 * min(le for le, many in counts.items() if many >= 0.99 * max(counts.values()))


def _print(
    first_s: float,
    readings: Mapping[str, Reading],
    at_once: int,
    paced: Mapping[int, Sequence[float]],
) -> None:
    now = readings["now"]
    table(
        f"capacity: {SOURCES:,} boards on {HOSTS} hosts at the default pace, in one process",
        ("", *readings, *(["now is"] if "before" in readings else [])),
        [
            [
                name,
                *(number(value(one)) for one in readings.values()),
                *(
                    ratio(value(now), value(one))
                    for way, one in readings.items()
                    if way == "before"
                ),
            ]
            for name, value in _FIGURES.items()
        ],
        f"Read for the first time, every board new, in {first_s:.0f} s;"
        f" of {SLOW_HOSTS} hosts that take {SLOW_S:g} s to answer, {at_once} are asked at once.",
        "CPU is that of the program, of boards of which a tenth changed; not that of its worker"
        " processes and of PostgreSQL.",
    )
    table(
        f"one host with {BIG_BOARDS:,} boards, a request every {BIG_PACE_S:g} s, by its own log",
        ("processes", "requests", "least distance", "mean", "greatest"),
        [
            [
                str(processes),
                str(len(gaps) + 1),
                *(number(one) for one in (min(gaps), statistics.mean(gaps), max(gaps))),
            ]
            for processes, gaps in paced.items()
        ],
    )
