"""Work of every kind that is claimed, and how to claim it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from prometheus_client import REGISTRY

from jobscout.sql.account_mails import AccountMails
from jobscout.sql.cvs import CVs
from jobscout.sql.deliveries import Deliveries
from jobscout.sql.erasures import Erasures
from jobscout.sql.matches import Matches
from jobscout.sql.scrapes import Scrapes
from tests.integration.alert_rows import add_alert, add_delivery, add_job
from tests.integration.board_rows import add, add_person, add_source

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from jobscout.sql.database import Database

    Claim = Callable[[], Awaitable[Any]]


LEASE = timedelta(minutes=5)
TABLES = {
    "scrape": "scrapes",
    "job": "jobs",
    "delivery": "deliveries",
    "account_mail": "account_mails",
    "cv": "cvs",
    "erasure": "erasures",
}


def taken_over(kind: str) -> float:
    return REGISTRY.get_sample_value("jobscout_claims_taken_over_total", {"kind": kind}) or 0.0


async def owed(db: Database, kind: str, *, made: bool = True) -> Claim:
    """How to claim a new piece of work of this kind; or, with *made* False, the one there is."""
    work_id = await _make(db, kind) if made else await _only(db, kind)
    if kind == "job":
        return lambda: Matches(db).claim([work_id], LEASE)
    stores: dict[str, Callable[[Database], Any]] = {
        "scrape": Scrapes,
        "delivery": partial(Deliveries, domain="x", push_configured=False),
        "account_mail": partial(AccountMails, domain="x"),
        "cv": CVs,
        "erasure": Erasures,
    }
    return lambda: stores[kind](db).claim(work_id, LEASE)


async def _only(db: Database, kind: str) -> int:
    (row,) = await db.text(f"SELECT id FROM {TABLES[kind]}")  # noqa: S608
    found: int = row["id"]
    return found


async def _make(db: Database, kind: str) -> int:
    if kind == "scrape":
        scrape_id, _ = await Scrapes(db).trigger(await add_source(db), "manual")
        return scrape_id
    if kind == "job":
        return await add_job(db)
    user_id = await add_person(db)
    if kind == "delivery":
        alert_id, _ = await add_alert(db, user_id)
        return await add_delivery(db, user_id, alert_ids=[alert_id])
    if kind == "account_mail":
        return await add(
            db, "account_mails", user_id=user_id, kind="password_changed", message_id="<1@x>"
        )
    if kind == "cv":
        return await add(
            db,
            "cvs",
            user_id=user_id,
            filename="cv.pdf",
            size=1,
            sha256=b"\0" * 32,
            storage_key=f"users/{user_id}/cv",
        )
    rows = await db.text(
        "INSERT INTO erasures (user_id, due_at, next_try_at) VALUES ($1, now(), now())"
        " RETURNING id",
        user_id,
    )
    return int(rows[0]["id"])
