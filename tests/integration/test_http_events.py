"""GET /events: one stream for each device, told by any process, ended with its sign-in."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import jwt
import pytest
from prometheus_client import REGISTRY

from jobscout.actors.listener import Listener
from jobscout.errors import Outage
from jobscout.event_streams import MAX_PER_USER, Streams
from jobscout.http.auth import key_id
from jobscout.sql.notifications import Notifications
from jobscout.sql.scrapes import Scrapes
from tests.event_stream import Reader
from tests.integration.event_world import matched
from tests.integration.http_server import Server
from tests.integration.rows import SECRET

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from aiohttp import ClientResponse
    from pytest_aiohttp.plugin import AiohttpClient

    from jobscout.sql.database import Database
    from tests.integration.rows import SignedInUser

ENDED_SLOW = ("jobscout_event_streams_ended_total", {"reason": "slow"})


@asynccontextmanager
async def broadcasting(server: Server, url: str) -> AsyncIterator[None]:
    """The actors that tell the server's streams what happens, as in a process of its own."""
    broadcaster = server.broadcaster
    listener = Listener(Notifications(url, "jobscout", lambda _payload: broadcaster.wake()))
    tasks = [asyncio.create_task(actor.run()) for actor in (listener, broadcaster)]
    try:
        yield
    finally:
        await listener.stop()
        await broadcaster.stop()
        await asyncio.gather(*tasks)


@pytest.fixture
async def live(server: Server, database_url: str) -> AsyncIterator[Server]:
    async with broadcasting(server, database_url):
        yield server


@asynccontextmanager
async def listening(
    server: Server, headers: dict[str, str], last_id: str | None = None
) -> AsyncIterator[Reader]:
    """An open stream whose first frame was read."""
    more = {} if last_id is None else {"Last-Event-ID": last_id}
    async with server.client.get("/events", headers=headers | more) as answer:
        assert answer.status == 200, await answer.text()
        reader = Reader(answer)
        hello = await reader.frame()
        assert hello is not None
        assert hello.lines == ["retry: 3000", f"id: {hello.id}"]
        yield reader


def expiring(user: SignedInUser, seconds: int) -> dict[str, str]:
    """Headers whose token is good for so long."""
    token = user.headers["Authorization"].removeprefix("Bearer ")
    claims = jwt.decode(token, SECRET, ["HS256"], audience="jobscout")
    claims["exp"] = int(time.time()) + seconds
    again = jwt.encode(claims, SECRET, "HS256", headers={"kid": key_id(SECRET)})
    return {"Authorization": f"Bearer {again}"}


async def test_another_process_writes(live: Server, db: Database) -> None:
    """What any process writes is sent at once, and only to the user it belongs to."""
    user, other = await live.rows.user(verified=False), await live.rows.user(admin=True)
    job, source = await live.rows.job("Data Engineer"), await live.rows.source()
    async with listening(live, user.headers) as mine, listening(live, other.headers) as others:
        first = await matched(live.rows, user, job)
        scrape, _ = await Scrapes(db).trigger(source, "manual")
        second = await matched(live.rows, user, await live.rows.job())
        received = await mine.events(2)
        (scraped,) = await others.events(1)

    assert [(one.kind, one.data["id"]) for one in received] == [
        ("alert", str(first)),
        ("alert", str(second)),
    ]
    assert received[0].data == {
        "id": str(first),
        "job_id": str(job),
        "title": "Data Engineer",
        "company": "Acme",
        "score": 0.75,
    }
    assert len(received[0].lines) == 3
    assert (scraped.kind, scraped.data["scrape_id"]) == ("scrape", str(scrape))
    assert (scraped.data["source_id"], scraped.data["status"]) == (str(source), "queued")


async def test_two_servers(
    live: Server,
    db: Database,
    aiohttp_client: AiohttpClient,
    tmp_path: Path,
    database_url: str,
) -> None:
    """Written through one server, told by another; a stream goes on at the other one."""
    second = await Server(db, aiohttp_client, tmp_path / "second").start()
    user = await live.rows.user()
    jobs = [await live.rows.job(f"Job {n}") for n in range(3)]
    async with broadcasting(second, database_url):
        async with listening(second, user.headers) as there:
            await matched(live.rows, user, jobs[0])
            (received,) = await there.events(1)
        for job in jobs[1:]:
            await matched(second.rows, user, job)
        async with listening(live, user.headers, there.last_id) as here:
            missed = await here.events(2)

    assert [one.data["job_id"] for one in (received, *missed)] == [str(job) for job in jobs]


