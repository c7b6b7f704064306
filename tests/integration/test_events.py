"""Events: written with what they tell of, and told to each stream once, in one order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from jobscout.errors import SourceError
from jobscout.event_streams import MAX_WAITING, Mark, read_mark
from jobscout.model import Findings, ScrapeStats
from jobscout.sql.alerts import Alerts
from jobscout.sql.cvs import CVs
from jobscout.sql.events import PAGE
from jobscout.sql.matches import Found, Matches
from jobscout.sql.postings import Postings
from jobscout.sql.scrapes import Scrapes
from jobscout.sql.sessions import Sessions
from tests.integration.board_rows import Board
from tests.integration.event_world import World, ids, parsed
from tests.integration.match_rows import claimed
from tests.rows import board_of

if TYPE_CHECKING:
    from jobscout.event_streams import Stream
    from jobscout.sql.database import Database

LEASE = timedelta(minutes=1)
FINDINGS = Findings(
    pages=1, skills=(), maybe_skills=(), years_of_experience=None, languages=(), sections={}
)


@pytest.fixture
def world(db: Database) -> World:
    return World(db)


async def test_alerts_of_the_matcher(world: World) -> None:
    """A new alert is an event of its person's; a second match of the same job is none."""
    user, other = await world.rows.user(), await world.rows.user()
    stream, others = await world.listen(user), await world.listen(other)
    job = await world.rows.job("Data Engineer")
    search = await world.rows.search(user)
    found = Found(user.id, job, search, 0.75, (), datetime.now(UTC))

    await Matches(world.db).complete(await claimed(world.db, job), [found])
    told = await world.streamed(stream)
    await Matches(world.db).complete(await claimed(world.db, job), [found])

    (alert_id,) = [row["id"] for row in await world.db.text("SELECT id FROM alerts")]
    (event,) = told
    assert read_mark(event.pop("mark")) is not None
    assert event == {
        "kind": "alert",
        "id": str(alert_id),
        "job_id": str(job),
        "title": "Data Engineer",
        "company": "Acme",
        "score": 0.75,
    }
    assert await world.streamed(stream) == []
    assert await world.streamed(others) == []


async def test_tracked_job(world: World) -> None:
    """What a person tracks is no news to them: no event, and nothing unread."""
    user = await world.rows.user()
    stream = await world.listen(user)
    alerts = Alerts(world.db)

    alert_id, _ = await alerts.track(user.id, await world.rows.job())

    assert await world.streamed(stream) == []
    assert (await alerts.get(user.id, alert_id)).is_read


async def test_cv_from_claim_to_end(world: World) -> None:
    """processing, then ready or failed with its word; a claim that finds nothing tells nothing."""
    user = await world.rows.user()
    stream = await world.listen(user)
    cvs = CVs(world.db)
    good, bad = [
        await world.rows.insert(
            "cvs",
            user_id=user.id,
            filename="cv.pdf",
            size=1,
            sha256=name,
            storage_key=f"{name!r}",
        )
        for name in (b"good", b"bad")
    ]
    for cv_id in (good, bad):
        claimed = await cvs.claim(cv_id, LEASE)
        assert claimed is not None
        assert await cvs.claim(cv_id, LEASE) is None
        if cv_id == good:
            await cvs.complete(claimed, FINDINGS)
        else:
            await cvs.discard(cv_id, "damaged: the file cannot be read whole")
            await cvs.discard(cv_id, "damaged: told once")

    told = await world.streamed(stream)
    assert [(one["id"], one["status"], one["error"]) for one in told] == [
        (str(good), "processing", None),
        (str(good), "ready", None),
        (str(bad), "processing", None),
        (str(bad), "failed", "damaged"),
    ]
    assert {one["kind"] for one in told} == {"cv"}


async def test_scrape_from_queue_to_end(world: World) -> None:
    """queued, running, and the end with its numbers, as it was at each time; for admins alone."""
    admin, user = await world.rows.user(admin=True), await world.rows.user()
    stream, other = await world.listen(admin, admin=True), await world.listen(user)
    board = await Board.open(world.db)
    result = await board.next(*board_of(3))
    await Scrapes(world.db).claim(result.source.scrape_id, LEASE)
    assert await Scrapes(world.db).trigger(board.id, "webhook") == (
        result.source.scrape_id,
        False,
    )
    await Postings(world.db).store(result)

    queued, running, ok = await world.streamed(stream)
    assert {one["kind"] for one in (queued, running, ok)} == {"scrape"}
    assert {one["scrape_id"] for one in (queued, running, ok)} == {str(result.source.scrape_id)}
    assert {one["source_id"] for one in (queued, running, ok)} == {str(board.id)}
    assert [one["status"] for one in (queued, running, ok)] == ["queued", "running", "ok"]
    assert [one["new"] for one in (queued, running, ok)] == [0, 0, 3]
    assert (queued["trigger"], queued["started_at"]) == ("manual", None)
    assert running["started_at"].endswith("Z")
    assert running["finished_at"] is None
    assert ok["finished_at"].endswith("Z")
    assert ok["found"] == 3
    assert await world.streamed(other) == []


