"""Dismissed alerts are never sent, and what was learnt of them is seen, applied and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import NotFound
from jobscout.sql.alerts import Alerts
from jobscout.sql.explanations import Explanations
from jobscout.sql.learning import Learning, of_users
from tests.integration.alert_rows import add_alert, add_delivery, deliveries_of, rows
from tests.integration.board_rows import Board, add_search, add_user
from tests.integration.match_rows import match_all
from tests.rows import posting

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from tests.integration.http_server import Server


async def reacted(db: Database, user_id: int) -> dict[tuple[str, str], tuple[int, int]]:
    view = await Learning(db).view(user_id)
    return {(one.kind, one.value): (one.liked, one.disliked) for one in view.counts}


async def alert_row(db: Database, alert_id: int) -> Any:
    return (await db.text("SELECT * FROM alerts WHERE id = $1", alert_id))[0]


async def test_not_sent_any_more(db: Database) -> None:
    """Neither where it waits to be bundled, nor from a delivery that nobody has begun."""
    user_id = await add_user(db)
    waiting, _ = await add_alert(db, user_id)
    first, _ = await add_alert(db, user_id)
    second, _ = await add_alert(db, user_id)
    await db.text("UPDATE alerts SET bundled_at = now() WHERE id <> $1", waiting)
    alone = await add_delivery(db, user_id, alert_ids=[first])
    both = await add_delivery(db, user_id, alert_ids=[first, second])
    sent = await add_delivery(db, user_id, alert_ids=[first], status="sent")

    for alert_id in (waiting, first):
        await Alerts(db).dismiss(user_id, alert_id, "company")

    assert await deliveries_of(db).due_bundles(10) == []
    assert {row["id"]: row["alert_ids"] for row in await rows(db)} == {
        both: [second],
        sent: [first],
    }
    assert alone not in {row["id"] for row in await rows(db)}


async def test_never_again(db: Database) -> None:
    """A job that was dismissed is matched again by no search of that person, with a new one too."""
    user_id = await add_user(db)
    await add_search(db, user_id)
    board = await Board.open(db)
    await board.read(posting("1", 1))
    await match_all(db)
    (alert,) = await db.text("SELECT id FROM alerts")
    await Alerts(db).dismiss(user_id, alert["id"], "pay")

    await add_search(db, user_id, name="Another")
    await db.text("UPDATE jobs SET matched_at = NULL")
    await match_all(db)

    (one,) = await db.text("SELECT * FROM alerts")
    assert (one["id"], one["bundle_at"], one["dismissal_reason"]) == (alert["id"], None, "pay")


async def test_taken_back(db: Database) -> None:
    """By its own call, by saving the job and by a status: it counts no more, or for the job."""
    user_id = await add_user(db)
    alerts = Alerts(db)
    alert_id, _ = await add_alert(db, user_id)
    await alerts.dismiss(user_id, alert_id, "company")
    learnt = [await reacted(db, user_id)]

    await alerts.dismiss(user_id, alert_id, None)
    learnt.append(await reacted(db, user_id))
    await alerts.dismiss(user_id, alert_id, "company")
    await alerts.change(user_id, alert_id, {"is_saved": True})
    learnt.append(await reacted(db, user_id))
    await alerts.dismiss(user_id, alert_id, "company")
    await alerts.set_status(user_id, alert_id, "Applied")
    after = await alert_row(db, alert_id)
    await alerts.dismiss(user_id, alert_id, "company")
    await alerts.set_status(user_id, alert_id, "Applied")
    again = await alert_row(db, alert_id)

    assert learnt[0] == {("company", "acme"): (0, 1)}
    assert learnt[1] == {}
    assert learnt[2][("company", "acme")] == (1, 0)
    for one in (after, again):
        assert (one["dismissed_at"], one["dismissal_reason"]) == (None, None)


async def test_anothers_alert(db: Database) -> None:
    alert_id, _ = await add_alert(db, await add_user(db))

    with pytest.raises(NotFound):
        await Alerts(db).dismiss(await add_user(db), alert_id, "other")

    assert (await alert_row(db, alert_id))["dismissed_at"] is None


async def test_applied_to_alerts_and_explanations(db: Database) -> None:
    """New alerts of that person alone say what was learnt, and so do explanations."""
    user_id, other_id = await add_user(db), await add_user(db)
    search_id = await add_search(db, user_id)
    await add_search(db, other_id)
    for _ in range(3):
        alert_id, _ = await add_alert(db, user_id, search_id=search_id)
        await Alerts(db).dismiss(user_id, alert_id, "company")
    await db.text("UPDATE jobs SET matched_at = now()")
    board = await Board.open(db)
    first = await board.read(posting("z", "quite another text", title="Pump Engineer"))
    await match_all(db)

    (job_id,) = first.unmatched
    mine, theirs = [
        (await db.text("SELECT * FROM alerts WHERE user_id = $1 AND job_id = $2", who, job_id))[0]
        for who in (user_id, other_id)
    ]
    explained = await Explanations(db).explain(user_id, job_id, search_id)
    assert mine["score"] < theirs["score"]
    assert "You dismissed three like this (company: acme)" in mine["reasons"]
    assert "dismissed" not in theirs["reasons"]
    assert explained.score == pytest.approx(mine["score"])
    assert [one.text for one in explained.reasons][-1].startswith("You dismissed three")


async def test_too_low_a_score(db: Database) -> None:
    """Where a search asks for a score, what was learnt may lower one below it."""
    user_id = await add_user(db)
    search_id = await add_search(db, user_id, min_score=0.95)
    for _ in range(3):
        alert_id, _ = await add_alert(db, user_id, search_id=search_id)
        await Alerts(db).dismiss(user_id, alert_id, "company")
    await db.text("UPDATE jobs SET matched_at = now()")
    board = await Board.open(db)
    (job_id,) = (await board.read(posting("z", "another", title="Pump Engineer"))).unmatched

    await match_all(db)

    assert await db.text("SELECT FROM alerts WHERE job_id = $1", job_id) == []
    explained = await Explanations(db).explain(user_id, job_id, search_id)
    assert explained.verdict == "below_score"


async def test_reset(db: Database) -> None:
    """What was done before a reset counts no more; what is done after it does."""
    user_id = await add_user(db)
    first, second = [(await add_alert(db, user_id))[0] for _ in range(2)]
    await Alerts(db).dismiss(user_id, first, "company")

    await Learning(db).reset(user_id)
    nothing = await reacted(db, user_id)
    await Alerts(db).dismiss(user_id, second, "workplace")
    again = await reacted(db, user_id)

    assert nothing == {}
    assert ("company", "acme") not in again
    assert (await of_users(db, [user_id]))[user_id].counts.totals.keys() <= {"workplace"}


async def test_over_http(server: Server) -> None:
    """The calls as agreed, with their refusals."""
    user, other = await server.rows.user(), await server.rows.user()
    alert = await server.rows.alert(user, await server.rows.job())
    path = f"/alerts/{alert}/dismiss"

    said = await server.json("POST", path, json={"reason": "place"}, headers=user.headers)
    listed = await server.json("GET", "/alerts?dismissed=false", headers=user.headers)
    await server.json("POST", path, json={"reason": "boredom"}, headers=user.headers, status=422)
    await server.json("POST", path, json={}, headers=other.headers, status=404)
    learnt = await server.json("GET", "/users/me/learning", headers=user.headers)
    await server.json("DELETE", "/users/me/learning", headers=user.headers, status=204)
    reset = await server.json("GET", "/users/me/learning", headers=user.headers)
    back = await server.json("DELETE", path, headers=user.headers)

    assert (said["dismissal_reason"], listed["items"]) == ("place", [])
    assert said["dismissed_at"] is not None
    assert learnt["reset_at"] is None
    assert reset["counts"] == []
    assert reset["reset_at"] is not None
    assert back["dismissed_at"] is None
