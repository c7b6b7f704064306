"""A board's titles through the real program: in mails, feeds and tables they are text."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import aiohttp
import pytest
from aiohttp import web

from jobscout.sql import database
from jobscout.sql.seeds import NewSearch, Seeds
from tests.drills import drill
from tests.hostile_texts import IN_B, IN_Q, headers
from tests.program import boards, mailbox
from tests.program.conftest import fill
from tests.program.program import running

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

pytestmark = [drill(), pytest.mark.timeout(120)]

SEARCH = "Dev; <b> =?utf-8?q?=0A?="
TITLES = (f"Dev {IN_B}", f"Dev {IN_Q}", "Dev;=1+1", "Dev \r\nBcc: eve@evil.example \u202e")
LOCATIONS = "Taipei, Taiwan; Tokyo, Japan"
PUBLISHED = "2026-03-04T23:30:00Z"
HEADERS = [
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Precedence"),
    *("List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Content-Type"),
]


class Raw:
    """Every mail as its bytes came."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self._news = asyncio.Condition()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        async with self._news:
            self.mails.append(envelope.content)
            self._news.notify_all()
        return "250 OK"

    async def until_sent(self, jobs: int) -> None:
        """Wait until the mails tell of so many jobs."""
        async with asyncio.timeout(60), self._news:
            await self._news.wait_for(lambda: sum(map(jobs_in, self.mails)) >= jobs)


def jobs_in(content: bytes) -> int:
    """How many jobs a mail tells of."""
    return len(re.findall(rb"^ *https://boards\.example/", content, re.MULTILINE))


def bodies(content: bytes) -> list[str]:
    parsed = message_from_bytes(content, policy=policy.default)
    return [part.get_content().replace("\r\n", "\n") for part in parsed.iter_parts()]


def board() -> web.Application:
    """A Greenhouse with a job of each title."""

    async def jobs(_request: web.Request) -> web.Response:
        found = [
            {
                "id": number,
                "title": title,
                "absolute_url": f"https://boards.example/{number}",
                "location": {"name": LOCATIONS},
                "content": f"<p>Text {number} of {title}</p>",
                "first_published": PUBLISHED,
            }
            for number, title in enumerate(TITLES)
        ]
        return web.json_response({"jobs": found})

    app = web.Application()
    app.router.add_get("/v1/boards/{board}/jobs", jobs)
    return app


async def add_user(db: database.Database) -> None:
    await Seeds(db).add_user(
        email="ada@example.org",
        password_hash="never signs in",
        full_name=f"Ada {IN_B}",
        timezone="Asia/Tokyo",
        is_admin=False,
        email_verified=True,
        searches=[NewSearch(name=SEARCH, titles=["dev"])],
    )


def getter(program_url: str) -> Callable[[str], Awaitable[str]]:
    async def get(path: str) -> str:
        async with aiohttp.ClientSession(program_url) as session, session.get(path) as answer:
            assert answer.status == 200
            return await answer.text("utf-8-sig")

    return get


async def test_titles_of_a_board_stay_text(
    data_dir: Path, database_url: str, redis_url: str
) -> None:
    """Mails bear our headers alone, the search's name, the day and the places; tables no formula.

    What feeds call an item does not depend on PUBLIC_URL.
    """
    raw = Raw()
    async with boards.serving(board()) as base_url, mailbox.serving(raw) as smtp_url:
        async with database.connect(database_url, min_size=1, max_size=1) as db:
            source = {"kind": "greenhouse", "config": {"board": "acme", "base_url": base_url}}
            await fill(db, [{**source, "name": "acme", "company": "acme"}], {})
            await add_user(db)
            (row,) = await db.text("SELECT feed_token::text AS token FROM searches")
        settings = {
            "SEED": "none",
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "FETCH_ALLOW": base_url.removeprefix("http://"),
            "SMTP_URL": smtp_url,
        }
        feed = f"/feeds/{row['token'].replace('-', '')}"
        async with running(data_dir, settings) as program:
            await raw.until_sent(len(TITLES))
            get = getter(program.url)
            stop = re.search(rb"List-Unsubscribe: <https?://[^/]+(/\S+)>", raw.mails[0])
            assert stop is not None
            page, table = await get(stop[1].decode()), await get(f"{feed}.csv")
            before = ET.fromstring(await get(f"{feed}.rss"))  # noqa: S314  (our own answer)
            assert await program.stop() == 0
        moved = settings | {"PUBLIC_URL": "https://elsewhere.example", "ROLES": "http"}
        async with running(data_dir, moved) as program:
            after = ET.fromstring(await getter(program.url)(f"{feed}.rss"))  # noqa: S314
            assert await program.stop() == 0

    for content in raw.mails:
        parsed = message_from_bytes(content, policy=policy.default)
        assert [name for name, _ in headers(content)] == HEADERS == parsed.keys()
        assert re.match(r"(?:\d new jobs: )?Dev", parsed["Subject"])
        text, html = bodies(content)
        assert f"Hello Ada {IN_B},\n" in text
        assert f"for your search “{SEARCH}”:\n" in text
        assert f"Acme · {LOCATIONS} · posted 5 Mar 2026" in text
        assert f"{LOCATIONS} · posted 5 Mar 2026" in html
        assert "“Dev; &lt;b&gt; =?utf-8?q?=0A?=”" in html
    assert "your search “Dev; &lt;b&gt; =?utf-8?q?=0A?=”" in page

    rows = list(csv.DictReader(io.StringIO(table)))
    assert {row["title"] for row in rows} >= {"Dev;'=1+1", f"Dev {IN_B}"}
    assert {row["places"] for row in rows} == {LOCATIONS}
    cells = [cell for line in table.splitlines() for cell in re.split("[;,\t|]", line)]
    assert not [cell for cell in cells if cell.lstrip(' "').startswith(("=", "+", "-", "@"))]

    items = before.findall("channel/item")
    guids = {item.findtext("guid") for item in items}
    assert len(guids) == len(TITLES)
    assert guids == {item.findtext("guid") for item in after.findall("channel/item")}
    seen = [parsedate_to_datetime(item.findtext("pubDate") or "") for item in items]
    assert min(seen) > datetime.now(UTC) - timedelta(hours=1)
