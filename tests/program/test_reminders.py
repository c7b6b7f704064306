"""Reminders from the whole program: two processes that race, and one that is killed (P1, P2)."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from jobscout.sql import database
from tests.drills import drill
from tests.program import mailbox
from tests.program.conftest import external, fill
from tests.program.program import running

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [drill(), pytest.mark.timeout(120)]

PEOPLE = 12
EACH = 3
TRACKED = f"""
INSERT INTO alerts (user_id, title, company, score, deadline, bundled_at)
SELECT u.id, 'Gardener ' || n, 'Parks', 0, (now() AT TIME ZONE 'UTC')::date + 1, now()
FROM users u, generate_series(1, {EACH}) n
"""  # noqa: S608


async def test_killed_while_reminding(data_dir: Path, tmp_path: Path) -> None:
    """Each person gets one mail with all their deadlines; the death costs one copy at most."""
    users: dict[str, list[dict[str, object]]] = {f"p{n}@example.org": [] for n in range(PEOPLE)}
    async with (
        mailbox.receiving() as (box, smtp_url),
        external(data_dir) as servers,
        database.connect(servers["DATABASE_URL"], min_size=1, max_size=2) as db,
    ):
        await fill(db, [], users)
        await db.text(TRACKED)
        box.answers.clear()
        settings = {**servers, "SEED": "none", "SMTP_URL": smtp_url, "HEARTBEAT_S": "0.5"}
        settings["SWEEP_S"] = "0.2"
        async with (
            running(tmp_path / "first", settings) as first,
            running(tmp_path / "second", settings) as second,
        ):
            async with asyncio.timeout(40):
                await box.got_one.wait()
            await first.kill()
            box.answers.set()
            async with asyncio.timeout(60):
                while await db.text("SELECT FROM deliveries WHERE status <> 'sent'") or (
                    len(await db.text("SELECT FROM deliveries")) < PEOPLE
                ):
                    await second.until_ready()
            assert await second.stop() == 0
        rows = await db.text("SELECT message_id, reminder_ids FROM deliveries")
        reminders = await db.text("SELECT FROM reminders WHERE bundled_at IS NOT NULL")

    copies = Counter(box.message_ids)
    assert sorted(copies) == sorted(row["message_id"] for row in rows)
    assert {str(mail["To"]) for mail in box.mails} == set(users)
    assert [len(row["reminder_ids"]) for row in rows] == [EACH] * PEOPLE
    assert len(reminders) == PEOPLE * EACH
    # the first process had at most as many mails in hand as it has readers
    assert sum(copies.values()) - PEOPLE <= 4
    assert "reminders of what you track" in box.mails[0].as_string()
