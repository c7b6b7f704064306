"""GET /health on the real program while a hundred CVs are uploaded at once and read."""

from __future__ import annotations

import asyncio
import io
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp

from benchmarks import furnish
from benchmarks.client import Load, measure
from benchmarks.report import median, must_equal, number, ratio, table
from benchmarks.world import program, world
from jobscout.sql.database import connect
from seed.load import load_taxonomy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.client import Figures
    from benchmarks.world import World
    from jobscout.sql.database import Database

MANY = 100
ROUNDS = 3
IDLE_S = 4.0
EVERY_S = 0.005
READ_S = 120.0
_LEFT = "SELECT count(*) FROM cvs WHERE status IN ('pending', 'processing')"


async def run() -> None:
    recordings = os.environ.get("JOBSCOUT_RECORDINGS")
    if not recordings:
        print("uploads: set JOBSCOUT_RECORDINGS to the folder of the recordings to measure this.")
        return
    folder = Path(recordings) / "cv"
    files = [path.read_bytes() for path in sorted([*folder.glob("*.pdf"), *folder.glob("*/*.pdf")])]
    files = [content for content in files if content.startswith(b"%PDF-")]
    async with world() as servers:
        database_url = await servers.migrated("uploads")
        async with connect(database_url, max_size=3) as db:
            await load_taxonomy(db, None)
            await furnish.add_user(db)
            settings = {"ROLES": "http,cv", "CV_UPLOADS_PER_DAY": "1000", "SWEEP_S": "0.5"}
            with program(servers, database_url, **settings) as port:
                rounds = [await _round(db, servers, port, files, n) for n in range(ROUNDS)]
    _print(rounds)


async def _round(
    db: Database, servers: World, port: int, files: Sequence[bytes], n: int
) -> tuple[Figures, Figures, float, list[int]]:
    """Idle, then from the first byte of a hundred uploads until the last CV has ended."""
    load = Load(port=port, path="/health", seconds=IDLE_S, warm_up_s=0, every_s=EVERY_S)
    idle = await measure(load)
    stop = asyncio.Event()
    began = time.monotonic()
    asking = asyncio.create_task(measure(load, stop))
    try:
        async with asyncio.timeout(READ_S):
            await _upload(port, files, n)
            await _until_read(db)
    finally:
        stop.set()
        busy = await asking
    took = time.monotonic() - began
    rows = await db.text("SELECT count(*) FROM cvs WHERE status IN ('ready', 'failed')")
    must_equal("CVs that ended", rows[0]["count"], (n + 1) * MANY)
    return idle, busy, took, servers.peaks_mib(port)


async def _until_read(db: Database) -> None:
    while True:
        await asyncio.sleep(0.1)
        if not (await db.text(_LEFT))[0]["count"]:
            return


async def _upload(port: int, files: Sequence[bytes], n: int) -> None:
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        await furnish.sign_in(session)

        async def one(number: int) -> None:
            form = aiohttp.FormData()
            content = files[number % len(files)] + f"\n% {n} {number}\n".encode()
            form.add_field("file", io.BytesIO(content), filename="cv.pdf")
            async with session.post("/users/me/cv", data=form) as answer:
                must_equal("the answer to an upload", answer.status, 202)

        await asyncio.gather(*(one(number) for number in range(MANY)))


def _print(rounds: Sequence[tuple[Figures, Figures, float, list[int]]]) -> None:
    rows = []
    for name in ("p50_ms", "p99_ms", "max_ms"):
        idle, busy = (
            median([getattr(figures, name) for figures in each])
            for each in zip(*((first, second) for first, second, _, _ in rounds), strict=True)
        )
        rows.append([name.removesuffix("_ms"), number(idle), number(busy), ratio(busy, idle)])
    took = median([seconds for _, _, seconds, _ in rounds])
    peaks = rounds[-1][3]
    table(
        f"uploads: GET /health every {EVERY_S * 1000:g} ms, ms from when it was due; idle, and"
        f" while {MANY} CVs are uploaded at once and read ({number(took)} s a time)",
        ("", "idle", "reading", "ratio"),
        rows,
        f"Medians of {ROUNDS} rounds. Most memory so far, MiB: program {peaks[:1]}, workers"
        f" {peaks[1:]}.",
    )
