"""What a board would bring, before it is kept."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, cast

import pytest

from jobscout.errors import SourceError
from tests.rows import due_source
from tests.unit import boards
from tests.unit.fakes_flow import FakeFetcher
from tests.unit.scraping import board_reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobscout.model import ScrapeStats
    from jobscout.outside.answers import Answer
    from jobscout.sources.base import Request

ORACLE = due_source(kind="oracle", config=boards.ORACLE_CONFIG, name="Acme on Oracle")


def hackernews(request: Request) -> bytes:
    """A thread with one comment."""
    if "author_whoishiring" in request.url:
        thread = {"objectID": "100", "title": "Ask HN: Who is hiring? (July 2026)"}
        return json.dumps({"hits": [thread]}).encode()
    comment: dict[str, Any] = {"objectID": "101", "comment_text": "Acme | Diver"}
    return json.dumps({"hits": [comment | {"parent_id": 100, "story_id": 100}]}).encode()


async def test_preview_follows_an_answer_that_only_leads_to_postings() -> None:
    fetcher = FakeFetcher(hackernews)

    found = await board_reader(fetcher).preview(due_source(kind="hackernews", config={}), 5)

    assert [posting.title for posting in found.postings] == ["Diver"]
    assert len(fetcher.asked) == 2


class StuckFetcher(FakeFetcher):
    """A host that never answers what *is_stuck* says; hours pass meanwhile."""

    def __init__(self, reply: Any, is_stuck: Callable[[str], bool]) -> None:
        super().__init__(reply)
        self._is_stuck = is_stuck

    async def get(self, request: Request, stats: ScrapeStats, **given: Any) -> Answer:
        if self._is_stuck(request.url):
            loop = asyncio.get_running_loop()
            now = loop.time
            cast("Any", loop).time = lambda: now() + 7200
            await asyncio.Event().wait()
        return await super().get(request, stats, **given)


async def test_preview_of_a_stuck_list_fails_in_time() -> None:
    fetcher = StuckFetcher(boards.oracle(2), lambda _: True)

    with pytest.raises(SourceError, match="no postings within 60 s") as caught:
        await board_reader(fetcher).preview(ORACLE, 5)

    assert caught.value.kind == "timed-out"


async def test_preview_shows_what_it_had_when_texts_do_not_come() -> None:
    fetcher = StuckFetcher(boards.oracle(5), lambda url: boards.detail_of(url) == "2")

    found = await board_reader(fetcher).preview(ORACLE, 5)

    assert len(found.postings) == 5
    assert found.no_text == ("timed-out, there was no time left for the texts",)
    assert [boards.detail_of(url) for url in fetcher.asked[1:]] == ["0", "1"]


TOWNS = ["Oslo", "Lima", "Rome", "Cairo"]


def rippling(request: Request) -> Any:
    """A board of 350 rows, a hundred a page, whose job 0 is on each."""
    number = int(request.url.partition("?page=")[2].partition("&")[0] or "-1")
    if number < 0:
        return SourceError("not-found", "HTTP 404")
    rows = [
        {"id": row or "0", "name": f"Diver {row}", "url": f"https://ats.rippling.com/a/jobs/{row}",
         "locations": [{"city": TOWNS[number]}]}
        for row in (0, *range(100 * number + 1, min(100 * number + 100, 350)))
    ]  # fmt: skip
    return json.dumps({"items": rows, "totalItems": 350, "page": number, "pageSize": 100}).encode()


@pytest.mark.parametrize("stuck", ["page=3", "page=1"])
async def test_preview_shows_postings_that_wait_for_the_last_page(stuck: str) -> None:
    """Those of the pages that it asked for, or had in time."""
    fetcher = StuckFetcher(rippling, lambda url: stuck in url)
    due = due_source(kind="rippling", config={"board": "acme"})

    found = await board_reader(fetcher).preview(due, 20)

    assert [posting.title for posting in found.postings[:2]] == ["Diver 0", "Diver 1"]
    assert len(found.postings) == 20
    towns = [place.city for place in found.postings[0].locations]
    assert towns == TOWNS[: 3 if stuck == "page=3" else 1]
