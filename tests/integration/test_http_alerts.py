"""Alerts over HTTP: what a person was told, and what they did with it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.integration.http_server import Server
    from tests.integration.rows import SignedInUser


@pytest.fixture
async def user(server: Server) -> SignedInUser:
    return await server.rows.user()


async def test_alert_as_agreed(server: Server, user: SignedInUser) -> None:
    """Every field, the job's summary, and how the person was told."""
    job = await server.rows.job()
    search = await server.rows.search(user)
    reason = {"kind": "title", "text": "Engineer", "weight": 0.5}
    alert = await server.rows.alert(
        user, job, search_id=search, reasons=json.dumps([reason]), score=0.5
    )
    sent = datetime(2026, 3, 1, tzinfo=UTC)
    await server.rows.insert(
        "deliveries",
        user_id=user.id,
        channel="email",
        alert_ids=[alert],
        message_id="m1",
        status="sent",
        sent_at=sent,
    )

    said = await server.json("GET", "/alerts", headers=user.headers)
    one = await server.json("GET", f"/alerts/{alert}/", headers=user.headers)
    jobs = await server.json("GET", "/jobs")

    (item,) = said["items"]
    assert item == {
        "id": str(alert),
        "job": jobs["items"][0],
        "search_id": str(search),
        "score": 0.5,
        "reasons": [reason],
        "is_read": False,
        "is_saved": False,
        "is_applied": False,
        "application_status": None,
        "applied_at": None,
        "dismissed_at": None,
        "dismissal_reason": None,
        "notes": None,
        "interview_at": None,
        "deadline": None,
        "created_at": item["created_at"],
        "deliveries": [{"channel": "email", "status": "sent", "at": "2026-03-01T00:00:00Z"}],
        "is_private": False,
        "url": None,
    }
    assert one == {**item, "history": []}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "dcba"),
        ("unread=true", "dcb"),
        ("unread=false", "a"),
        ("saved=true", "b"),
        ("applied=true", "c"),
        ("applied=false&unread=1", "db"),
        ("application_status=Offer", "c"),
        ("min_score=0.9", "d"),
        ("search_id={search}", "d"),
        ("search_id=x", ""),
        ("search_id=99999999999999999999", ""),
        ("limit=2", "dc"),
    ],
)
async def test_filter(server: Server, user: SignedInUser, query: str, expected: str) -> None:
    """Each filter narrows the person's own alerts, newest first."""
    rows = server.rows
    search = await rows.search(user)
    changes: dict[str, dict[str, Any]] = {
        "a": {"is_read": True},
        "b": {"is_saved": True},
        "c": {"is_applied": True, "application_status": "Offer"},
        "d": {"score": 0.95, "search_id": search},
    }
    for day, (title, columns) in enumerate(changes.items(), 1):
        when = {"created_at": datetime(2026, 1, day, tzinfo=UTC)}
        await rows.alert(user, await rows.job(title), **when | columns)
    await rows.alert(await rows.user(), await rows.job("stranger's"))

    path = f"/alerts?{query.format(search=search)}"
    said = await server.json("GET", path, headers=user.headers)

    assert "".join(item["job"]["title"] for item in said["items"]) == expected


