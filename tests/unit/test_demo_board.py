"""The demo's board simulator: what adapters will see of it, and how it misbehaves."""

from __future__ import annotations

import asyncio
import html
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import aiohttp
import msgspec
import pytest
from aiohttp import web

from jobscout.sources import by_kind
from seed import demo
from seed.demo_board import RETRY_AFTER_S, WORLD, BoardWorld, make_board, serving

if TYPE_CHECKING:
    from aiohttp.test_utils import TestClient
    from pytest_aiohttp.plugin import AiohttpClient

GREENHOUSE = "/v1/boards/acaciapay/jobs?content=true&pay_transparency=true"
LEVER = "/v0/postings/acaciapay?mode=json"
REMOTIVE = "/api/remote-jobs"
NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


@pytest.fixture
async def board(aiohttp_client: AiohttpClient) -> TestClient[Any, Any]:
    return await aiohttp_client(make_board(world=BoardWorld(7, clock=lambda: NOW)))


@pytest.fixture
def world(board: TestClient[Any, Any]) -> BoardWorld:
    app: web.Application = board.app
    return app[WORLD]


async def test_greenhouse_shape(board: TestClient[Any, Any], world: BoardWorld) -> None:
    """Content is escaped exactly once, times have New York's offset, and there is a total."""
    opening = world.publish("acacia-pay", title="R&D Engineer", location_key="nairobi-hybrid")

    answer = await (await board.get(GREENHOUSE)).json()
    job = answer["jobs"][-1]

    assert (
        answer["meta"]["total"]
        == len(answer["jobs"])
        == len(world.on("greenhouse", "acaciapay") or ())
    )
    assert (job["title"], job["location"]["name"]) == ("R&D Engineer", "Nairobi, Kenya")
    assert job["company_name"] == "Acacia Pay"
    assert job["content"].startswith("&lt;p&gt;")
    assert html.unescape(job["content"]) == opening.posting_text.html()
    assert job["first_published"] == job["updated_at"] == "2026-11-23T01:30:00-05:00"


async def test_greenhouse_without_content(board: TestClient[Any, Any]) -> None:
    """A client that does not ask for texts and pay gets neither, nor departments and offices."""
    answer = await (await board.get("/v1/boards/acaciapay/jobs")).json()

    assert not {"content", "departments", "offices", "pay_input_ranges"} & set(answer["jobs"][0])


async def test_lever_shape(board: TestClient[Any, Any], world: BoardWorld) -> None:
    """A bare array, newest first, with milliseconds, camel case and bare list items."""
    opening = world.publish("acacia-pay", location_key="nairobi-hybrid", boards=["lever"])

    answer = await (await board.get(LEVER)).json()
    posting = answer[0]

    assert posting["text"] == opening.posting_text.title
    assert posting["createdAt"] == 1_795_415_400_000
    assert posting["categories"]["allLocations"] == ["Nairobi, Kenya"]
    assert (posting["country"], posting["workplaceType"]) == ("KE", "hybrid")
    assert posting["lists"][0]["content"].startswith("<li>")


async def test_lever_pages_and_modes(board: TestClient[Any, Any]) -> None:
    """A list is cut by skip and limit; a browser that names no mode gets HTML with 200."""
    whole = await (await board.get(LEVER)).json()
    page = await (await board.get(LEVER, params={"mode": "json", "skip": "1", "limit": "2"})).json()
    browser = await board.get("/v0/postings/acaciapay", headers={"Accept": "text/html"})

    assert page == whole[1:3]
    assert (browser.status, browser.content_type) == (200, "text/html")


async def test_remotive_shape(board: TestClient[Any, Any], world: BoardWorld) -> None:
    """Notices come first, counts agree, jobs name their company and their times no zone."""
    world.publish("sisal-studio", location_key="europe-remote")

    answer = await (await board.get(REMOTIVE)).json()
    job = answer["jobs"][0]

    assert {"00-warning", "0-legal-notice"} <= set(answer)
    assert answer["job-count"] == answer["total-job-count"] == len(answer["jobs"])
    assert (job["company_name"], job["candidate_required_location"]) == ("Sisal Studio", "Europe")
    assert job["publication_date"] == "2026-11-23T06:30:00"


