"""From what people paste to the board that they mean, or to a question, or to a refusal."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

import pytest

from jobscout.errors import SourceError
from jobscout.http.fields import pasted_address
from jobscout.outside.answers import Answer
from jobscout.scraping.page_reader import PageReader
from tests.sources import pasted_builders, pasted_proportional
from tests.sources.pasted_addresses import PASTED, SEVERAL, Pasted
from tests.sources.pasted_later import LATER
from tests.sources.pasted_rows import pasted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jobscout.model import ScrapeStats
    from jobscout.sources.base import Request

REDIRECT = "-> "
TABLES = {
    "all kinds": PASTED,
    "further ones": LATER,
    "as often as they are met": [pasted(row) for row in pasted_proportional.ROWS],
    "of site builders": [pasted(row) for row in pasted_builders.ROWS],
}


class Web:
    """Answers with *pages*, by address, and with 404 at any other one."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        self._pages = pages

    async def get(self, request: Request, _stats: ScrapeStats) -> Answer:
        asked = url = urldefrag(request.url)[0]
        page = self._pages.get(request.url, self._page(url))
        while page is not None and page.startswith(REDIRECT):
            url = page.removeprefix(REDIRECT)
            page = self._page(url)
        if page is None:
            error = SourceError("gone", f"{url}: 404")
            error.redirected_to = url if url != asked else None
            raise error
        return Answer(
            page.encode(),
            not_modified=False,
            etag=None,
            last_modified=None,
            max_age_s=None,
            url=url,
        )

    def _page(self, url: str) -> str | None:
        return self._pages.get(url, self._pages.get(url.removesuffix("/")))


async def here(function: Callable[..., Any], *arguments: Any, subject: str) -> Any:
    """The work of a worker process, done in this one."""
    return function(*arguments)


def outcome(row: Pasted) -> tuple[str | None, list[dict[str, Any]]]:
    """Kind and config of the one board, ``SEVERAL`` and those to choose from, or None."""
    reader = PageReader(Web(row.pages or {}), here)  # type: ignore[arg-type]
    try:
        found = asyncio.run(reader.recognise(pasted_address(row.address)))
    except (SourceError, ValueError):
        return None, []
    boards = [{"kind": one.kind, **one.config} for one in found]
    if not found:
        return None, []
    is_known = len(found) == 1 and found[0].sure
    return found[0].kind if is_known else SEVERAL, boards


def missed(row: Pasted) -> str:
    """What was found in place of what *row* expects; empty if that was found."""
    kind, boards = outcome(row)
    said = json.dumps(boards).casefold()
    is_right = kind == row.kind and all(name.casefold() in said for name in row.names)
    return "" if is_right else f"{row.address}: {kind} {said[:200]}"


@pytest.mark.parametrize("table", TABLES)
def test_pasted_addresses(table: str) -> None:
    """The right board is chosen, asked about, or there is none."""
    rows = TABLES[table]

    assert len(rows) >= 60
    assert [said for row in rows if (said := missed(row))] == []