async def test_scrapes_that_fail(world: World) -> None:
    """Failed, abandoned and scheduled scrapes have events too; unchanged ones have none."""
    admin = await world.rows.user(admin=True)
    stream = await world.listen(admin, admin=True)
    scrapes = Scrapes(world.db)
    await world.rows.source(next_run_at=datetime(2026, 1, 1, tzinfo=UTC))
    (first,) = await scrapes.enqueue_due("normal", 2, 10)
    await scrapes.discard(first, SourceError("timed-out", "too slow"), ScrapeStats())
    await scrapes.discard(first, SourceError("timed-out", "again"), ScrapeStats())
    second, _ = await scrapes.trigger(await world.rows.source(), "webhook")
    await world.db.text("UPDATE scrapes SET attempts = 5 WHERE id = $1", second)
    await scrapes.abandon()
    await scrapes.abandon()

    told = await world.streamed(stream)
    assert [(one["scrape_id"], one["trigger"], one["status"]) for one in told] == [
        (str(first), "schedule", "queued"),
        (str(first), "schedule", "failed"),
        (str(second), "webhook", "queued"),
        (str(second), "webhook", "failed"),
    ]
    assert (told[1]["error_kind"], told[1]["error"]) == ("timed-out", "too slow")


async def test_more_than_has_room(world: World) -> None:
    """A burst, and a resume after one, come whole and in order, a page at a time."""
    user = await world.rows.user()
    stream = await world.listen(user)
    start = str(stream.mark)
    await world.broadcaster.tick()
    made = await world.alerts(user, MAX_WAITING + 2 * PAGE)
    resumed = await world.listen(user, start)
    heard: dict[Stream, list[int]] = {stream: [], resumed: []}
    sizes = []

    for _ in range(6):
        await world.broadcaster.tick()
        for one, story in heard.items():
            taken = ids(parsed(await one.take(0)))
            sizes.append(len(taken))
            story.extend(taken)

    assert heard[stream] == heard[resumed] == made
    assert max(sizes) <= MAX_WAITING


async def test_next_page_when_all_is_taken(world: World) -> None:
    """Whoever resumes is given page after page as fast as they are taken, without a clock."""
    user = await world.rows.user()
    start, _ = await world.events.start(None)
    made = await world.alerts(user, 3 * PAGE)
    heard: list[int] = []
    async with world.running() as process:
        stream = await world.listen(user, str(start), by=process)
        while len(heard) < len(made):
            heard += ids(parsed(await stream.take(15)))

    assert heard == made


async def test_a_page_of_what_is_gone(world: World) -> None:
    """Events of alerts that were deleted are passed over, however many there are."""
    user = await world.rows.user()
    start, _ = await world.events.start(None)
    await world.alerts(user, PAGE + 5)
    await world.db.text("DELETE FROM alerts")
    (kept,) = await world.alerts(user, 1)
    stream = await world.listen(user, str(start))
    live = await world.listen(user)

    assert await world.streamed(stream) == []
    assert ids(await world.streamed(stream)) == [kept]
    assert await world.streamed(live) == []


async def test_reads_nothing_for_nobody(world: World) -> None:
    """Without streams nobody asks for events; the next stream begins at its own mark."""
    user = await world.rows.user()
    stream = await world.listen(user)
    await world.broadcaster.tick()
    world.broadcaster.streams.close(stream)
    await world.broadcaster.tick()
    missed = await world.alerts(user, 2)
    resumed = await world.listen(user, str(stream.mark))

    assert ids(await world.streamed(resumed)) == missed


async def test_ended_sessions(world: World) -> None:
    """Whichever process ended a session, or closed its account, its streams end."""
    users = [await world.rows.user() for _ in range(4)]
    streams = [await world.listen(user) for user in users]
    await Sessions(world.db).end_own(users[0].id, users[0].session_id)
    await world.db.text("UPDATE users SET disabled_at = now() WHERE id = $1", users[1].id)
    await world.db.text("DELETE FROM users WHERE id = $1", users[2].id)

    await world.broadcaster.tick()

    assert [one.ended for one in streams] == ["signed-out", "signed-out", "signed-out", None]


@pytest.mark.parametrize("last", [None, "", "77", "nonsense", "1-2", "9999999999-999999999999-1"])
async def test_begins_now(world: World, last: str | None) -> None:
    """No mark, none of ours, or one from the future: what comes from here on."""
    user = await world.rows.user()
    await world.alerts(user, 2)
    stream = await world.listen(user, last)
    before = await world.streamed(stream)
    (new,) = await world.alerts(user, 1)

    assert before == []
    assert ids(await world.streamed(stream)) == [new]


async def test_older_than_what_is_kept(world: World) -> None:
    """A mark of yesterday begins now, and says that something may be missing."""
    now, is_too_old = await world.events.start(None)
    yesterday = Mark(now.position, now.seconds - 86_400)
    lately = Mark(now.position, now.seconds - 3_600)

    assert not is_too_old
    assert (await world.events.start(str(yesterday)))[1]
    assert await world.events.start(str(lately)) == (lately, False)


async def test_purge(world: World) -> None:
    """Events are forgotten after their time, and no earlier."""
    user = await world.rows.user()
    old, new = await world.alerts(user, 2)
    await world.db.text(
        "UPDATE events SET created_at = now() - interval '25 h' WHERE about_id = $1", old
    )

    assert await world.events.purge(timedelta(days=1)) == 1
    assert await world.rows.value("SELECT about_id FROM events") == new
