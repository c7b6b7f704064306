"""Webhooks through the real program: an alert arrives signed, once, whatever goes wrong."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from aiohttp import web

from jobscout.rules.passwords import hash_password
from jobscout.rules.webhook_signatures import signature
from jobscout.sql import database
from jobscout.sql.seeds import NewSearch, Seeds
from jobscout.sql.webhooks import Webhooks
from seed import demo
from seed.demo_board import WORLD, make_board
from tests.drills import drill
from tests.fakes import Board, served
from tests.program import boards
from tests.program.conftest import fill, open_database
from tests.program.program import running

if TYPE_CHECKING:
    from pathlib import Path

    from jobscout.sql.database import Database

pytestmark = [drill(), pytest.mark.timeout(120)]

EMAIL, PASSWORD = "ada@example.org", "a plain but long one"
SECRET = "a-secret-of-at-least-thirty-two-bytes"
PATH = "/users/me/webhook"


class Receiver(Board):
    """Takes what it is sent once it is *well*; *taken* are the bodies by delivery id."""

    def __init__(self) -> None:
        super().__init__()
        self.well = False
        self.refused: list[str] = []
        self.taken: Counter[str] = Counter()
        self.posts: list[tuple[str, bytes]] = []
        self.answer = self.take

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        delivery_id = json.loads(body)["delivery_id"]
        assert request.headers["X-Jobscout-Delivery"] == delivery_id
        if not self.well:
            self.refused.append(delivery_id)
            return web.Response(status=500)
        self.taken[delivery_id] += 1
        self.posts.append((request.headers["X-Jobscout-Signature"], body))
        return web.Response(status=204)

    def check(self, secret: str) -> list[dict[str, Any]]:
        """The alerts that were received; each request must be signed with *secret*."""
        alerts = []
        for header, body in self.posts:
            at = int(header.partition(",")[0].removeprefix("t="))
            assert header == signature(secret, at, body)
            alerts.append(json.loads(body)["alert"])
        return alerts


async def add_source(db: Database, base_url: str) -> None:
    """One board of the demo, read once."""
    source = demo.sources(base_url)[0] | {"company": None, "interval_seconds": 86_400}
    await fill(db, [source], {})


async def add_user(db: Database, titles: set[str]) -> None:
    await Seeds(db).add_user(
        email=EMAIL,
        password_hash=hash_password(PASSWORD),
        full_name="Ada",
        timezone="UTC",
        is_admin=True,
        email_verified=True,
        searches=[NewSearch(name="All", titles=sorted(titles))],
    )


def titles_of(board: web.Application) -> list[str]:
    token = demo.sources("")[0]["config"]["board"]
    return [opening.posting_text.title for opening in board[WORLD].on("greenhouse", token) or []]


async def test_alerts_arrive_signed_and_once(
    data_dir: Path, tmp_path: Path, database_url: str, redis_url: str
) -> None:
    """Put a webhook, let a board be read: each alert is posted, signed, once.

    The receiver is away at first: its person sees that, puts the webhook anew, and everything
    comes at once under the new secret. One process serves, another posts, and no sweep helps.
    """
    board = make_board()
    titles = titles_of(board)
    async with boards.serving(board) as base_url, served(Receiver()) as receiver:
        assert isinstance(receiver, Receiver)
        async with database.connect(database_url, min_size=1, max_size=1) as db:
            await add_source(db, base_url)
            await db.text("UPDATE sources SET next_run_at = now() + interval '1 h'")
            await add_user(db, set(titles))
            (row,) = await db.text("SELECT id FROM sources")
        shared = {
            "SEED": "none",
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "SECRET_KEY": SECRET,
            "FETCH_ALLOW": f"{base_url.removeprefix('http://')},{receiver.at}",
            "SWEEP_S": "30",  # what is not told by NOTIFY comes too late
        }
        front = {**shared, "ROLES": "http,scheduler,scraper,matcher"}
        async with (
            running(tmp_path / "worker", {**shared, "ROLES": "notifier"}) as worker,
            running(data_dir, front) as program,
            aiohttp.ClientSession(program.url) as session,
        ):
            headers = await signed_in(session)
            url = {"url": f"{receiver.url}/hook"}
            old = await ask(session, "PUT", PATH, headers, json=url)
            await ask(session, "POST", f"/sources/{row['id']}/scrape", headers)
            await worker.until("delivery failed", channel="webhook")
            ill = await ask(session, "GET", PATH, headers)

            receiver.well = True
            new = await ask(session, "PUT", PATH, headers, json=url)
            await worker.until("delivery sent", len(titles), channel="webhook")
            well = await ask(session, "GET", PATH, headers)
            codes = [await program.stop(), await worker.stop()]

    alerts = receiver.check(new["secret"])
    assert Counter(alert["job"]["title"] for alert in alerts) == Counter(titles)
    assert set(receiver.taken.values()) == {1}
    assert set(receiver.refused) <= set(receiver.taken)
    assert old["secret"] != new["secret"]
    assert (ill["last_error"], ill["failing_since"] is None) == ("it answers HTTP 500", False)
    assert (well["last_error"], well["last_delivered_at"] is None) == (None, False)
    assert not any("whsec_" in str(line) for line in (*worker.events, *program.events))
    assert codes == [0, 0]


async def test_killed_while_posting(data_dir: Path) -> None:
    """P2: killed before the answer came, it posts again, under the same id; and then no more."""
    board = make_board()
    titles = titles_of(board)[:1]
    there = asyncio.Event()
    async with boards.serving(board) as base_url, served(Receiver()) as receiver:
        assert isinstance(receiver, Receiver)
        take, receiver.well = receiver.take, True
        held: list[str] = []

        async def hold(request: web.Request) -> web.Response:
            held.append(json.loads(await request.read())["delivery_id"])
            there.set()
            await asyncio.Event().wait()
            return web.Response()

        async with open_database(data_dir) as db:
            await add_source(db, base_url)
            await add_user(db, set(titles))
            (row,) = await db.text("SELECT id FROM users")
            secret = (await Webhooks(db).put(row["id"], f"{receiver.url}/hook")).secret
        allow = f"{base_url.removeprefix('http://')},{receiver.at}"
        settings = {"SEED": "none", "FETCH_ALLOW": allow}
        receiver.answer = hold
        async with running(data_dir, settings) as program:
            async with asyncio.timeout(40):
                await there.wait()
            await program.kill()
        receiver.answer = take
        async with running(data_dir, settings) as program:
            await program.until("delivery sent", channel="webhook")
            assert await program.stop() == 0
        async with open_database(data_dir) as db:
            rows = await db.text("SELECT * FROM deliveries WHERE channel = 'webhook'")

    assert receiver.check(secret)
    assert receiver.taken[held[0]] == 1
    again = {row["message_id"]: row["resends"] for row in rows if row["status"] == "sent"}
    assert again[held[0]] == 1


async def signed_in(session: aiohttp.ClientSession) -> dict[str, str]:
    body = {"email": EMAIL, "password": PASSWORD}
    said = await ask(session, "POST", "/auth/login", {}, json=body)
    return {"Authorization": f"Bearer {said['access_token']}"}


async def ask(
    session: aiohttp.ClientSession,
    method: str,
    path: str,
    headers: dict[str, str],
    **options: Any,
) -> dict[str, Any]:
    async with session.request(method, path, headers=headers, **options) as answer:
        assert answer.status < 300, await answer.text()
        said: dict[str, Any] = await answer.json()
        return said
