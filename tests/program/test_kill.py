"""kill -9 at random moments loses nothing and doubles nothing (P1, P2)."""

from __future__ import annotations

import asyncio
import logging
import os
import random
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from jobscout.embedded.postgres import Postgres
from jobscout.sql import database
from seed import demo
from seed.demo_board import WORLD, make_board
from tests.drills import drill
from tests.program import boards, mailbox
from tests.program.conftest import fill, open_database
from tests.program.program import Program, running

if TYPE_CHECKING:
    from pathlib import Path

    from jobscout.sql.database import Database

log = logging.getLogger(__name__)

KILLS = int(os.environ.get("JOBSCOUT_KILLS", "6"))
INTERVAL_S = int(os.environ.get("JOBSCOUT_KILLS_INTERVAL_S", "1"))
# A board that replaced half of its postings between two readings would rightly be suspect.
STEP_EVERY = 1 if INTERVAL_S < 10 else 8
USERS = 25
RETRY_S = 4
# Until each board was read again; who was being read in three kills waits for up to 6 s.
READ_S = 3 * INTERVAL_S + 60.0

pytestmark = [drill(), pytest.mark.timeout(60 + 10 * KILLS + 7 * INTERVAL_S)]


async def test_kills_lose_and_double_nothing(data_dir: Path) -> None:
    """Afterwards every board is soon due, each posting stored once, each alert told once."""
    board = make_board()
    world = board[WORLD]
    users = {
        f"person-{number}@example.org": [{"name": "All", "titles": list(TITLES[number % 5 :])}]
        for number in range(USERS)
    }
    chance = random.Random(20261123)  # noqa: S311  (the same moments on every run)
    async with boards.serving(board) as base_url:
        async with open_database(data_dir) as db:
            sources = [{**one, "interval_seconds": INTERVAL_S} for one in demo.sources(base_url)]
            await fill(db, sources, users)
        settings = {
            "SEED": "none",
            "FETCH_ALLOW": base_url.removeprefix("http://"),
            "RETRY_S": str(RETRY_S),
        }
        async with mailbox.receiving() as (box, smtp_url):
            settings["SMTP_URL"] = smtp_url
            for number in range(KILLS):
                async with running(data_dir, settings) as program:
                    for _ in range(0 if number % STEP_EVERY else 3):
                        world.step()
                    await _let_run(program, chance.uniform(0.0, 2.5))
                    await program.kill()
            async with open_database(data_dir) as db:
                late = await db.text(LATE, 2 * max(INTERVAL_S, RETRY_S))
            async with running(data_dir, settings) as program:
                await _until_read_and_settled(program, data_dir)
                assert await program.stop() == 0
            async with open_database(data_dir) as db:
                await _check(db, box, KILLS)

    assert late == []


# Who waits longer than that for its next reading, or for the one that was interrupted.
LATE = """
SELECT s.name, s.failures, s.next_run_at - now() AS due_in, c.next_try_at - now() AS again_in
FROM sources s LEFT JOIN scrapes c ON c.source_id = s.id AND c.finished_at IS NULL
WHERE s.failures > 0
   OR coalesce(c.next_try_at, s.next_run_at) > now() + $1 * interval '1 second'
"""
UNREAD = """
SELECT s.name, s.next_run_at - now() AS due_in FROM sources s
WHERE (SELECT count(*) FROM scrapes c
       WHERE c.source_id = s.id AND c.queued_at > $1 AND c.status = 'ok') < 2
"""
DUE = """
SELECT (SELECT count(*) FROM jobs WHERE matched_at IS NULL) AS jobs,
       (SELECT count(*) FROM alerts WHERE bundled_at IS NULL AND bundle_at <= now()) AS alerts,
       (SELECT count(*) FROM deliveries WHERE status <> 'sent') AS deliveries
"""
TITLES = ("engineer", "developer", "manager", "analyst", "designer")


async def _let_run(program: Program, seconds: float) -> None:
    """Run for a while, or to the program's own end, which would be a failure."""
    try:
        async with asyncio.timeout(seconds):
            await program.until("never", 1)
    except TimeoutError:
        return


async def _until_read_and_settled(program: Program, data_dir: Path) -> None:
    """Until every board was read twice more and nothing is due."""
    async with database.connect(Postgres(data_dir).url, min_size=1, max_size=2) as db:
        (began,) = await db.text("SELECT now() AS at")
        seen = 0
        with suppress(TimeoutError):
            async with asyncio.timeout(READ_S):
                while await db.text(UNREAD, began["at"]) or any((await db.text(DUE))[0]):
                    seen += 1
                    with suppress(AssertionError):  # a delivery may be the last that was due
                        await program.until("scrape finished", seen, within_s=1.0)
        assert await db.text(UNREAD, began["at"]) == []


async def _check(db: Database, box: mailbox.Mailbox, kills: int) -> None:
    doubled = await db.text(
        "SELECT source_id, external_id FROM postings GROUP BY 1, 2 HAVING count(*) > 1"
    )
    due = await db.text(DUE)
    told = await db.text("SELECT unnest(alert_ids) AS id, channel FROM deliveries")
    alerts = await db.text("SELECT id FROM alerts WHERE bundled_at IS NOT NULL")
    sent = await db.text("SELECT message_id, resends FROM deliveries WHERE channel = 'email'")
    received = Counter(box.message_ids)

    assert doubled == []
    assert tuple(due[0]) == (0, 0, 0)
    assert len(alerts) >= USERS
    assert sorted(row["id"] for row in told) == sorted(row["id"] for row in alerts)
    assert set(received) == {row["message_id"] for row in sent}
    copies = sum(received.values()) - len(received)
    log.info(
        "%d kills, boards every %d s: %d alerts, %d mails, %d copies",
        *(kills, INTERVAL_S, len(alerts), len(sent), copies),
    )
    assert copies <= kills
    assert all(received[row["message_id"]] <= 1 + row["resends"] for row in sent)
