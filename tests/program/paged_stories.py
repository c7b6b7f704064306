"""Stories of boards whose lists have pages, or whose texts are on pages of their own."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tests.program.stories import FIRST, Story, document, edited, lists, path_of, says, status, told

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from aiohttp import web

    from tests.program.stories import Answer


def paged(parameter: str, page: Callable[[int], Answer]) -> Answer:
    """The answer to the value of *parameter*, wherever it stands in the query."""
    value = re.compile(rf"{parameter}=(\d+)")

    def answer(request: web.Request) -> web.StreamResponse | Awaitable[web.StreamResponse]:
        found = value.search(unquote(str(request.rel_url)))
        return page(int(found[1]) if found else 0)(request)

    return answer


def oracle(rows: Callable[[int], Iterable[int]], total: int | None) -> Answer:
    """A list in pages; *rows* are the numbers on the page of an offset."""
    return paged("offset", lambda offset: _oracle_page(rows(offset), total))


def _oracle_page(numbers: Iterable[int], total: int | None) -> Answer:
    answer = document("oracle", numbers, total=total or 0)
    if total is None:
        del answer["items"][0]["TotalJobsCount"]
    return says("oracle", json.dumps(answer).encode())


def _of_240(offset: int) -> Iterable[int]:
    return range(offset, min(offset + 100, 240))


ORACLE = oracle(_of_240, 240)


def only_lists(kind: str, numbers: Iterable[int], number: int) -> Answer:
    """The list, and a status in place of every detail."""
    whole = lists(kind, numbers)

    def answer(request: web.Request) -> web.StreamResponse | Awaitable[web.StreamResponse]:
        return whole(request) if request.path == path_of(kind) else status(number)(request)

    return answer


PAGED = [
    Story(
        "a page of Oracle's has fewer rows",
        [ORACLE, oracle(lambda offset: range(offset, min(offset + 98, 240)), 240)],
        range(240),
        told("incomplete", None),
        "oracle",
    ),
    Story(
        "Oracle states no total",
        [ORACLE, oracle(_of_240, None)],
        range(240),
        told(None),
        "oracle",
    ),
    Story(
        "Oracle repeats its first page",
        [ORACLE, oracle(lambda _: range(100), 240)],
        range(240),
        told("suspect", None),
        "oracle",
    ),
    Story(
        "Oracle's second page fails",
        [
            ORACLE,
            paged(
                "offset",
                lambda offset: status(503) if offset else _oracle_page(_of_240(0), 240),
            ),
        ],
        range(240),
        told("server-error", None),
        "oracle",
    ),
    Story(
        "Oracle's second page is empty",
        [ORACLE, oracle(lambda offset: () if offset else _of_240(0), 240)],
        range(240),
        told("suspect", None),
        "oracle",
    ),
    *(
        Story(
            f"{kind}'s texts are not to be had, {number}",
            [only_lists(kind, FIRST, number), only_lists(kind, FIRST[:10], number)],
            FIRST[:10],
            told("no-text"),
            kind,
        )
        for kind in ("bamboohr", "eightfold", "oracle", "smartrecruiters", "workday")
        for number in (404, 503)
    ),
    Story(
        "a job at Ashby is unlisted",
        [lists("ashby", FIRST), edited(lambda entries: entries[0].update(isListed=False), "ashby")],
        FIRST[1:],
        told(None),
        "ashby",
    ),
    Story(
        "a job at Recruitee is a draft again",
        [
            lists("recruitee", FIRST),
            edited(lambda entries: entries[0].update(status="draft"), "recruitee"),
        ],
        FIRST[1:],
        told(None),
        "recruitee",
    ),
    Story(
        "Lever does not know the board",
        [
            lists("lever", FIRST),
            says("lever", b'{"ok": false, "error": "Document not found"}', status=404),
            lists("lever", FIRST),
        ],
        FIRST,
        told("not-found", None),
        "lever",
    ),
    Story(
        "Arbeitnow's second page is empty",
        [
            lists("arbeitnow", FIRST),
            paged("page", lambda number: lists("arbeitnow", FIRST[:6] if number == 1 else ())),
            lists("arbeitnow", FIRST),
        ],
        FIRST,
        told("suspect", None),
        "arbeitnow",
    ),
]
