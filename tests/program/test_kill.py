"""kill -9 at random moments loses nothing and doubles nothing (P1, P2)."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from seed import demo
from seed.demo_board import WORLD, make_board
from tests.program import boards, mailbox
from tests.program.conftest import fill, opened
from tests.program.program import Program, running

if TYPE_CHECKING:
    from pathlib import Path

    from jobscout.sql.database import Database

KILLS = 10
PEOPLE = 25

pytestmark = pytest.mark.timeout(240)


async def test_ten_kills_lose_and_double_nothing(data_dir: Path) -> None:
    """After ten kills and a restart each posting is stored once, each alert told once."""
    board = make_board()
    world = board[WORLD]
    people = {
        f"person-{number}@example.org": [{"name": "All", "titles": list(TITLES[number % 5 :])}]
        for number in range(PEOPLE)
    }
    chance = random.Random(20261123)  # noqa: S311  (the same moments on every run)
    kills = 0
    async with boards.serving(board) as base_url:
        async with opened(data_dir) as db:
            sources = [{**one, "interval_seconds": 1} for one in demo.sources(base_url)]
            await fill(db, sources, people)
        settings = {"SEED": "none", "FETCH_ALLOW": base_url.removeprefix("http://")}
        async with mailbox.receiving() as (box, smtp_url):
            settings["SMTP_URL"] = smtp_url
            while kills < KILLS:
                async with running(data_dir, settings) as program:
                    for _ in range(3):
                        world.step()
                    await _let_run(program, chance.uniform(0.0, 2.5))
                    await program.kill()
                kills += 1
            async with running(data_dir, settings) as program:
                await program.until("scrape finished", len(sources) * 3)
                await _until_settled(program)
                assert await program.stop() == 0
            async with opened(data_dir) as db:
                await _check(db, box, kills)


TITLES = ("engineer", "developer", "manager", "analyst", "designer")


async def _let_run(program: Program, seconds: float) -> None:
    """Run for a while, or to the program's own end, which would be a failure."""
    try:
        async with asyncio.timeout(seconds):
            await program.until("never", 1)
    except TimeoutError:
        return


async def _until_settled(program: Program) -> None:
    """Until two rounds of every board brought nothing new."""
    quiet = 0
    seen = len(program.events)
    while quiet < 10:
        async with asyncio.timeout(30):
            finished = len([e for e in program.events if e["message"] == "scrape finished"])
            await program.until("scrape finished", finished + 1)
        fresh = program.events[seen:]
        seen = len(program.events)
        moved = [e for e in fresh if e["message"] in {"jobs matched", "delivery sent"}]
        quiet = 0 if moved else quiet + 1


async def _check(db: Database, box: mailbox.Mailbox, kills: int) -> None:
    doubled = await db.text(
        "SELECT source_id, external_id FROM postings GROUP BY 1, 2 HAVING count(*) > 1"
    )
    owed = await db.text(
        "SELECT (SELECT count(*) FROM jobs WHERE matched_at IS NULL) AS jobs,"
        " (SELECT count(*) FROM alerts WHERE bundled_at IS NULL AND bundle_at <= now()) AS alerts,"
        " (SELECT count(*) FROM deliveries WHERE status <> 'sent') AS deliveries"
    )
    told = await db.text("SELECT unnest(alert_ids) AS id, channel FROM deliveries")
    alerts = await db.text("SELECT id FROM alerts WHERE bundled_at IS NOT NULL")
    sent = await db.text("SELECT message_id, resends FROM deliveries WHERE channel = 'email'")
    received = Counter(box.message_ids)

    assert doubled == []
    assert tuple(owed[0]) == (0, 0, 0)
    assert len(alerts) >= PEOPLE
    assert sorted(row["id"] for row in told) == sorted(row["id"] for row in alerts)
    assert set(received) == {row["message_id"] for row in sent}
    copies = sum(received.values()) - len(received)
    assert copies <= kills
    assert all(received[row["message_id"]] <= 1 + row["resends"] for row in sent)
