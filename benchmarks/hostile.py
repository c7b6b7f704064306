"""GET /health and the memory of the real program while somebody means harm, or much comes at once.

Each attack meets a program that was just started, so that the most memory is its own. An attack
that the program does not withstand is printed as broken, and the run ends with an error.
"""

from __future__ import annotations

import asyncio
import io
import itertools
import zlib
from functools import cache, partial
from typing import TYPE_CHECKING, Final, NamedTuple

import aiohttp

from benchmarks import catalogue, furnish, heavy_searches
from benchmarks.board import TOKEN
from benchmarks.client import Load, measured_apart
from benchmarks.report import Unequal, must_equal, number, table
from benchmarks.world import process, program, world
from jobscout.sql.database import connect
from seed.load import load_taxonomy
from tests.unit.cv_files import down, pdf

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from benchmarks.client import Figures
    from jobscout.sql.database import Database

P99_MS: Final = 100.0
MEMORY_MB: Final = 400
EVERY_S: Final = 0.005
SECONDS: Final = 12.0
ATTACK_S: Final = 180.0  # for all of it, the last time included
BOMBS: Final = 10
BOMB_MIB: Final = 1024
JOBS: Final = 50_000
UPLOADS: Final = 50
UPLOAD_BYTES: Final = 9 * 1024 * 1024
POSTINGS: Final = 20_000
_FINISHED = "SELECT count(*) FROM scrapes WHERE finished_at IS NOT NULL"
_UNMATCHED = "SELECT count(*) FROM jobs WHERE matched_at IS NULL"
_UNREAD = "SELECT count(*) FROM cvs WHERE status IN ('pending', 'processing')"


_NUMBERS = itertools.count()  # so that no file was uploaded before


class Target(NamedTuple):
    """A program that was just started, and its database."""

    url: str
    db: Database


class Outcome(NamedTuple):
    """*memory* in MiB: the program, then its workers."""

    name: str
    figures: Figures
    memory: Sequence[int]

    @property
    def withstood(self) -> bool:
        return self.figures.p99_ms < P99_MS and self.memory[0] * 2**20 < MEMORY_MB * 10**6


class Attack(NamedTuple):
    """*furnish* fills the database at an address before the program starts."""

    name: str
    furnish: Callable[[str], Awaitable[None]]
    run: Callable[[Target], Awaitable[None]]


async def run() -> None:
    outcomes = []
    async with world() as servers:
        boards = (
            process(servers, ["-m", "benchmarks.hostile_board", "{port}"], {}, "/health"),
            process(servers, ["-m", "benchmarks.board", "{port}", str(POSTINGS)], {}, "/health"),
        )
        with boards[0] as hostile, boards[1] as honest:
            settings = {
                "FETCH_ALLOW": f"127.0.0.1:{hostile},127.0.0.1:{honest}",
                "CV_UPLOADS_PER_DAY": "1000",
                "SWEEP_S": "0.5",
                "TRUSTED_PROXIES": "127.0.0.1",
            }
            for n, attack in enumerate(_attacks(hostile, honest)):
                database_url = await servers.migrated(f"hostile{n}")
                await attack.furnish(database_url)
                async with connect(database_url, max_size=3) as db:
                    with program(servers, database_url, **settings) as port:
                        target = Target(f"http://127.0.0.1:{port}", db)
                        figures = await _under(attack.run, target, port)
                        outcomes.append(Outcome(attack.name, figures, servers.peaks_mib(port)))
    _print(outcomes)


def _attacks(hostile: int, honest: int) -> Sequence[Attack]:
    bombs = f"{BOMBS} bodies of 1 MB that inflate to {BOMB_MIB} MiB"
    searches = f"{heavy_searches.AT_ONCE} searches at once of {JOBS:,} jobs"
    rows = "a board of two million rows"
    postings = f"{POSTINGS:,} postings coming in"
    return (
        Attack(bombs, _users, _bombs),
        Attack(rows, partial(_board, hostile, "rows"), _read_board),
        Attack(searches, partial(catalogue.fill, jobs=JOBS), _search),
        Attack(f"{UPLOADS} uploads of 9 MiB", _users, _upload),
        Attack(postings, partial(_board, honest, TOKEN), partial(_read_all_anew, honest)),
    )


