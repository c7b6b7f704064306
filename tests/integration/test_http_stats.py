"""How everything is, in numbers that operators look at first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from jobscout.model import ActorReport

if TYPE_CHECKING:
    from tests.integration.http_server import Server

UNKNOWN: dict[str, Any] = {"p50_seconds": None, "p95_seconds": None}
NOTHING = {
    "users": {"total": 1, "verified": 1, "active_7d": 0, "new_7d": 1},
    "jobs": {
        "open": 0,
        "new_24h": 0,
        "closed_24h": 0,
        "postings": 0,
        "duplicates_merged": 0,
    },
    "alerts": {"created_24h": 0, "read_24h": 0, "applied_24h": 0},
    "deliveries": {"sent_24h": 0, "failed_24h": 0, "pending": 0},
    "sources": {"total": 0, "ok": 0, "failing": 0, "paused": 0, "unconfigured": 0},
    "freshness": UNKNOWN
    | {"parts": dict.fromkeys(("waiting", "reading", "matching", "sending"), UNKNOWN)},
}


async def test_nothing_yet(server: Server) -> None:
    """Zeros, and no freshness where nothing was delivered."""
    admin = await server.rows.user(admin=True)

    assert await server.json("GET", "/admin/stats/", headers=admin.headers) == NOTHING


async def test_users_and_jobs(server: Server) -> None:
    """Who is there and who came; what is open, new, closed and merged."""
    rows, now = server.rows, datetime.now(UTC)
    ago = now - timedelta(days=8)
    admin = await rows.user(admin=True)
    for _ in range(2):
        await rows.user(verified=False)
    old, closed = await rows.user(), await rows.user()
    await rows.value(
        "UPDATE users SET created_at = $2, last_seen_at = now() WHERE id = $1 RETURNING 1",
        *(old.id, ago),
    )
    await rows.value("UPDATE users SET deleted_at = now() WHERE id = $1 RETURNING 1", closed.id)
    sources = [await rows.source() for _ in range(4)]
    await rows.value("UPDATE sources SET active = false WHERE id = $1 RETURNING 1", sources[0])
    await rows.value("UPDATE sources SET failures = 1 WHERE id = $1 RETURNING 1", sources[1])
    for status in ("ok", "suspect"):
        await rows.insert(
            "scrapes", source_id=sources[2], trigger="manual", status=status, finished_at=now
        )
    merged = await rows.job(first_seen_at=ago)
    for source in sources[:3]:
        await rows.posting(merged, source)
    single = await rows.job()
    await rows.posting(single, sources[3])
    gone = await rows.job(first_seen_at=ago, closed_at=now)
    await rows.posting(gone, sources[3], closed_at=now)
    await rows.job(first_seen_at=ago, closed_at=ago)

    said = await server.json("GET", "/admin/stats", headers=admin.headers)

    assert said["users"] == {"total": 4, "verified": 2, "active_7d": 1, "new_7d": 3}
    assert said["jobs"] == {
        "open": 2,
        "new_24h": 1,
        "closed_24h": 1,
        "postings": 4,
        "duplicates_merged": 2,
    }
    assert said["sources"] == {
        "total": 4, "ok": 1, "failing": 2, "paused": 1, "unconfigured": 0,
    }  # fmt: skip


async def test_alerts_and_deliveries(server: Server) -> None:
    """What happened within a day, whenever it was made; freshness of what was delivered."""
    rows, now = server.rows, datetime.now(UTC)
    admin, ago = await rows.user(admin=True), now - timedelta(days=2)
    source = await rows.source()
    alerts = []
    for hours, stated in ((1, None), (2, None), (9, now - timedelta(hours=10))):
        job = await rows.job(first_seen_at=now - timedelta(hours=hours))
        await rows.posting(job, source, posted_at=stated)
        alerts.append(await rows.alert(admin, job, created_at=ago))
    fresh = await rows.alert(admin, await rows.job())

    async def deliver(n: int, status: str, alert_ids: list[int], **columns: Any) -> None:
        await rows.insert(
            "deliveries",
            user_id=admin.id,
            message_id=str(n),
            status=status,
            alert_ids=alert_ids,
            **{"channel": "email"} | columns,
        )

    await deliver(1, "sent", alerts[:2], sent_at=now)
    await deliver(2, "sent", alerts[2:], sent_at=now)
    await deliver(3, "sent", alerts[:1], sent_at=ago)
    await deliver(4, "failed", alerts[:1], failed_at=now)
    await deliver(5, "failed", alerts[:1], failed_at=ago)
    await deliver(6, "pending", alerts[:1])
    await deliver(7, "sending", alerts[:1])
    # waited for its receiver, which is none of our doing
    await deliver(8, "sent", alerts[2:], sent_at=now, channel="webhook", attempts=7)
    path = f"/alerts/{alerts[0]}"
    await server.json("PATCH", path, json={"is_read": True}, headers=admin.headers)
    await server.json("PATCH", path, json={"is_applied": True}, headers=admin.headers)
    before = await server.json("GET", "/admin/stats", headers=admin.headers)
    await server.json("PATCH", path, json={"is_read": False}, headers=admin.headers)
    await server.json("POST", "/alerts/read-all", headers=admin.headers)

    said = await server.json("GET", "/admin/stats", headers=admin.headers)

    assert fresh
    assert before["alerts"] == {"created_24h": 1, "read_24h": 1, "applied_24h": 1}
    assert said["alerts"] == {"created_24h": 1, "read_24h": 4, "applied_24h": 1}
    assert said["deliveries"] == {"sent_24h": 3, "failed_24h": 1, "pending": 2}
    assert round(said["freshness"]["p50_seconds"]) == 2 * 3600
    assert round(said["freshness"]["p95_seconds"]) == 9.2 * 3600


async def test_actors(idle_server: Server) -> None:
    """Each actor as the supervisor knows it, all on one page."""
    report = ActorReport(
        name="matcher",
        state="running",
        mailbox=3,
        capacity=64,
        restarts=1,
        last_error="KeyError",
        processed=7,
        busy_seconds=0.25,
    )
    server = await idle_server.start(actors=lambda: [report])
    admin = await server.rows.user(admin=True)

    said = await server.json("GET", "/admin/actors", headers=admin.headers)

    assert said["total"] == 1
    assert said["next_cursor"] is None
    assert said["items"] == [
        {
            "name": "matcher",
            "state": "running",
            "mailbox": 3,
            "capacity": 64,
            "restarts": 1,
            "last_error": "KeyError",
            "processed": 7,
            "busy_seconds": 0.25,
        }
    ]
    for query in ("limit=5", "cursor=x"):
        path = f"/admin/actors?{query}"
        faults = await server.faults("GET", path, headers=admin.headers)
        assert faults == [query.partition("=")[0]]
