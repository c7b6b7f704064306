"""P1 in the real program: a source that is removed and added again mails nobody twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.drills import drill
from tests.program import mailbox
from tests.program.program import running
from tests.program.test_sources import SETTINGS, admin_of, ask, board

if TYPE_CHECKING:
    from pathlib import Path

    import aiohttp

pytestmark = [drill(), pytest.mark.timeout(120)]

ROLES = "http,scraper,matcher,notifier"  # nothing is read but what the test asks for
ADMIN = "admin@jobscout.example"


def titles(*numbers: int) -> list[str]:
    return [f"Python Engineer {number}" for number in numbers]


async def add(admin: aiohttp.ClientSession, url: str) -> str:
    """The path of a new source whose scrape was requested."""
    body = {"kind": "greenhouse", "config": {"board": "acme", "base_url": url}}
    made = await ask(admin, "POST", "/sources/", 201, **body, interval_seconds=86400)
    await ask(admin, "POST", f"/sources/{made['id']}/scrape", 202)
    return f"/sources/{made['id']}"


async def test_removed_and_added_again(data_dir: Path) -> None:
    """One alert and one mail for each job; after the return it is open, and keeps its history.

    What was there from the beginning says nothing about freshness; what came then says seconds.
    """
    async with board() as (greenhouse, url), mailbox.receiving() as (mails, smtp_url):
        greenhouse.many = 3
        settings = SETTINGS | {
            "FETCH_ALLOW": url.removeprefix("http://"),
            "ROLES": ROLES,
            "SMTP_URL": smtp_url,
        }
        async with running(data_dir, settings) as program, admin_of(program) as admin:
            me = {"user_id": int((await ask(admin, "GET", "/users/me", 200))["id"])}
            search = {"name": "python", "titles": ["python engineer"]}
            await ask(admin, "POST", "/users/me/searches", 201, **search)

            async def alerts() -> list[Any]:
                found = await ask(admin, "GET", "/alerts?limit=100", 200)
                return [
                    alert for alert in found["items"] if alert["job"]["company"]["slug"] == "acme"
                ]

            async def freshness() -> Any:
                return (await ask(admin, "GET", "/admin/stats", 200))["freshness"]["p50_seconds"]

            path = await add(admin, url)
            await program.until("delivery sent", 1, titles=titles(0, 1, 2), **me)
            backlog = await freshness()
            first = await alerts()
            applied = {"is_applied": True}
            await ask(admin, "PATCH", f"/alerts/{first[0]['id']}", 200, **applied)

            await ask(admin, "DELETE", f"{path}?purge=true", 204)
            closed = await ask(admin, "GET", "/jobs?company=acme", 200)

            path = await add(admin, url)
            await program.until("scrape finished", 2, status="ok")
            opened = await ask(admin, "GET", "/jobs?company=acme", 200)

            greenhouse.many = 4
            await ask(admin, "POST", f"{path}/scrape", 202)
            await program.until("delivery sent", 1, titles=titles(3), **me)
            last = await alerts()
            fresh = await freshness()
            detail = await ask(admin, "GET", f"/alerts/{first[0]['id']}", 200)
            assert await program.stop() == 0

    told = [str(mail["Subject"]) for mail in mails.mails if mail["To"] == ADMIN]
    ours = {alert["job"]["id"] for alert in first}
    assert len([subject for subject in told if "at Acme" in subject]) == 2
    assert closed["items"] == []
    assert {job["id"] for job in opened["items"]} == ours
    assert len(last) == 4
    assert {alert["id"] for alert in first} < {alert["id"] for alert in last}
    assert ours < {alert["job"]["id"] for alert in last}
    assert [change["to"] for change in detail["history"]] == ["Applied"]
    assert backlog is None
    assert 0 <= fresh < 60
