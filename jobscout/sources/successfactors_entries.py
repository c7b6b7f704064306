"""What an item of a feed, a row of results or a page of a SuccessFactors career site says."""

from __future__ import annotations

import html
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urljoin

import msgspec

from jobscout.rules.locations import countries
from jobscout.sources import html_pages
from jobscout.sources.values import written_time

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from jobscout.sources.xml_documents import Element

# Without what counts the readers of the page.
_JOB = re.compile(
    r"(?P<page>https?://[^/?#]+(?:/[^/?#]+){0,2}/job/[^/?#]+/(?P<id>\d{6,12})/?)(?:[?#].*)?",
    re.ASCII | re.DOTALL,
)
_ROW = re.compile(
    rb"(?=<(?:tr|li)\s[^<>]{0,300}?\bclass\s?=\s?[\"'][^\"'<>]{0,300}?"
    rb"\b(?:data-row|job-tile)(?![\w-]))",
    re.IGNORECASE,
)
_LIST: Final = "#searchresults, .searchResults, #job-tile-list, .paginationLabel"
_TOTAL: Final = ".paginationLabel, #tile-search-results-label"
_NUMBER = re.compile(r"\d[\d.,\u00a0\u202f]{0,12}", re.ASCII)
_MORE = re.compile(r"\s*\+\s?\d{1,3}\s[^,]{1,20}$", re.ASCII)
NO_JOB: Final = "0"
"""The id of the item of an empty feed."""
_READ: Final = frozenset({"g:id", "g:location", "g:employer", "pubDate"})
_CODE: Final = 3
"""Longest code of a country."""
_PLACE_END = re.compile(r",\s?[A-Z]{2}(?:,\s?(?=[^,]*\d)[\w -]{2,12})?$")


class Entry(msgspec.Struct):
    id: str
    title: str
    link: str = ""
    location: str | None = None
    company: str | None = None
    department: str | None = None
    description: str | None = None
    posted: datetime | None = None


class Results(NamedTuple):
    """A page of results. *rows* has the values of an ``Entry`` for each job, which is once there.

    *printed* is the number of rows, *total* what the page states. Without *is_list* it is another
    page; *is_tiled*: its rows are tiles.
    """

    rows: list[dict[str, Any]]
    printed: int
    total: int | None
    is_list: bool
    is_tiled: bool


def item_facts(item: Element) -> dict[str, Any]:
    """The values of an ``Entry``, and other texts; what the item does not state is not there."""
    said = {name: text for name, text in item.texts().items() if text.strip()}
    link, place = said.get("link"), said.get("g:location")
    found = _JOB.fullmatch((link or "").strip())
    title, place_behind = _without_place(said.get("title"), place)
    number = found["id"] if found else NO_JOB if said.get("guid") == NO_JOB else None
    return _stated({
        **{name: text for name, text in said.items() if name not in _READ},
        "id": said.get("g:id") or number,
        "title": title,
        "link": found["page"] if found else link,
        "location": place or place_behind,
        "company": said.get("g:employer"),
        "department": None,
        "description": _text(item, {title, said.get("title")}),
        "posted": written_time(said.get("pubDate")),
    })  # fmt: skip


def results(kind: str, body: bytes, base: str) -> Results:
    """Rows are cut out of the page's text, as a parser drops those that have no table.

    Raises as ``html_pages.tree``.
    """
    page = html_pages.tree(kind, body)
    cut = _ROW.split(body)[1:]
    once: dict[str | int, dict[str, Any]] = {}
    for number, row in enumerate(cut):
        facts = _row_facts(html_pages.tree(kind, row), base)
        once.setdefault(facts.get("id", number), facts)
    return Results(
        rows=list(once.values()),
        printed=len(cut),
        total=_total(page),
        is_list=bool(cut or page.css(_LIST)),
        is_tiled=bool(cut) and cut[0][:3].lower() == b"<li",
    )


def contents(page: LexborHTMLParser, name: str) -> list[str]:
    """The values of a property in the markup of a posting's page."""
    return [node.attributes.get("content") or "" for node in page.css(f"meta[itemprop='{name}']")]


def _stated(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value is not None}


def _without_place(title: str | None, known: str | None) -> tuple[str | None, str | None]:
    """``Diver (Key West, FL, US, 33040)`` is a title and a place; "(m/f/d, days)" is none.

    So is ``Taucher (Kiel, Germany, 24103)``, and whatever is the *known* place.
    """
    role, _, end = (title or "").rstrip().rpartition(" (")
    place = end.removesuffix(")")
    is_place = place != end and ")" not in place and (place == known or _ends_in_country(place))
    return (role.strip(), place) if role.strip() and is_place else (title, None)


def _ends_in_country(place: str) -> bool:
    if _PLACE_END.search(place):
        return True
    *words, last = (part.strip() for part in place.split(","))
    if len(words) > 1 and any(map(str.isdigit, last)):  # a postal code
        last = words.pop()
    return bool(words) and len(last) > _CODE and countries.code(last) is not None


def _text(item: Element, titles: set[str | None]) -> str | None:
    """Unescaped as often as the feed escaped it; a title is no text."""
    for element in item.all("description")[:1]:
        text = element.markup.strip()
        if "<" not in text and "&lt;" in text:
            text = html.unescape(text)
        return text if text and text not in titles else None
    return None


def _row_facts(row: LexborHTMLParser, base: str) -> dict[str, Any]:
    """The values of an ``Entry``: of a link or a place that is printed twice, the first."""
    link = row.css_first("a.jobTitle-link[href]")
    if link is None:
        return {}
    address = _joined(base, link.attributes.get("href") or "")
    found = _JOB.fullmatch(address)
    return _stated({
        "id": found["id"] if found else None,
        "title": html_pages.text_of(link),
        "link": found["page"] if found else address,
        "location": _MORE.sub("", _first(row, ".jobLocation") or ""),
        "department": _first(row, ".jobDepartment"),
        "posted": written_time(_first(row, ".jobDate")),
    })  # fmt: skip


def _first(row: LexborHTMLParser, selector: str) -> str | None:
    return next(filter(None, map(html_pages.text_of, row.css(selector))), None)


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return ""


def _total(page: LexborHTMLParser) -> int | None:
    """The last number of "Results 1 - 25 of 1,262"."""
    for label in page.css(_TOTAL)[:1]:
        numbers = _NUMBER.findall(html_pages.text_of(label))
        if numbers:
            return int(re.sub(r"\D", "", numbers[-1]))
    return None
