"""Events through the real program: one process acts, another streams it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from jobscout.rules.passwords import hash_password
from jobscout.sql import database
from jobscout.sql.seeds import NewSearch, Seeds
from seed import demo
from seed.demo_board import WORLD, make_board
from tests.event_stream import Reader
from tests.program import boards
from tests.program.conftest import fill
from tests.program.program import running

if TYPE_CHECKING:
    from pathlib import Path

    from tests.event_stream import Frame

pytestmark = pytest.mark.timeout(120)

ADMIN = {"email": "ada@example.org", "password": "a plain but long one"}
SECRET = "a-secret-of-at-least-thirty-two-bytes"


async def test_scrape_by_hand_is_followed_to_its_alerts(
    data_dir: Path, tmp_path: Path, database_url: str, redis_url: str
) -> None:
    """Sign in, open the stream, ask for a scrape: queued, running, ok, and each new alert.

    SIGTERM then ends the stream at once, and the program in good order.
    """
    board = make_board()
    source = {**demo.sources("")[0], "company": None}
    openings = board[WORLD].on("greenhouse", source["config"]["board"]) or []
    titles = {opening.posting_text.title for opening in openings}
    async with boards.serving(board) as base_url:
        source["config"] = {**source["config"], "base_url": base_url}
        async with database.connect(database_url, min_size=1, max_size=1) as db:
            await fill(db, [source], {})
            await db.text("UPDATE sources SET next_run_at = now() + interval '1 h'")
            await Seeds(db).add_user(
                email=ADMIN["email"],
                password_hash=hash_password(ADMIN["password"]),
                full_name="Ada",
                timezone="UTC",
                is_admin=True,
                email_verified=True,
                searches=[NewSearch(name="All", titles=sorted(titles))],
            )
            (row,) = await db.text("SELECT id FROM sources")
        shared = {
            "SEED": "none",
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "SECRET_KEY": SECRET,
            "FETCH_ALLOW": base_url.removeprefix("http://"),
            "SWEEP_S": "30",  # what is not told by NOTIFY comes too late
        }
        works = {**shared, "ROLES": "scheduler,scraper,matcher"}
        async with (
            running(tmp_path / "worker", works),
            running(data_dir, {**shared, "ROLES": "http"}) as program,
            aiohttp.ClientSession(program.url) as session,
        ):
            headers = await signed_in(session)
            async with session.get("/events", headers=headers) as answer:
                assert answer.status == 200
                reader = Reader(answer)
                assert await reader.frame()
                async with session.post(f"/sources/{row['id']}/scrape", headers=headers) as asked:
                    scrape_id = (await asked.json())["scrape_id"]
                told = await until_alerts(reader, len(openings))
                await check_that_signing_out_ends_it(session)
                code = await program.stop()
                end = await reader.event()

    scrapes = [one.data for one in told if one.kind == "scrape"]
    assert [one["status"] for one in scrapes] == ["queued", "running", "ok"]
    assert {(one["scrape_id"], one["trigger"]) for one in scrapes} == {(scrape_id, "manual")}
    assert (scrapes[-1]["found"], scrapes[-1]["new"]) == (len(openings), len(openings))
    alerts = [one.data for one in told if one.kind == "alert"]
    assert {one["title"] for one in alerts} == titles
    assert len({one["id"] for one in alerts}) == len(openings)
    assert end is None
    assert code == 0


async def until_alerts(reader: Reader, many: int) -> list[Frame]:
    """Every event until so many alerts were told."""
    told: list[Frame] = []
    while sum(one.kind == "alert" for one in told) < many:
        frame = await reader.event()
        assert frame is not None
        told.append(frame)
    return told


async def signed_in(session: aiohttp.ClientSession) -> dict[str, str]:
    async with session.post("/auth/login", json=ADMIN) as answer:
        assert answer.status == 200, await answer.text()
        return {"Authorization": f"Bearer {(await answer.json())['access_token']}"}


async def check_that_signing_out_ends_it(session: aiohttp.ClientSession) -> None:
    """Another device's stream, long before any sweep."""
    headers = await signed_in(session)
    async with session.get("/events", headers=headers) as answer:
        reader = Reader(answer)
        assert await reader.frame()
        async with session.post("/auth/logout", headers=headers) as done:
            assert done.status == 204
        assert await reader.event() is None
