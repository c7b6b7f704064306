"""Rows that a program must find: somebody who signs in, and a board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobscout.rules.passwords import hash_password
from jobscout.sources import board_address
from jobscout.sql.seeds import NewCompany, NewSource, Seeds

if TYPE_CHECKING:
    import aiohttp

    from jobscout.sql.database import Database

EMAIL, PASSWORD = "bench@jobs.example", "a password of the bench"


async def add_user(db: Database) -> None:
    await Seeds(db).add_user(
        email=EMAIL,
        password_hash=hash_password(PASSWORD),
        full_name="Bench",
        timezone="UTC",
        is_admin=False,
        email_verified=True,
        searches=[],
    )


async def sign_in(session: aiohttp.ClientSession) -> None:
    """From now on *session* speaks for that person."""
    body = {"email": EMAIL, "password": PASSWORD}
    async with session.post("/auth/login", json=body) as answer:
        token = (await answer.json())["access_token"]
    session.headers["Authorization"] = f"Bearer {token}"


async def add_board(db: Database, port: int, token: str) -> None:
    """A Greenhouse board on loopback, which is not due yet."""
    seeds = Seeds(db)
    companies = await seeds.add_companies([NewCompany("bench-works", "Bench Works")])
    config = {"board": token, "base_url": f"http://127.0.0.1:{port}"}
    source = NewSource(kind="greenhouse", config=config, name="Bench", company="bench-works")
    await seeds.add_sources([source], companies, board_address)
    await db.text("UPDATE sources SET next_run_at = now() + interval '1 day'")