@pytest.mark.parametrize("last_id", ["nonsense", "1-2-x", "9999999999-99999999999-7", "é" * 9000])
async def test_bad_last_event_id(live: Server, db: Database, last_id: str) -> None:
    """No mark of ours, or one from the future: the stream begins now."""
    user = await live.rows.user()
    await matched(live.rows, user, await live.rows.job())
    async with listening(live, user.headers, last_id) as reader:
        new = await matched(live.rows, user, await live.rows.job())
        (received,) = await reader.events(1)

    assert received.data["id"] == str(new)


async def test_reset(live: Server, db: Database) -> None:
    """Old events are not kept: the client gets a `reset` and loads everything again."""
    user = await live.rows.user()
    now = (await live.events.head()).mark
    yesterday = str(now._replace(seconds=now.seconds - 86_400))
    async with listening(live, user.headers, yesterday) as reader:
        (reset,) = await reader.events(1)
        new = await matched(live.rows, user, await live.rows.job())
        (received,) = await reader.events(1)

    assert (reset.kind, reset.data) == ("reset", {"reason": "too-old"})
    assert received.data["id"] == str(new)


async def test_ping(idle_server: Server, database_url: str) -> None:
    """A line that says nothing for long says that it is there, with a mark to resume from."""
    server = await idle_server.start(ping_s=0.01)
    user = await server.rows.user()
    async with broadcasting(server, database_url), listening(server, user.headers) as reader:
        pings = [await reader.frame() for _ in range(3)]

    assert {ping and ping.comment for ping in pings} == {"ping"}
    assert all(ping and ping.id and not ping.kind for ping in pings)


async def test_headers(idle_server: Server) -> None:
    """Nothing on the way may keep, collect or compress it; a browser of an origin may read it."""
    server = await idle_server.start(cors_origins=frozenset({"https://app.example"}))
    user = await server.rows.user()
    asked = {"Origin": "https://app.example", "Accept-Encoding": "gzip, br"}
    for method in ("GET", "HEAD"):
        async with server.client.request(
            method, "/events/", headers=user.headers | asked
        ) as answer:
            assert answer.status == 200
            assert answer.headers["Content-Type"] == "text/event-stream"
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["X-Accel-Buffering"] == "no"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Access-Control-Allow-Origin"] == "https://app.example"
            assert "X-Request-ID" in answer.headers
            assert "Content-Encoding" not in answer.headers
    preflight = await server.ask(
        *("OPTIONS", "/events"), headers=asked | {"Access-Control-Request-Method": "GET"}
    )
    assert "Last-Event-ID" in preflight.headers["Access-Control-Allow-Headers"]


async def test_head(server: Server) -> None:
    """The headers alone, at once, and the connection goes on."""
    user = await server.rows.user()

    async with await server.ask("HEAD", "/events", headers=user.headers) as answer:
        assert (answer.status, await answer.read()) == (200, b"")
    assert await server.json("GET", "/users/me", headers=user.headers)
    assert server.broadcaster.streams.all() == []


async def test_ended_session(live: Server) -> None:
    """Signed out anywhere, the stream ends; other devices go on."""
    user = await live.rows.user()
    phone = await live.rows.sign_in(user)
    async with (
        listening(live, user.headers) as ends,
        listening(live, phone.headers) as stays,
    ):
        await live.json("POST", "/auth/logout", 204, headers=user.headers)
        live.broadcaster.wake()
        assert await ends.frame() is None
        alert = await matched(live.rows, user, await live.rows.job())
        (received,) = await stays.events(1)

    assert received.data["id"] == str(alert)


async def test_ends_with_its_token(live: Server) -> None:
    """No stream is open for longer than its access token is good."""
    user = await live.rows.user()
    async with listening(live, expiring(user, 1)) as reader:
        assert await reader.frame() is None


async def test_oldest_makes_room(live: Server) -> None:
    """Ten for each person; the eleventh ends the first."""
    user = await live.rows.user()
    answers: list[ClientResponse] = []
    for _ in range(MAX_PER_USER + 1):
        answers.append(await live.ask("GET", "/events", headers=user.headers))
        await Reader(answers[-1]).frame()
    rest = await answers[0].content.read()
    for answer in answers:
        answer.close()

    assert rest == b""