@pytest.mark.parametrize("path", [GREENHOUSE, LEVER, REMOTIVE])
async def test_304_until_something_changes(
    board: TestClient[Any, Any], world: BoardWorld, path: str
) -> None:
    """The ETag of an answer gives an empty 304, until an edit on that board."""
    kind, house = {
        GREENHOUSE: ("greenhouse", "acacia-pay"),
        LEVER: ("lever", "acacia-pay"),
        REMOTIVE: ("remotive", "sisal-studio"),
    }[path]
    opening = world.publish(house, boards=[kind])  # type: ignore[list-item]
    etag = (await board.get(path)).headers["ETag"]

    same = await board.get(path, headers={"If-None-Match": etag})
    world.edit(opening)
    changed = await board.get(path, headers={"If-None-Match": etag})

    assert etag.startswith("W/") == (path != REMOTIVE)
    assert (same.status, await same.read()) == (304, b"")
    assert changed.status == 200


@pytest.mark.parametrize("path", ["/v1/boards/nobody/jobs", "/v0/postings/nobody"])
async def test_unknown_board_is_404(board: TestClient[Any, Any], path: str) -> None:
    """A board that does not exist is a 404, and one that is merely empty is not."""
    assert (await board.get(path)).status == 404


async def test_an_empty_board_is_200(board: TestClient[Any, Any], world: BoardWorld) -> None:
    """Closing the last opening empties the list; the board stays."""
    for opening in list(world.openings.values()):
        world.close(opening)

    assert (await (await board.get(GREENHOUSE)).json())["jobs"] == []
    assert await (await board.get(LEVER)).json() == []


async def test_robots_allow_all(board: TestClient[Any, Any]) -> None:
    """robots.txt lets every client in."""
    assert await (await board.get("/robots.txt")).text() == "User-agent: *\nAllow: /\n"


async def test_requests_are_written_down(board: TestClient[Any, Any], world: BoardWorld) -> None:
    """Path, query, the headers of a polite client and the status are kept for tests."""
    await board.get(LEVER, headers={"User-Agent": "scout", "X-Other": "1"})

    seen = world.requests[-1]
    assert (seen.path, seen.query, seen.status) == ("/v0/postings/acaciapay", "mode=json", 200)
    assert seen.headers["User-Agent"] == "scout"
    assert "X-Other" not in seen.headers


@pytest.mark.parametrize(("fault", "status"), [("429", 429), ("500", 500), ("gone", 404)])
async def test_refusing_faults(
    board: TestClient[Any, Any], world: BoardWorld, fault: str, status: int
) -> None:
    """A fault ordered for two requests meets two, under its path only, then ends."""
    order = {"path_prefix": "/v1/boards/acaciapay", "fault": fault, "times": 2}
    ordered = await board.post("/control/fault", json=order)

    answers = [await board.get(GREENHOUSE) for _ in range(3)]
    other = await board.get(LEVER)

    assert ordered.status == 204
    assert [answer.status for answer in answers] == [status, status, 200]
    assert other.status == 200
    assert [seen.status for seen in world.requests] == [status, status, 200, 200]
    assert answers[0].headers.get("Retry-After") == (str(RETRY_AFTER_S) if fault == "429" else None)


async def test_a_fault_ends_when_told(board: TestClient[Any, Any]) -> None:
    """Without a number of times a fault stays until null takes it away."""
    for fault, status in (("500", 500), (None, 200)):
        await board.post("/control/fault", json={"path_prefix": "/v0", "fault": fault})
        assert (await board.get(LEVER)).status == status
        assert (await board.get(LEVER)).status == status


async def test_the_longest_prefix_counts(board: TestClient[Any, Any], world: BoardWorld) -> None:
    """A fault of one board is not hidden by one of the whole host."""
    world.fault("/v0/postings/acaciapay", "gone")
    world.fault("/", "500")

    assert (await board.get(LEVER)).status == 404
    assert (await board.get(REMOTIVE)).status == 500


