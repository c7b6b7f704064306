"""Boards that misbehave: each gives its typed outcome, a next try, and no crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.drills import drill
from tests.program import boards
from tests.program.conftest import fill, open_database
from tests.program.program import running

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [drill(), pytest.mark.timeout(120)]

OUTCOMES = """
SELECT s.board, c.status, c.error_kind, c.error, s.next_run_at > c.finished_at AS later, s.failures
FROM scrapes c JOIN sources s ON s.id = c.source_id
"""


async def test_each_bad_board_has_its_outcome(data_dir: Path) -> None:
    """A bad answer is written on its scrape with a kind and a next try; good boards go on."""
    names = [*boards.BAD, "good"]
    async with boards.serving(boards.bad_boards()) as base_url:
        async with open_database(data_dir) as db:
            await fill(
                db,
                [
                    {
                        "kind": "greenhouse",
                        "config": {"board": name, "base_url": base_url},
                        "name": name,
                        "company": name,
                        "interval_seconds": 3600,
                    }
                    for name in names
                ],
                {},
            )
        host = base_url.removeprefix("http://")
        async with running(data_dir, {"SEED": "none", "FETCH_ALLOW": host}) as program:
            await program.until("scrape finished", len(names))
            assert await program.stop() == 0
        async with open_database(data_dir) as db:
            rows = {row["board"]: row for row in await db.text(OUTCOMES)}

    assert {name: rows[name]["error_kind"] for name in boards.BAD} == boards.BAD
    assert all(rows[name]["status"] == "failed" for name in boards.BAD)
    assert all(rows[name]["later"] and rows[name]["failures"] == 1 for name in boards.BAD)
    assert all(rows[name]["error"] for name in boards.BAD)
    assert (rows["good"]["status"], rows["good"]["failures"]) == ("ok", 0)
    assert not [event for event in program.events if event.get("message") == "actor crashed"]
