"""kill -9 and outages while stored postings are linked anew: nothing is lost (P1, P2, P5)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.embedded.postgres import Postgres
from jobscout.embedded.valkey import Valkey
from jobscout.rules import postings
from jobscout.sql import database
from tests.drills import drill
from tests.program.conftest import external, open_database
from tests.program.program import running
from tests.program.test_outages import kill_postgres, world

if TYPE_CHECKING:
    from pathlib import Path

    from jobscout.sql.database import Database

pytestmark = [drill(), pytest.mark.timeout(180)]

KILLS = 3
SETTINGS = {"RETRY_S": "1", "RESTART_S": "0.2"}
_TOLD = "SELECT user_id, job_id FROM alerts ORDER BY 1, 2"
_MEMBERS = "SELECT array_agg(id ORDER BY id) AS ids FROM postings GROUP BY job_id ORDER BY 1"
_LINKS = "SELECT posting_id, other_id FROM posting_links ORDER BY 1, 2"
_KEYS = "SELECT posting_id, key FROM posting_keys ORDER BY 1, 2"
_STALE = "SELECT count(*) AS many FROM postings WHERE rules < $1"


async def _state(db: Database) -> list[list[tuple[Any, ...]]]:
    """Who was told of what, which postings are one job, and what that was decided from."""
    queries = (_TOLD, _MEMBERS, _LINKS, _KEYS)
    return [[tuple(row) for row in await db.text(one)] for one in queries]


async def _until_read_again(url: str, most: int) -> None:
    """Until at most so many postings are read by earlier rules."""
    async with asyncio.timeout(60), database.connect(url, min_size=1, max_size=1) as db:
        while (await db.text(_STALE, postings.VERSION))[0]["many"] > most:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_killed_and_cut_off_while_linking(data_dir: Path) -> None:
    """Afterwards the jobs, merges, keys and alerts are those of an undisturbed server."""
    async with world(data_dir) as (settings, _):
        given = settings | SETTINGS
        async with running(data_dir, given) as program:
            await program.until("scrape finished", 6)
            await program.until_matched()
            assert await program.stop() == 0
        async with open_database(data_dir) as db:
            await db.text("UPDATE sources SET active = false")
            before = await _state(db)
            await db.text("DELETE FROM posting_keys")
            await db.text("DELETE FROM posting_links")
            await db.text("UPDATE postings SET rules = 0")
            (found,) = await db.text("SELECT count(*) AS many FROM postings")
        async with external(data_dir) as servers:
            url = servers["DATABASE_URL"]
            for number in range(KILLS):
                async with running(data_dir / "program", given | servers) as program:
                    await _until_read_again(url, found["many"] * (KILLS - number) // (KILLS + 1))
                    await program.kill()
            async with database.connect(url, min_size=1, max_size=1) as db:
                await db.text("UPDATE postings SET rules = 0")
            async with running(data_dir / "program", given | servers) as program:
                await asyncio.to_thread(Valkey(data_dir).stop)
                kill_postgres(data_dir)
                await program.until("outage")
                await asyncio.to_thread(Postgres(data_dir).start)
                valkey = Valkey(data_dir)
                await asyncio.to_thread(valkey.start)
                try:
                    await _until_read_again(url, 0)
                    assert await program.stop() == 0
                finally:
                    await asyncio.to_thread(valkey.stop)
            async with database.connect(url, min_size=1, max_size=1) as db:
                after = await _state(db)

    assert before[3]
    assert after == before
