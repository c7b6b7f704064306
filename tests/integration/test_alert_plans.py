"""A person with many alerts costs no more than one with few, whatever of them is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jobscout.sql.alerts import Alerts
from tests.integration.plans import explained
from tests.integration.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobscout.sql.database import Database

ALERTS = 5_000
_FILL = f"""
INSERT INTO jobs (id, company_id, title, posted_at)
SELECT n, 1, 'Job', now() FROM generate_series(1, {ALERTS}) n;
"""  # noqa: S608
_ALERT = """
INSERT INTO alerts (user_id, job_id, score, is_read, created_at, bundled_at)
SELECT $1, id, 0.5, true, now() - id * interval '1 minute', now() FROM jobs
"""
RARE: Mapping[str, Mapping[str, Any]] = {
    "unread": {"is_read": False},
    "saved": {"is_saved": True},
    "applied": {"is_applied": True},
    "offers": {"application_status": "Offer"},
    "of a search": {"search_id": 1},
}


@pytest.mark.parametrize("analyzed", [False, True])
async def test_what_is_rare_is_found_by_its_index(
    db: Database, monkeypatch: pytest.MonkeyPatch, analyzed: bool
) -> None:
    """None of thousands, and then the one oldest: few rows are read, as often as it is asked."""
    rows = Rows(db)
    user = await rows.user()
    await rows.company()
    await rows.search(user)
    await db.text("ALTER TABLE alerts SET (autovacuum_enabled = false)")
    await db.text(_FILL)
    await db.text(_ALERT, user.id)
    if analyzed:
        await db.text("ANALYZE alerts")
    oldest = await rows.value("SELECT id FROM alerts ORDER BY created_at LIMIT 1")
    reads: dict[str, int] = {}
    found: dict[str, list[list[str]]] = {}

    for name, asked in RARE.items():
        with explained(monkeypatch, "alerts") as read:
            none = [await Alerts(db).page(user.id, asked, None, 20) for _ in range(7)]
            (column, value), *_ = asked.items()
            await db.text(f"UPDATE alerts SET {column} = $2 WHERE id = $1", oldest, value)  # noqa: S608
            one = await Alerts(db).page(user.id, asked, None, 20)
        reads[name] = read.rows
        found[name] = [[alert.id for alert in page] for page in (*none, one)]

    assert found == dict.fromkeys(RARE, [[]] * 7 + [[str(oldest)]])
    assert {name: many for name, many in reads.items() if many > 100} == {}
