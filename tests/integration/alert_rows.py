"""Alerts that wait to be told, and deliveries that bear them."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from jobscout.model import Salary
from jobscout.sql.deliveries import Deliveries
from tests.channels import SILENT, channels
from tests.integration.board_rows import Board, add, add_search
from tests.rows import posting

if TYPE_CHECKING:
    import asyncpg

    from jobscout.sql.database import Database

_numbers = itertools.count(1)


def deliveries_of(db: Database, *, push_configured: bool = True) -> Deliveries:
    pusher = SILENT if push_configured else None
    return Deliveries(db, domain="scout.example", channels=channels(pusher=pusher))


async def rows(db: Database) -> list[asyncpg.Record]:
    return await db.text("SELECT *, next_try_at - now() AS wait FROM deliveries ORDER BY id")


async def add_device(db: Database, user_id: int, token: str) -> int:
    return await add(db, "devices", user_id=user_id, token=token, platform="android")


async def add_job(db: Database, title: str = "Site Engineer") -> int:
    """A job of Acme's with pay and a place, told from all others by its text."""
    board = await Board.open(db)
    salary = Salary(min=50_000, max=70_000, currency="USD", period="year")
    (job_id,) = (
        await board.read(posting("a", f"alert {next(_numbers)}", title=title, salary=salary))
    ).unmatched
    return job_id


async def add_alert(
    db: Database,
    user_id: int,
    *,
    search_id: int | None = None,
    title: str = "Site Engineer",
    **changes: Any,
) -> tuple[int, int]:
    """Ids of an alert that is due, and of its search."""
    search_id = search_id or await add_search(db, user_id)
    given: dict[str, Any] = {
        "score": 0.5,
        "bundle_at": datetime.now(UTC) - timedelta(minutes=1),
    }
    job_id = await add_job(db, title)
    alert_id = await add(
        db, "alerts", user_id=user_id, job_id=job_id, search_id=search_id, **(given | changes)
    )
    return alert_id, search_id


async def add_alerts(db: Database, user_id: int, many: int, score: float = 0.5) -> None:
    """Many due alerts of one search, for as many jobs without postings."""
    search_id = await add_search(db, user_id)
    await db.text(
        "WITH c AS (INSERT INTO companies (slug, name) VALUES ($1, 'C') RETURNING id),"
        " j AS (INSERT INTO jobs (company_id, title, posted_at)"
        "  SELECT c.id, 'J', now() FROM c, generate_series(1, $2::integer) RETURNING id)"
        " INSERT INTO alerts (user_id, job_id, search_id, score, bundle_at)"
        " SELECT $3, id, $4, $5, now() - interval '1 hour' FROM j",
        f"crowd-{next(_numbers)}",
        many,
        user_id,
        search_id,
        score,
    )


async def add_delivery(db: Database, user_id: int, **changes: Any) -> int:
    given: dict[str, Any] = {
        "channel": "email",
        "alert_ids": [1],
        "message_id": f"<{next(_numbers)}@scout.example>",
    }
    return await add(db, "deliveries", user_id=user_id, **(given | changes))