async def test_too_many(idle_server: Server) -> None:
    """No room for anybody else: 503, and when to come back."""
    server = await idle_server.start(streams=Streams(lambda: None, most=1))
    one, two = await server.rows.user(), await server.rows.user()
    async with (
        listening(server, one.headers),
        server.client.get("/events", headers=two.headers) as refused,
    ):
        said = await refused.json(content_type=None)

    assert refused.status == 503
    assert said["type"] == "/problems/busy"
    assert refused.headers["Retry-After"] == "5"


async def test_slow_client(
    idle_server: Server, database_url: str, db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """Who takes nothing is hung up on, has cost little memory, and resumes where it was."""
    caplog.set_level(logging.INFO, "jobscout.http")
    server = await idle_server.start(slow_s=0.3)
    user = await server.rows.user()
    start = str((await server.events.head()).mark)
    made = await db.text(
        "WITH made AS (INSERT INTO jobs (company_id, title, posted_at)"
        " SELECT $2, repeat('long ', 20000), now() FROM generate_series(1, 300) RETURNING id),"
        " alerts AS (INSERT INTO alerts (user_id, job_id, score)"
        " SELECT $1, id, 0.5 FROM made RETURNING id)"
        " INSERT INTO events (user_id, kind, about_id) SELECT $1, 'alert', id FROM alerts"
        " RETURNING about_id",
        user.id,
        await server.rows.company(),
    )
    reader, writer = await asyncio.open_connection("127.0.0.1", server.client.port, limit=2**12)
    lines = ["GET /events HTTP/1.1", "Host: x", f"Last-Event-ID: {start}"]
    lines += [f"Authorization: {user.headers['Authorization']}", "", ""]
    ended = REGISTRY.get_sample_value(*ENDED_SLOW) or 0
    async with broadcasting(server, database_url):
        writer.write("\r\n".join(lines).encode())
        await reader.readuntil(b"\r\n\r\n")
        while REGISTRY.get_sample_value(*ENDED_SLOW) == (ended or None):
            await server.json("GET", "/health")
        writer.close()
        async with listening(server, user.headers, start) as again:
            received = [int(one.data["id"]) for one in await again.events(len(made))]

    assert received == [row["about_id"] for row in made]


async def test_shutdown(live: Server) -> None:
    """A stream holds no stop up: it ends at once, in good order."""
    user = await live.rows.user()
    async with listening(live, user.headers) as reader:
        await live.client.server.close()
        assert await reader.frame() is None


async def test_log_and_numbers(live: Server, caplog: pytest.LogCaptureFixture) -> None:
    """One line at its end with its time, a gauge meanwhile, and no hour-long latency."""
    caplog.set_level(logging.INFO, "jobscout.http")
    user = await live.rows.user()
    latency = ("jobscout_http_request_seconds_count", {"method": "GET", "route": "/events"})
    before = [
        REGISTRY.get_sample_value("jobscout_event_streams"),
        REGISTRY.get_sample_value(*latency),
    ]
    async with listening(live, user.headers) as reader:
        meanwhile = REGISTRY.get_sample_value("jobscout_event_streams")
        early = [one for one in caplog.records if one.__dict__.get("route") == "/events"]
        await live.json("POST", "/auth/logout", 204, headers=user.headers)
        live.broadcaster.wake()
        assert await reader.frame() is None

    (line,) = [one for one in caplog.records if one.__dict__.get("route") == "/events"]
    assert early == []
    assert meanwhile == (before[0] or 0) + 1
    assert [
        REGISTRY.get_sample_value("jobscout_event_streams"),
        REGISTRY.get_sample_value(*latency),
    ] == before
    assert (line.message, line.__dict__["status"]) == ("request", 200)
    assert line.__dict__["user_id"] == user.id
    assert line.__dict__["duration_ms"] > 0


async def test_database_away(idle_server: Server) -> None:
    """Where the stream would begin is not known: 503, as everywhere."""

    class Away:
        async def start(self, _last_event_id: str | None) -> Any:
            raise Outage("away")

    server = await idle_server.start(events=Away())
    user = await server.rows.user()

    assert await server.problem("GET", "/events", 503, headers=user.headers) == "unavailable"
    assert server.broadcaster.streams.all() == []