async def _users(database_url: str) -> None:
    async with connect(database_url, max_size=2) as db:
        await load_taxonomy(db, None)
        await furnish.add_user(db)


async def _board(port: int, token: str, database_url: str) -> None:
    async with connect(database_url, max_size=2) as db:
        await load_taxonomy(db, None)
        await furnish.add_board(db, port, token)


async def _under(attack: Callable[[Target], Awaitable[None]], target: Target, port: int) -> Figures:
    """How long /health takes while the attack goes on, over and over.

    It is asked from a process of its own, which the attacker does not keep waiting.
    """
    load = Load(port=port, path="/health", seconds=SECONDS, warm_up_s=1.0, every_s=EVERY_S)
    asking = asyncio.create_task(measured_apart(load))
    async with asyncio.timeout(ATTACK_S):
        while not asking.done():
            await attack(target)
    return await asking


@cache
def _bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(b" " * 2**20) for _ in range(BOMB_MIB)) + packer.flush()


async def _bombs(target: Target) -> None:
    bomb = await asyncio.to_thread(_bomb)
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}

    async def send() -> None:
        async with aiohttp.ClientSession(target.url, auto_decompress=False) as session:
            try:
                async with session.post("/health", data=bomb, headers=headers) as answer:
                    must_equal("the answer to a bomb", answer.status, 415)
            except aiohttp.ClientOSError:
                pass  # refused, and the connection closed, before all of it was sent

    await asyncio.gather(*(send() for _ in range(BOMBS)))


async def _read_board(target: Target) -> None:
    before = await _count(target.db, _FINISHED)
    await target.db.text("UPDATE sources SET next_run_at = now()")
    while True:
        await asyncio.sleep(0.2)
        is_read = await _count(target.db, _FINISHED) > before
        if is_read and not await _count(target.db, _UNMATCHED):
            return


async def _read_all_anew(board: int, target: Target) -> None:
    """First every posting is new, then every one is changed."""
    await _read_board(target)
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{board}/renew") as answer,
    ):
        must_equal("the answer of the board", answer.status, 200)


async def _search(target: Target) -> None:
    connector = aiohttp.TCPConnector(limit=heavy_searches.AT_ONCE)
    async with aiohttp.ClientSession(connector=connector) as client:
        await heavy_searches.send(target.url, client)


async def _upload(target: Target) -> None:
    cv = pdf(down(50, 780, "Ada Example", "SKILLS", "Python, PostgreSQL, Kubernetes"))
    async with aiohttp.ClientSession(target.url) as session:
        await furnish.sign_in(session)

        async def one() -> None:
            form = aiohttp.FormData()
            content = cv + b"%% %d\n" % next(_NUMBERS)
            content += b"%" * (UPLOAD_BYTES - len(content))
            form.add_field("file", io.BytesIO(content), filename="cv.pdf")
            async with session.post("/users/me/cv", data=form) as answer:
                must_equal("the answer to an upload", answer.status, 202)

        await asyncio.gather(*(one() for _ in range(UPLOADS)))
    while True:
        await asyncio.sleep(0.2)
        if not await _count(target.db, _UNREAD):
            return


async def _count(db: Database, query: str) -> int:
    count: int = (await db.text(query))[0]["count"]
    return count


def _print(outcomes: Sequence[Outcome]) -> None:
    rows = [
        [
            each.name,
            *(number(getattr(each.figures, key)) for key in ("p50_ms", "p99_ms", "max_ms")),
            str(each.memory[0]),
            " ".join(map(str, each.memory[1:])) or "-",
            "withstood" if each.withstood else "BROKEN",
        ]
        for each in outcomes
    ]
    table(
        f"hostile: GET /health every {EVERY_S * 1000:g} ms, ms from when it was due, and the most"
        " memory of the program and of its workers, MiB",
        ("", "p50", "p99", "max", "program", "workers", ""),
        rows,
        f"Promised: p99 under {P99_MS:g} ms, the program under {MEMORY_MB} MB.",
    )
    if broken := [each.name for each in outcomes if not each.withstood]:
        raise Unequal(f"not withstood: {', '.join(broken)}")