async def test_a_bad_order_is_400(board: TestClient[Any, Any]) -> None:
    """A fault that nobody knows is refused and changes nothing."""
    answer = await board.post("/control/fault", json={"path_prefix": "/", "fault": "flood"})

    assert answer.status == 400
    assert (await board.get(LEVER)).status == 200


async def test_broken_json(board: TestClient[Any, Any], world: BoardWorld) -> None:
    """The answer arrives whole and does not decode, even for a client that could have had 304."""
    etag = (await board.get(LEVER)).headers["ETag"]
    world.fault("/v0/postings/acaciapay", "broken-json")

    answer = await board.get(LEVER, headers={"If-None-Match": etag})

    assert answer.status == 200
    with pytest.raises(msgspec.DecodeError):
        msgspec.json.decode(await answer.read())


async def test_half_body(board: TestClient[Any, Any], world: BoardWorld) -> None:
    """The full length is promised, and the connection ends half way."""
    world.fault("/v0/postings/acaciapay", "half-body")

    answer = await board.get(LEVER)

    assert answer.status == 200
    assert int(answer.headers["Content-Length"]) > 1_000
    with pytest.raises(aiohttp.ClientPayloadError):
        await answer.read()


async def test_slow_answer_ends_on_release(board: TestClient[Any, Any], world: BoardWorld) -> None:
    """A slow answer begins, hangs, and arrives whole once the world releases it."""
    good = await (await board.get(LEVER)).read()
    world.drip_pause_s = 3600
    world.fault("/v0/postings/acaciapay", "slow")

    async with asyncio.timeout(5):
        answer = await board.get(LEVER)
        await board.get("/robots.txt")  # a whole round trip, in which no more must come
        begun = answer.content.total_bytes
        world.release.set()
        arrived = await answer.read()

    assert 0 < begun < len(good) / 10
    assert arrived == good


async def test_slow_answer_ends_by_itself(board: TestClient[Any, Any], world: BoardWorld) -> None:
    """Nobody need release a slow answer: its pieces are bounded in number and time."""
    good = await (await board.get(LEVER)).read()
    world.drip_pause_s = 0.001
    world.fault("/v0/postings/acaciapay", "slow")

    async with asyncio.timeout(5):
        assert await (await board.get(LEVER)).read() == good


async def test_serves_on_loopback_alone() -> None:
    """The address handed out is this machine's own, and answers."""
    async with serving(make_board()) as base_url, aiohttp.ClientSession() as client:
        assert base_url.startswith("http://127.0.0.1:")
        async with client.get(f"{base_url}/robots.txt") as answer:
            assert answer.status == 200


async def test_adapters_read_every_demo_source(
    board: TestClient[Any, Any], world: BoardWorld
) -> None:
    """Each source of the demo is read whole by its adapter, without a reject, after many steps."""
    for _ in range(60):
        world.step()
    for source in demo.sources(str(board.make_url("")).rstrip("/")):
        adapter = by_kind(source["kind"])
        request = adapter.first_request(source["config"])
        answer = await board.get(request.url.removeprefix(source["config"]["base_url"]))

        page = adapter.parse(await answer.read(), source["config"], request)

        expected = world.on(source["kind"], source["config"].get("board", ""))
        assert not page.rejects
        assert page.whole
        assert len(page.postings) == len(expected or ()) > 0
        assert all(posting.posted_at and posting.description_html for posting in page.postings)


async def test_two_boards_say_the_same(board: TestClient[Any, Any], world: BoardWorld) -> None:
    """An opening on Greenhouse and on Lever reads alike there, apart from spaces, for merging."""
    world.publish("acacia-pay", location_key="nairobi-hybrid", boards=["greenhouse", "lever"])

    bodies = [await (await board.get(path)).read() for path in (GREENHOUSE, LEVER)]
    config = {"board": "acaciapay"}
    (*_, one), (other, *_) = [
        by_kind(kind).parse(body, config, by_kind(kind).first_request(config)).postings
        for kind, body in zip(("greenhouse", "lever"), bodies, strict=True)
    ]

    assert (one.title, one.locations, one.posted_at) == (
        other.title,
        other.locations,
        other.posted_at,
    )
    assert (one.description_html or "").replace("\n", "") == (
        (other.description_html or "").replace("\n", "")
    )
