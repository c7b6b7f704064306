"""A list that only grows is read on where the last reading ended."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import Postponed, SourceError
from jobscout.model import ScrapeStats
from tests.rows import due_source
from tests.unit.fakes_flow import FakeFetcher, answer
from tests.unit.scraping import board_reader, read_board

if TYPE_CHECKING:
    from jobscout.model import DueSource, ScrapeResult
    from jobscout.outside.answers import Answer
    from jobscout.sources.base import Request

CREDENTIALS = {"NAV_TOKEN": "x"}
API = "https://pam-stilling-feed.nav.no/api/v1"


def feed(page: str, following: str | None, **states: str) -> Answer:
    items = [
        {"id": id_, "title": f"Diver {id_}", "_feed_entry": {"status": status}}
        for id_, status in states.items()
    ]
    body = {"id": page, "next_id": following, "items": items}
    return answer(json.dumps(body).encode(), etag='"next page"')


FEED: dict[str, Any] = {
    f"{API}/feed?last=true": feed("p2", None, c="ACTIVE", a="INACTIVE"),
    f"{API}/feed/p1": feed("p1", "p2", a="ACTIVE", b="ACTIVE"),
    f"{API}/feed/p2": feed("p2", None, c="ACTIVE", a="INACTIVE"),
}


def replies(request: Request, **changed: Any) -> Any:
    if "/feedentry/" in request.url:
        id_ = request.url.rsplit("/", 1)[-1]
        text = json.dumps({"ad_content": {"description": "Dive."}}).encode()
        return changed.get(id_, text)
    return FEED.get(request.url, SourceError("not-found", "HTTP 404"))


def nav(cursor: str | None) -> DueSource:
    return due_source(kind="nav", config={}, etag=cursor)


async def read(fetcher: FakeFetcher, cursor: str | None) -> ScrapeResult:
    return await read_board(fetcher, due=nav(cursor), credentials=CREDENTIALS)


async def test_pages_after_the_cursor_are_read() -> None:
    """What ended after it was listed is neither asked for nor stored; no validators are sent."""
    fetcher = FakeFetcher(replies)

    result = await read(fetcher, "p1")

    assert fetcher.asked == [
        f"{API}/{path}" for path in ("feed/p1", "feed/p2", "feedentry/b", "feedentry/c")
    ]
    assert set(fetcher.validators) == {(None, None)}
    assert [one.external_id for one in result.postings] == ["b", "c"]
    assert (result.ended, result.cursor, result.kept, result.etag) == (("a",), "p2", (), None)


@pytest.mark.parametrize(
    ("cursor", "says"),
    [(None, None), ("old", SourceError("not-found", "HTTP 404")), ("old", b"{}")],
)
async def test_without_a_page_to_go_on_with_it_begins_anew(cursor: str | None, says: Any) -> None:
    """It waits once for room, though a page that is no list comes first."""
    waits: list[None] = []

    async def changed() -> None:
        waits.append(None)

    fetcher = FakeFetcher(
        lambda request: says if request.url.endswith("/old") else replies(request)
    )
    reader = board_reader(fetcher, credentials=CREDENTIALS)

    result = await reader.read(nav(cursor), ScrapeStats(), changed)

    assert f"{API}/feed?last=true" in fetcher.asked
    assert (result.cursor, result.ended, len(waits)) == ("p2", ("a",), 1)


@pytest.mark.parametrize("kind", ["server-error", "rate-limited"])
async def test_host_that_is_not_well_is_not_asked_twice(kind: str) -> None:
    fetcher = FakeFetcher(lambda _: SourceError(kind, "HTTP"))

    with pytest.raises(SourceError) as caught:
        await board_reader(fetcher, credentials=CREDENTIALS).read(
            nav("p1"), ScrapeStats(), asyncio.Event().wait
        )

    assert (caught.value.kind, len(fetcher.asked)) == (kind, 1)


@pytest.mark.parametrize(
    ("error", "cursor"),
    [
        (Postponed("no more today", 60), "p1"),
        (SourceError("rate-limited", "HTTP 429"), "p1"),
        (SourceError("not-found", "HTTP 404"), "p2"),
    ],
)
async def test_pages_whose_texts_were_not_asked_for_are_read_again(
    error: Exception, cursor: str
) -> None:
    """But a text that is not to be had does not hold the feed up."""
    fetcher = FakeFetcher(lambda request: replies(request, b=error))

    result = await read(fetcher, "p1")

    assert result.cursor == cursor


async def test_page_that_has_not_changed_stays_the_cursor() -> None:
    """The feed answers 304 for an empty page too."""
    unchanged = answer(b"", etag='"next page"', not_modified=True)

    result = await read(FakeFetcher(lambda _: unchanged), "p1")

    assert (result.unchanged, result.etag) == (True, "p1")
