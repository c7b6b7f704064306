"""What a board would bring, before it is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.rows import due_source
from tests.unit.fakes_flow import FakeFetcher
from tests.unit.scraping import board_reader

if TYPE_CHECKING:
    from jobscout.sources.base import Request


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
