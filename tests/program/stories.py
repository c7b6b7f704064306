"""What boards answer over days, and what that must come to: the parts of stories, for any kind."""

from __future__ import annotations

import copy
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from aiohttp import web

from jobscout import sources
from jobscout.sources import by_kind
from tests.sources.conformance import KINDS, at, entries_of, facts, field, is_json, written
from tests.sources.recordings import fixture

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    Answer = Callable[[web.Request], web.StreamResponse | Awaitable[web.StreamResponse]]

HOURS = (2, 2, 2, 2, 26, 26, 26, 26)
"""The time that passes between one reading of all boards and the next."""

TRADES = (
    "Accountant", "Baker", "Carpenter", "Driver", "Electrician", "Farmer", "Gardener", "Hatter",
    "Illustrator", "Joiner", "Knitter", "Librarian", "Mason", "Nurse", "Optician", "Painter",
    "Quarryman", "Rigger", "Sailor", "Tailor", "Upholsterer", "Vet", "Welder", "Yardman",
)  # fmt: skip
_DEADLINE = re.compile(
    r"deadline|expir|valid_?through|close_?(?:at|date)|closing|end_?date|last_?pub|due$",
    re.IGNORECASE,
)
FIRST = range(12)
ALIEN = range(12, 24)


# Of kinds whose first answer only says where the list is: what its address has, and what it says.
LEADS: dict[str, tuple[str, Any]] = {
    "dover": (
        "/careers-page-slug/",
        {"id": "5a1b2c3d-0000-4000-8000-00000000000f", "slug": "monsoonsails"},
    ),
    "hackernews": (
        "author_whoishiring",
        {"hits": [{"objectID": "100", "title": "Ask HN: Who is hiring? (July 2026)"}]},
    ),
}
# The path of the list, where it is another one than that of the first answer.
LISTS = {"dover": "/api/v1/careers-page/5a1b2c3d-0000-4000-8000-00000000000f/jobs"}


class Story(NamedTuple):
    """What a board answers, reading by reading, and what that must come to.

    answers: the last one repeats.
    open: numbers of the postings that are really open to the end. None of them may close at any
        time; all others that were stored must be closed at the end.
    until_last: numbers of postings that may close in the last reading only.
    perhaps: further error kinds, which may be among them.
    outcomes: the error kinds of the readings, as an operator sees them, in any order; None is a
        reading without a fault.
    """

    name: str
    answers: Sequence[Answer]
    open: Iterable[int]
    outcomes: frozenset[str | None]
    kind: str = "greenhouse"
    until_last: Iterable[int] = ()
    perhaps: frozenset[str | None] = frozenset()


def title(kind: str, number: int) -> str:
    turn, trade = divmod(number, len(TRADES))
    return f"{TRADES[trade]} of {kind}" + (f" {turn}" if turn else "")


def document(kind: str, numbers: Iterable[int], *, total: int | None = None) -> Any:
    """The saved answer of *kind* with the postings of these numbers; *total* is what it states."""
    source, spelt = by_kind(kind), KINDS[kind]
    answer = facts(source)
    entries = entries_of(source, answer)
    template = entries[0]
    entries[:] = [_entry(kind, template, number) for number in numbers]
    for *path, last in spelt.totals:
        at(answer, path)[last] = len(entries) if total is None else total
    return answer


def _entry(kind: str, template: dict[str, Any], number: int) -> dict[str, Any]:
    source = by_kind(kind)
    entry: dict[str, Any] = _without_deadlines(copy.deepcopy(template))
    name = field(source, "id")
    entry[name] = 1_000_000 + number if isinstance(entry[name], int) else f"{entry[name]}{number}"
    entry[field(source, "title")] = title(kind, number)
    if KINDS[kind].fields.get("url", "url"):
        entry[field(source, "url")] = f"https://jobs.example/{kind}/{number}"
    return entry


