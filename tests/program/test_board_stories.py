"""P3 with the real program: whatever a board does over days, closings are right."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from aiohttp import web

from jobscout.settings import CREDENTIALS
from jobscout.sources import BoardAddress, board_address
from jobscout.sql import database
from jobscout.sql.seeds import NewCompany, NewSource, Seeds
from tests.drills import drill
from tests.program import boards, stories, story_table
from tests.program.conftest import external
from tests.program.program import running
from tests.sources.conformance import KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from jobscout.sources.base import Config
    from jobscout.sql.database import Database
    from tests.program.stories import Story


pytestmark = [drill(), pytest.mark.timeout(300)]

PATIENCE_S = 120.0  # for nearly two hundred boards, beside other tests

COLUMNS = """
SELECT format('UPDATE %I SET %s', table_name,
              string_agg(format('%1$I = %1$I - $1::interval', column_name), ', ')) AS statement
FROM information_schema.columns
WHERE table_schema = 'public' AND data_type = 'timestamp with time zone'
  AND table_name IN ('jobs', 'postings', 'scrapes', 'sources') AND is_generated = 'NEVER'
GROUP BY table_name
"""
STORED = """
SELECT s.name, ARRAY(SELECT title FROM postings p WHERE p.source_id = s.id) AS stored,
       ARRAY(SELECT title FROM postings p WHERE p.source_id = s.id AND closed_at IS NULL) AS open
FROM sources s
"""
OUTCOMES = """
SELECT s.name, array_agg(DISTINCT coalesce(c.error_kind, 'ok')) AS kinds
FROM sources s JOIN scrapes c ON c.source_id = s.id GROUP BY s.name
"""


class Board:
    """A host that answers as its story has it; *round* is the number of the reading."""

    def __init__(self, story: Story) -> None:
        self.round = 0
        self._story = story

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if request.path == "/robots.txt":
            return web.Response(status=404)
        answers = self._story.answers
        answer = answers[min(self.round, len(answers) - 1)](request)
        return answer if isinstance(answer, web.StreamResponse) else await answer

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self.answer)
        return app


async def test_closings_are_right(data_dir: Path, tmp_path: Path) -> None:
    """No open posting ever closes, and what is gone is closed after its term."""
    told = story_table.stories()
    async with AsyncExitStack() as stack:
        hosts = {story.name: Board(story) for story in told}
        urls = {
            name: await stack.enter_async_context(boards.serving(host.app()))
            for name, host in hosts.items()
        }
        servers = await stack.enter_async_context(external(data_dir))
        db = await stack.enter_async_context(database.connect(servers["DATABASE_URL"]))
        await _add_sources(db, [_source(story, urls[story.name]) for story in told])
        allowed = ",".join(url.removeprefix("http://") for url in urls.values())
        credentials = dict.fromkeys(CREDENTIALS, "ops@example.org")
        settings = {**servers, **credentials, "SEED": "none", "FETCH_ALLOW": allowed}
        settings["BOARD_GONE_DAYS"] = "4"  # as long as the stories last
        wrong: list[str] = []
        async with running(tmp_path, settings) as program:
            await program.until("scrape finished", len(told), within_s=PATIENCE_S)
            wrong += await _closed_falsely(db, told, 0)
            for number, hours in enumerate(stories.HOURS, 1):
                for host in hosts.values():
                    host.round = number
                await _pass(db, hours)
                await program.until(
                    "scrape finished", len(told) * (number + 1), within_s=PATIENCE_S
                )
                wrong += await _closed_falsely(db, told, number)
            wrong += await _left_open(db, told)
            wrong += await _told_wrongly(db, told)
            assert await program.stop() == 0
    assert not [event for event in program.events if event.get("message") == "actor crashed"]
    assert not wrong, "\n".join(wrong)


async def _add_sources(db: Database, sources: list[dict[str, Any]]) -> None:
    seeds = Seeds(db)
    slugs = [source["company"] for source in sources]
    companies = await seeds.add_companies([NewCompany(slug, slug.title()) for slug in slugs])
    await seeds.add_sources(msgspec.convert(sources, list[NewSource]), companies, _address)


def _address(kind: str, config: Config) -> BoardAddress:
    """Of some kinds there is only one board; here each story has one."""
    return board_address(kind, config)._replace(board=config["base_url"])


def _source(story: Story, url: str) -> dict[str, Any]:
    return {
        "kind": story.kind,
        "config": {**KINDS[story.kind].config, "base_url": url},
        "name": story.name,
        "company": story.name.replace(" ", "-"),
        "interval_seconds": 86400,
    }


async def _pass(db: Database, hours: int) -> None:
    """Let everything have happened so many hours earlier, and all sources be due."""
    async with db.transaction() as t:
        for row in await t.text(COLUMNS):
            await t.text(row["statement"], timedelta(hours=hours))
        await t.text("UPDATE sources SET next_run_at = now()")


async def _closed_falsely(db: Database, told: list[Story], number: int) -> list[str]:
    rows = {row["name"]: row for row in await db.text(STORED)}
    wrong = []
    for story in told:
        is_last = number == len(stories.HOURS)
        numbers = story.open if is_last else (*story.open, *story.until_last)
        really = {stories.title(story.kind, one) for one in numbers}
        closed = {*rows[story.name]["stored"]} - {*rows[story.name]["open"]}
        if false := sorted(closed & really):
            wrong.append(f"{story.name}, reading {number}: closed falsely: {false}")
    return wrong


async def _left_open(db: Database, told: list[Story]) -> list[str]:
    rows = {row["name"]: row for row in await db.text(STORED)}
    wrong = []
    for story in told:
        really = sorted(stories.title(story.kind, one) for one in story.open)
        if sorted(rows[story.name]["open"]) != really:
            wrong.append(f"{story.name}: open {sorted(rows[story.name]['open'] or ())}")
    return wrong


async def _told_wrongly(db: Database, told: list[Story]) -> list[str]:
    rows = {row["name"]: row["kinds"] for row in await db.text(OUTCOMES)}
    wrong = []
    for story in told:
        least = {one or "ok" for one in story.outcomes}
        if not least <= {*rows[story.name]} <= least | story.perhaps:
            wrong.append(f"{story.name}: outcomes {rows[story.name]}")
    return wrong
