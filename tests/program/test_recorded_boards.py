"""The whole way: recorded answers of real boards become stored jobs and one alert each."""

from __future__ import annotations

import collections
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.drills import drill
from tests.program import boards, mailbox
from tests.program.conftest import fill, open_database
from tests.program.program import running

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from jobscout.sql.database import Database

pytestmark = [drill(), pytest.mark.timeout(120)]

USERS = {
    "kenya@example.org": [
        {"name": "Kenya", "keywords": ["manager", "officer"], "countries": ["KE"]}
    ],
    "android@example.org": [{"name": "Android", "titles": ["android developer"]}],
    "remote@example.org": [{"name": "Remote", "titles": ["engineer"], "workplace": ["remote"]}],
}

FITS: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    "kenya@example.org": lambda alert: (
        "KE" in alert["countries"] or "Worldwide" in alert["locations"]
    ),
    "android@example.org": lambda alert: (
        "android" in alert["title"].lower()
        and any(word in alert["title"].lower() for word in ("developer", "engineer"))
    ),
    "remote@example.org": lambda alert: alert["workplace"] == "remote",
}

# What the boards say of a few of them, in our words: board, title, city, country.
LOCATIONS = {
    ("catawiki", "Android Developer", "Lisbon", "PT"),
    ("oneacrefund", "Agroforestry Innovations Specialist", "Bauchi", "NG"),
    ("palantir", "Administrative Business Partner", "London", "GB"),
    ("doctolib", "Account Executive - Berlin (x/f/m)", "Berlin", "DE"),
    ("jpmc", "Cloud Infrastructure Engineer III", "Columbus", "US"),
    ("jpmc", "Senior Home Lending Advisor - Encinitas, CA", "Poway", "US"),
    ("newsela", "Contractor: IT Operations Specialist", None, "CL"),
    ("coupang", "[쿠팡] 고객 서비스 전문가 (쿠니)", "Seoul", "KR"),
    ("intercom", "Account Executive, MidMarket", "London", "GB"),
    ("gitlab", "Account Executive - Italy", None, "IT"),
    ("givebutter", "Senior Frontend Engineer, Engage", "Austin", "US"),
    ("aikido", "Customer Success Engineer Dubai", "Dubai", "AE"),
    ("all", "Patient Care Specialist", None, "US"),
}

# what must not change when the same answers are read again
ROWS = """
SELECT 'postings' AS noun, count(*), max(xmin::text::bigint) FROM postings
UNION ALL SELECT 'jobs', count(*), max(xmin::text::bigint) FROM jobs
UNION ALL SELECT 'alerts', count(*), max(xmin::text::bigint) FROM alerts
UNION ALL SELECT 'deliveries', count(*), max(xmin::text::bigint) FROM deliveries
"""


@pytest.mark.parametrize("with_etags", [True, False], ids=["etags", "no-etags"])
async def test_recorded_boards_become_alerts(data_dir: Path, *, with_etags: bool) -> None:
    """Every recorded posting is stored once and told once; a second reading changes nothing."""
    folder = boards.recordings()
    player = boards.Player(folder, with_etags=with_etags)
    many = len(boards.RECORDED)
    async with boards.serving(player.app()) as base_url:
        async with open_database(data_dir) as db:
            await fill(db, boards.sources(base_url), USERS)
        host = base_url.removeprefix("http://")
        async with mailbox.receiving() as (box, smtp_url):
            settings = {"SEED": "none", "FETCH_ALLOW": host, "SMTP_URL": smtp_url}
            async with running(data_dir, settings) as program:
                await program.until("scrape finished", many)
                await program.until_matched()
                assert await program.stop() == 0
            await _until_sent(data_dir, settings)
            first_mails = len(box.mails)

            async with open_database(data_dir) as db:
                await _check_postings(db, folder)
                await _check_alerts(db, box)
                before = [tuple(row) for row in await db.text(ROWS)]
                await db.text("UPDATE sources SET next_run_at = now()")
            async with running(data_dir, settings) as program:
                await program.until("scrape finished", many)
                assert await program.stop() == 0

            async with open_database(data_dir) as db:
                after = [tuple(row) for row in await db.text(ROWS)]

    assert after == before
    assert len(box.mails) == first_mails
    assert (player.not_modified > 0) == with_etags


async def _until_sent(data_dir: Path, settings: Mapping[str, str]) -> None:
    """What was still due when the program was stopped is no change of a second reading."""
    while True:
        async with open_database(data_dir) as db:
            rows = await db.text(
                "SELECT (SELECT count(*) FROM deliveries WHERE status <> 'sent')"
                " + (SELECT count(*) FROM alerts WHERE bundled_at IS NULL AND bundle_at <= now())"
                " AS due"
            )
        if not rows[0]["due"]:
            return
        async with running(data_dir, {**settings, "ROLES": "notifier"}) as program:
            await program.until("delivery sent")
            assert await program.stop() == 0


async def _check_postings(db: Database, folder: Path) -> None:
    rows = await db.text(
        "SELECT s.kind, s.name, p.title, p.locations, p.workplace, p.closed_at,"
        " p.expires_at <= now() - interval '36 hours' AS is_over FROM postings p"
        " JOIN sources s ON s.id = p.source_id"
    )
    titles = collections.defaultdict(list)
    for row in rows:
        titles[row["kind"], row["name"]].append(row["title"])
    for one in boards.RECORDED:
        stored = titles[one.kind, one.board]
        assert len(stored) == one.postings, one
        recorded = [" ".join(title.split()) for title in boards.recorded_titles(folder, one)]
        assert sorted(stored) == sorted(recorded), one
    locations = {
        (row["name"], row["title"], location.get("city"), location.get("country"))
        for row in rows
        for location in json.loads(row["locations"])
    }
    assert locations >= LOCATIONS
    assert all((row["closed_at"] is not None) == bool(row["is_over"]) for row in rows)
    statuses = await db.text(
        "SELECT s.name, c.status, c.error_kind FROM scrapes c JOIN sources s ON s.id = c.source_id"
        " WHERE c.status <> 'ok'"
    )
    # whose recordings hold only some of the postings that they count
    assert {tuple(row) for row in statuses} == {
        (name, "partial", "incomplete") for name in ("amplitude", "jpmc")
    }


async def _check_alerts(db: Database, box: mailbox.Mailbox) -> None:
    alerts = await db.text(
        "SELECT u.email, j.title, j.countries, j.workplace, j.locations::text AS locations,"
        " a.score, a.reasons <> '[]' AS reasons FROM alerts a JOIN users u ON u.id = a.user_id"
        " JOIN jobs j ON j.id = a.job_id"
    )
    by_user = collections.defaultdict(list)
    for alert in alerts:
        by_user[alert["email"]].append(alert)
    strange = [
        tuple(alert)
        for alert in alerts
        if not FITS[alert["email"]](alert) or not 0 < alert["score"] <= 1 or not alert["reasons"]
    ]
    assert strange == []
    assert by_user.keys() == USERS.keys()
    assert {alert["title"] for alert in by_user["android@example.org"]} >= {"Android Developer"}
    told = await db.text("SELECT unnest(alert_ids) AS id FROM deliveries WHERE status = 'sent'")
    assert len({row["id"] for row in told}) == len(told)
    assert len(set(box.message_ids)) == len(box.mails)
