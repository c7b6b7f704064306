"""Boards of the kinds that read any page, through the reader that fetches and previews them."""

from __future__ import annotations

from typing import Any

import pytest

from jobscout.errors import SourceError
from tests.rows import due_source
from tests.unit.fakes_flow import FakeFetcher, FakePostings, answer
from tests.unit.scraping import board_reader, read_board

URL = "https://acme.example/careers"
CONFIG: dict[str, Any] = {
    "url": URL,
    "list": "ul",
    "item": "li",
    "fields": {"title": "a", "url": "a@href", "location": "i"},
    "next": "a.next",
}
DETAIL = CONFIG | {"detail": {"description": "article"}}
PAGES = {
    URL: "<ul><li><a href=/j/1>Diver</a><i>Lamu</i><li><b>?</b></ul><a class=next href=?p=2>",
    f"{URL}?p=2": "<ul><li><a href=/j/2>Rigger</a></ul>",
    "https://acme.example/j/1": "<article>Dive.</article>",
    "https://acme.example/j/2": "<p>Sign in",
}


def served(request: Any) -> Any:
    url = request if isinstance(request, str) else request.url
    return answer(PAGES[url].encode())


def static(config: dict[str, Any]) -> Any:
    return due_source(kind="static", config=config, name="Acme")


async def test_reading_follows_pages_and_completes_jobs() -> None:
    """Each page and each job's page is asked once; a job page that changed is told."""
    fetcher = FakeFetcher(served)

    result = await read_board(fetcher, static(DETAIL))

    assert sorted(fetcher.asked) == sorted(PAGES)
    assert [(one.external_id, one.title) for one in result.postings] == [
        ("/j/1", "Diver"), ("/j/2", "Rigger"),
    ]  # fmt: skip
    assert [one.description_text for one in result.postings] == ["Dive.", ""]
    assert result.whole
    assert [one.reason for one in result.rejects] == ["static: fields.title: `a` found nothing"]
    assert result.no_text == ("changed, static: detail.description: `article` found nothing",)


async def test_config_that_stops_reading_job_pages_still_stores_the_list() -> None:
    """Versions that were stored while it did hide no change of the list."""
    fetcher = FakeFetcher(served)
    known = FakePostings(hashes={"/j/1": b"of another config", "/j/2": b"another"})

    result = await read_board(fetcher, static(CONFIG), postings=known)

    assert [one.external_id for one in result.postings] == ["/j/1", "/j/2"]
    assert result.kept == ()
    assert len(fetcher.asked) == 2


async def test_preview_says_what_was_not_read() -> None:
    """The first page's postings as they would be stored, its rejects, and texts in vain."""
    wrong = static(DETAIL | {"detail": {"description": ".x"}})

    found = await board_reader(FakeFetcher(served)).preview(wrong, 20)

    assert [one.title for one in found.postings] == ["Diver"]
    assert [one.reason for one in found.rejects] == ["static: fields.title: `a` found nothing"]
    assert found.no_text == ("changed, static: detail.description: `.x` found nothing",)
    assert found.more_rejects == 0


async def test_preview_of_a_changed_page_fails() -> None:
    fetcher = FakeFetcher(lambda _: answer(b"<p>Moved"))

    with pytest.raises(SourceError, match="static: list: `ul` is not on the page"):
        await board_reader(fetcher).preview(static(CONFIG), 20)
