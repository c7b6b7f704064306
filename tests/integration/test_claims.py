"""Claims: none before its time, and one whose former claim lapsed is counted when taken over."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from prometheus_client import REGISTRY

from jobscout import metrics
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
STORES: dict[str, Callable[[Database], Any]] = {
    "scrape": Scrapes,
    "job": Matches,
    "delivery": partial(Deliveries, domain="x", push_configured=False),
    "account_mail": partial(AccountMails, domain="x"),
    "cv": CVs,
    "erasure": Erasures,
}
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


async def owed(db: Database, kind: str) -> Claim:
    """How to claim a new piece of work of this kind."""
    if kind == "scrape":
        scrape_id, _ = await Scrapes(db).trigger(await add_source(db), "manual")
        return lambda: Scrapes(db).claim(scrape_id, LEASE)
    if kind == "job":
        job_id = await add_job(db)
        return lambda: Matches(db).claim([job_id], LEASE)
    user_id = await add_person(db)
    if kind == "delivery":
        alert_id, _ = await add_alert(db, user_id)
        delivery_id = await add_delivery(db, user_id, alert_ids=[alert_id])
        return lambda: STORES[kind](db).claim(delivery_id, LEASE)
    if kind == "account_mail":
        mail_id = await add(
            db, "account_mails", user_id=user_id, kind="password_changed", message_id="<1@x>"
        )
        return lambda: STORES[kind](db).claim(mail_id, LEASE)
    if kind == "cv":
        cv_id = await add(
            db,
            "cvs",
            user_id=user_id,
            filename="cv.pdf",
            size=1,
            sha256=b"\0" * 32,
            storage_key=f"users/{user_id}/cv",
        )
        return lambda: CVs(db).claim(cv_id, LEASE)
    rows = await db.text(
        "INSERT INTO erasures (user_id, due_at, next_try_at) VALUES ($1, now(), now())"
        " RETURNING id",
        user_id,
    )
    return lambda: Erasures(db).claim(rows[0]["id"], LEASE)


@pytest.mark.parametrize("kind", metrics.CLAIMED)
async def test_lapsed_claims_are_counted(db: Database, kind: str) -> None:
    """The first claim of some work counts nothing, nor one that fails; the next after it does."""
    claim = await owed(db, kind)
    before = taken_over(kind)

    first, refused = await claim(), await claim()
    after_first = taken_over(kind)
    await db.text(
        f"UPDATE {TABLES[kind]} SET claimed_until = now() - interval '1 s',"  # noqa: S608
        " next_try_at = now() - interval '1 s'"
    )
    second = await claim()

    assert first
    assert not refused
    assert second
    assert after_first == before
    assert taken_over(kind) == before + 1


@pytest.mark.parametrize("kind", metrics.CLAIMED)
async def test_nothing_is_claimed_before_its_time(db: Database, kind: str) -> None:
    """A message that comes twice cuts no pause short, and uses up no attempt."""
    claim, table = await owed(db, kind), TABLES[kind]
    await db.text(f"UPDATE {table} SET next_try_at = now() + interval '1 minute'")  # noqa: S608
    before = await db.text(f"SELECT * FROM {table}")  # noqa: S608

    early = await claim()
    after = await db.text(f"SELECT * FROM {table}")  # noqa: S608
    await db.text(f"UPDATE {table} SET next_try_at = now()")  # noqa: S608

    assert not early
    assert after == before
    assert await claim()


@pytest.mark.parametrize("kind", metrics.CLAIMED)
async def test_restart_takes_its_claims_up_at_once(db: Database, kind: str) -> None:
    """What a process held that died is nobody's, and its time has come."""
    claim = await owed(db, kind)
    first = await claim()

    await STORES[kind](db).release_claims()

    assert first
    assert await claim()


async def test_given_back_cv_is_claimed_at_once(db: Database) -> None:
    """An outage came between: no pause, and no try counted. The storage away: a pause."""
    claim, cvs = await owed(db, "cv"), CVs(db)
    first = await claim()

    await cvs.put_off(first.id, timedelta(0))
    second = await claim()
    await cvs.put_off(second.id, timedelta(minutes=1))
    third = await claim()

    assert (first.attempts, second.attempts, third) == (1, 1, None)