async def test_pages(server: Server, user: SignedInUser) -> None:
    """Alerts of the same moment are paged correctly: each is shown once."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    ids = [
        str(await server.rows.alert(user, await server.rows.job(), created_at=now))
        for _ in range(5)
    ]
    seen: list[str] = []
    cursor = ""
    for _ in range(3):
        page = await server.json("GET", f"/alerts?limit=2{cursor}", headers=user.headers)
        seen += [item["id"] for item in page["items"]]
        cursor = f"&cursor={page['next_cursor']}"

    assert seen == ids[::-1]
    assert page["next_cursor"] is None


async def test_bad_filters_are_named(server: Server, user: SignedInUser) -> None:
    """Words that are no booleans, statuses or scores."""
    query = "unread=maybe&application_status=applied&min_score=nan&cursor=x&limit=0&who=me"

    said = await server.faults("GET", f"/alerts?{query}", headers=user.headers)

    assert said == ["application_status", "cursor", "limit", "min_score", "unread", "who"]


async def test_tracking_a_job(server: Server, user: SignedInUser) -> None:
    """201, nothing unread or to deliver; 200 with the same one later; 404 without a job."""
    job = await server.rows.job()
    body = {"job_id": str(job)}

    new = await server.json("POST", "/alerts", 201, json=body, headers=user.headers)
    again = await server.json("POST", "/alerts/", 200, json=body, headers=user.headers)

    assert new == again
    assert (new["score"], new["search_id"], new["deliveries"], new["is_read"]) == (
        0,
        None,
        [],
        True,
    )
    assert await server.rows.value("SELECT bundled_at IS NOT NULL FROM alerts") is True
    for unknown in ("0", "x", str(2**70), str(job + 1)):
        body = {"job_id": unknown}
        assert await server.problem("POST", "/alerts", 404, json=body, headers=user.headers)
    assert await server.faults("POST", "/alerts", json={"job_id": 1}, headers=user.headers) == [
        "job_id"
    ]


async def test_marking(server: Server, user: SignedInUser) -> None:
    """What is given changes, null takes the notes away, the rest stays."""
    alert = await server.rows.alert(user, await server.rows.job())
    path = f"/alerts/{alert}"
    change = {"is_read": True, "is_saved": True, "notes": "call back"}

    before = await server.json("GET", path, headers=user.headers)
    first = await server.json("PATCH", path, json=change, headers=user.headers)
    second = await server.json("PATCH", path, json={"notes": None}, headers=user.headers)
    same = await server.json("PATCH", path, json={}, headers=user.headers)

    assert first == before | change
    assert second == first | {"notes": None}
    assert same == second


async def test_applying_and_taking_it_back(server: Server, user: SignedInUser) -> None:
    """is_applied sets Applied where there is no status; false clears it; both are remembered."""
    alert = await server.rows.alert(user, await server.rows.job())
    path = f"/alerts/{alert}"

    applied = await server.json("PATCH", path, json={"is_applied": True}, headers=user.headers)
    again = await server.json("PATCH", path, json={"is_applied": True}, headers=user.headers)
    back = await server.json("PATCH", path, json={"is_applied": False}, headers=user.headers)

    assert applied["application_status"] == "Applied"
    assert applied["is_applied"] is True
    assert applied["applied_at"] is not None
    assert again == applied
    assert (back["application_status"], back["is_applied"], back["applied_at"]) == (
        *(None, False, None),
    )
    assert [(step["from"], step["to"]) for step in back["history"]] == [
        *((None, "Applied"), ("Applied", None)),
    ]


async def test_status_changes_are_kept(server: Server, user: SignedInUser) -> None:
    """Each change is one step; the same status again is none; applied_at stays."""
    alert = await server.rows.alert(user, await server.rows.job())
    path = f"/alerts/{alert}/status"
    said = {}
    for status in ("Interviewing", "Interviewing", "Offer", "Rejected"):
        said = await server.json("PATCH", path, json={"status": status}, headers=user.headers)
    kept = await server.json(
        "PATCH", f"/alerts/{alert}", json={"is_applied": True}, headers=user.headers
    )

    steps = [(step["from"], step["to"]) for step in said["history"]]
    assert steps == [(None, "Interviewing"), ("Interviewing", "Offer"), ("Offer", "Rejected")]
    assert said["is_applied"] is True
    assert said["applied_at"] is not None
    assert kept == said


@pytest.mark.parametrize("status", ["applied", "Hired", None, 1, ""])
async def test_another_status(server: Server, user: SignedInUser, status: object) -> None:
    """Another word is 422."""
    alert = await server.rows.alert(user, await server.rows.job())
    body = {"status": status}

    said = await server.faults("PATCH", f"/alerts/{alert}/status", json=body, headers=user.headers)

    assert said == ["status"]


async def test_bad_changes_are_named(server: Server, user: SignedInUser) -> None:
    """Every field that does not fit, in one answer."""
    alert = await server.rows.alert(user, await server.rows.job())
    bad = {"is_read": 1, "is_saved": None, "notes": "x" * 10_001, "score": 1}

    said = await server.faults("PATCH", f"/alerts/{alert}", json=bad, headers=user.headers)

    assert said == ["is_read", "is_saved", "notes", "score"]


async def test_reading_all(server: Server, user: SignedInUser) -> None:
    """Those created before a moment, then the rest; a stranger's stay unread."""
    rows = server.rows
    for day in (1, 2, 3):
        when = datetime(2026, 1, day, tzinfo=UTC)
        await rows.alert(user, await rows.job(), created_at=when)
    stranger = await rows.user()
    await rows.alert(stranger, await rows.job())
    path = "/alerts/read-all"

    some = await server.json(
        "POST", path, json={"before": "2026-01-03T01:00:00+01:00"}, headers=user.headers
    )
    rest = await server.json("POST", path, headers=user.headers)
    none = await server.json("POST", path, json={}, headers=user.headers)

    assert [some, rest, none] == [{"updated": 2}, {"updated": 1}, {"updated": 0}]
    assert await rows.value("SELECT count(*) FROM alerts WHERE NOT is_read") == 1
    bad = {"before": "0001-01-01T00:00:00+14:00"}
    assert await server.faults("POST", path, json=bad, headers=user.headers) == ["before"]


@pytest.mark.parametrize(
    ("method", "suffix", "body"),
    [("GET", "", None), ("PATCH", "", {}), ("PATCH", "/status", {"status": "Offer"})],
)
async def test_strangers_alert(
    server: Server, user: SignedInUser, method: str, suffix: str, body: object
) -> None:
    """Another person's alert is 404 and stays as it is."""
    stranger = await server.rows.user()
    alert = await server.rows.alert(stranger, await server.rows.job())

    for name in (alert, 2**63, "x", "%00"):
        path = f"/alerts/{name}{suffix}"
        said = await server.problem(method, path, 404, json=body, headers=user.headers)
        assert said == "not-found"
