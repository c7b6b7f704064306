"""Claims: none before its time, and one whose former claim lapsed is counted when taken over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from jobscout import metrics
from jobscout.sql import holders
from jobscout.sql.cvs import CVs
from tests.integration.claim_rows import TABLES, owed, taken_over

if TYPE_CHECKING:
    from jobscout.sql.database import Database


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

    await holders.take_up(db)

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