def _without_deadlines(value: Any) -> Any:
    """*value* without the dates after which its postings would close by themselves."""
    if isinstance(value, dict):
        kept = {name: of for name, of in value.items() if not _DEADLINE.search(name)}
        return {name: _without_deadlines(of) for name, of in kept.items()}
    return [_without_deadlines(one) for one in value] if isinstance(value, list) else value


def lists(
    kind: str, numbers: Iterable[int], *, total: int | None = None, cut: float = 1.0
) -> Answer:
    """The board with these postings, or the first part of its bytes; also their details."""
    body = written(by_kind(kind), document(kind, numbers, total=total))
    return says(kind, body[: int(len(body) * cut)])


def says(kind: str, body: bytes, **options: Any) -> Answer:
    """*body* as the board's list, and every posting's detail."""
    path, lead = path_of(kind), LEADS.get(kind)
    detail = None if by_kind(kind).list_has_text else _detail(kind)

    def answer(request: web.Request) -> web.Response:
        if lead and lead[0] in str(request.rel_url):
            return web.json_response(lead[1])
        if request.path == path:
            return web.Response(body=body, **options)
        return web.Response(body=detail) if detail else web.Response(status=404)

    return answer


def status(number: int, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: web.Response(status=number, headers=named)


def path_of(kind: str) -> str:
    """Of the request for the board's list."""
    if kind in LISTS:
        return LISTS[kind]
    url = by_kind(kind).first_request({**KINDS[kind].config, "base_url": "http://host"}).url
    return unquote(urlsplit(url).path)


def _detail(kind: str) -> bytes:
    facts_of_one = json.loads(fixture(f"{kind}_detail.json"))
    if kind == "nav":  # whose details have titles, which are the list's here
        del facts_of_one["ad_content"]["title"]
    return KINDS[kind].detail_written(_without_deadlines(facts_of_one))


def edited(change: Callable[[list[dict[str, Any]]], object], kind: str = "greenhouse") -> Answer:
    """The board after *change* to the list of its entries."""
    answer = document(kind, FIRST)
    change(entries_of(by_kind(kind), answer))
    return says(kind, written(by_kind(kind), answer))


def told(*outcomes: str | None) -> frozenset[str | None]:
    return frozenset(outcomes)


def of_every_kind() -> list[Story]:
    """What happens to boards of all kinds: a cut answer, half a list, none, another's postings."""
    return [
        story
        for source in sources.ALL
        for story in (_shrinks(source.kind), _is_replaced(source.kind))
    ]


def _shrinks(kind: str) -> Story:
    """One answer is cut off, one has half of the postings; then two are really gone.

    What is left of a page or feed that was cut off may still be read; it then says so.
    """
    window = KINDS[kind].is_window
    cut = frozenset({"changed"})
    is_strict = is_json(by_kind(kind))
    return Story(
        f"{kind} shrinks",
        [
            lists(kind, FIRST),
            lists(kind, FIRST, cut=0.5),
            lists(kind, FIRST[:6]),
            lists(kind, FIRST),
            lists(kind, FIRST[:10]),
        ],
        FIRST if window else FIRST[:10],
        frozenset({"windowed"} if window else {"suspect", None}) | (cut if is_strict else set()),
        kind,
        perhaps=frozenset() if is_strict else cut | {"incomplete", "partial"},
    )


def _is_replaced(kind: str) -> Story:
    """The list is empty once, then has other postings only: after days that counts."""
    window = KINDS[kind].is_window
    return Story(
        f"{kind} is replaced",
        [lists(kind, FIRST), lists(kind, ()), lists(kind, ALIEN)],
        [*FIRST, *ALIEN] if window else ALIEN,
        frozenset({"suspect", "windowed" if window else None}),
        kind,
        until_last=FIRST,
    )


ALL = lists("greenhouse", FIRST)
FEWER = lists("greenhouse", FIRST[:10])


def jobs(*numbers: int) -> Answer:
    return lists("greenhouse", numbers)


def raw(body: bytes, **options: Any) -> Answer:
    return says("greenhouse", body, **options)


def text_of(numbers: Iterable[int]) -> bytes:
    return json.dumps(document("greenhouse", numbers)).encode()
