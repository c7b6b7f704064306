"""A new or changed search shows recent jobs at once, and sends them only if asked to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.actors.recent_matcher import RecentMatcher
from jobscout.inbox import Inbox
from jobscout.messages import RecentSearchDue
from jobscout.rules.search_terms import SearchTerms
from jobscout.sql import holders
from jobscout.sql.alerts import Alerts
from jobscout.sql.matches import Matches
from jobscout.sql.recent_searches import RecentSearches
from jobscout.sql.search_dry_run import BATCH, SearchDryRun
from jobscout.sql.searches import Searches
from tests.integration.board_rows import Board, add, add_user
from tests.integration.match_rows import match_all
from tests.rows import posting

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from tests.integration.http_server import Server

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
LEASE = timedelta(minutes=5)


def terms(**changes: Any) -> SearchTerms:
    given: dict[str, Any] = {name: [] for name in SearchTerms.__struct_fields__}
    given |= {"name": "Engineers", "titles": ["engineer"], "excluded_in_text": False}
    given |= {"min_salary": None, "years_max": None, "use_cv_skills": False}
    return SearchTerms(**(given | {"min_score": 0.0, "paused": False} | changes))


def searches_of(db: Database) -> Searches:
    return Searches(db, base_url="https://x.example")


def store_of(db: Database, **given: Any) -> RecentSearches:
    return RecentSearches(db, Matches(db), SearchDryRun(db), **given)


async def look(db: Database, **given: Any) -> None:
    """Do what is due."""
    store = store_of(db, **given)
    actor = RecentMatcher(Inbox("recent_matcher", 64), searches=store, notifier=None)
    for search_id in await store.due(50):
        await actor.inbox.put(RecentSearchDue(search_id))
    await actor.stop()
    await actor.run()


async def read(db: Database, *ages: int) -> None:
    """A board with a matched job for each age in days."""
    board = await Board.open(db)
    await board.read(
        *(
            posting(str(age), f"of {age} days", title=f"Engineer {age}", posted_at=NOW - age * DAY)
            for age in ages
        )
    )
    await match_all(db)


async def shown(db: Database, condition: str = "true") -> list[str]:
    rows = await db.text(
        "SELECT j.title FROM alerts a JOIN jobs j ON j.id = a.job_id"  # noqa: S608
        f" WHERE {condition} ORDER BY j.posted_at DESC"
    )
    return [row["title"] for row in rows]


async def test_shown_and_not_sent(db: Database) -> None:
    """Open jobs of the last fourteen days that match; without a mail."""
    await read(db, 1, 13, 15)
    await db.text("UPDATE jobs SET is_backlog = false")
    await searches_of(db).create(await add_user(db), terms())

    await look(db)

    assert await shown(db) == ["Engineer 1", "Engineer 13"]
    assert await shown(db, "bundle_at IS NOT NULL") == []
    assert await store_of(db).due(10) == []


async def test_sent_if_asked(db: Database) -> None:
    await read(db, 1, 13)
    await searches_of(db).create(await add_user(db), terms(), notify_recent=True)

    await look(db)

    assert await shown(db, "bundle_at <= now()") == ["Engineer 1", "Engineer 13"]


async def test_setting(db: Database) -> None:
    await read(db, 1, 13)
    await searches_of(db).create(await add_user(db), terms())

    await look(db, recent=3 * DAY)

    assert await shown(db) == ["Engineer 1"]


async def test_news_stays_news(db: Database) -> None:
    """A job that is not matched yet is sent, whoever comes first to it."""
    board = await Board.open(db)
    await board.read(posting("0", "first"))
    await match_all(db)
    await board.read(posting("0", "first"), posting("1", "new", title="New Engineer"))
    await searches_of(db).create(await add_user(db), terms())

    await look(db)
    await match_all(db)

    assert await shown(db, "bundle_at <= now()") == ["New Engineer"]
    assert len(await shown(db)) <= 2


async def test_changed(db: Database) -> None:
    """A changed search shows what it finds now, and an alert that is there stays as it was."""
    await read(db, 1, 2)
    user_id = await add_user(db)
    search = await searches_of(db).create(user_id, terms(titles=["engineer 1"]))
    await look(db)
    (alert,) = await db.text("SELECT * FROM alerts")
    await Alerts(db).dismiss(user_id, alert["id"], "pay")

    await searches_of(db).change(
        user_id, int(search.id), lambda _: terms(titles=["engineer"], name="Renamed")
    )
    await look(db)

    assert await shown(db) == ["Engineer 1", "Engineer 2"]
    assert await shown(db, "dismissed_at IS NOT NULL") == ["Engineer 1"]


async def test_only_a_new_name(db: Database) -> None:
    """Nothing is done where a search finds what it found before."""
    user_id = await add_user(db)
    search = await searches_of(db).create(user_id, terms())
    await look(db)

    await searches_of(db).change(user_id, int(search.id), lambda _: terms(name="Renamed"))

    assert await store_of(db).due(10) == []


async def test_paused(db: Database) -> None:
    """A paused search shows nothing until it goes on."""
    await read(db, 1)
    user_id = await add_user(db)
    search = await searches_of(db).create(user_id, terms(paused=True))
    await look(db)
    before = await shown(db)

    await searches_of(db).change(user_id, int(search.id), lambda _: terms())
    await look(db)

    assert (before, await shown(db)) == ([], ["Engineer 1"])


async def test_changed_meanwhile(db: Database) -> None:
    """A search that changes while it is worked on is due again."""
    user_id, store = await add_user(db), store_of(db)
    search = await searches_of(db).create(user_id, terms())
    claimed = await store.claim(int(search.id), LEASE)
    assert claimed is not None

    await searches_of(db).change(user_id, int(search.id), lambda _: terms(keywords=["x"]))
    await store.complete(claimed)

    assert await store.due(10) == [int(search.id)]


async def test_killed_between_batches(db: Database) -> None:
    """P1, P2: what a dead process had begun is done again, with one alert for a job."""
    company = await add(db, "companies", slug="c", name="C")
    many = BATCH + 5
    await db.text(
        "INSERT INTO jobs (company_id, title, posted_at, matched_at, words)"
        " SELECT $1, 'Engineer ' || n, now(), now(), to_tsvector('simple', 'engineer')"
        " FROM generate_series(1, $2::integer) AS n",
        company,
        many,
    )
    search = await searches_of(db).create(await add_user(db), terms())
    store = store_of(db)
    claimed = await store.claim(int(search.id), LEASE)
    assert claimed is not None
    async for found in store.found(claimed):
        await store.show(claimed, found)
        break
    first = len(await shown(db))

    await holders.take_up(db)
    await look(db)

    assert (first, len(await shown(db))) == (BATCH, many)


@pytest.mark.parametrize(("body", "notify"), [({}, False), ({"notify_recent": True}, True)])
async def test_over_http(server: Server, body: dict[str, Any], notify: bool) -> None:
    """Asked for when a search is added or changed, and not kept as a part of it."""
    user = await server.rows.user()
    new = {"name": "Engineers", "titles": ["engineer"], **body}
    made = await server.json("POST", "/users/me/searches", 201, json=new, headers=user.headers)
    first = await server.rows.value("SELECT notify FROM recent_searches")
    await server.rows.value("UPDATE recent_searches SET done_at = now() RETURNING 1")
    path = f"/users/me/searches/{made['id']}"
    changed = {"titles": ["nurse"], **body}
    after = await server.json("PATCH", path, json=changed, headers=user.headers)

    row = "SELECT notify AND done_at IS NULL FROM recent_searches"
    assert (first, await server.rows.value(row)) == (notify, notify)
    assert "notify_recent" not in after
