"""The rows of a Jobvite career site's page of all jobs, in any of its layouts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote

from jobscout.errors import SourceChanged
from jobscout.sources.html_pages import page_tree, text_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

NUMBER_OF_PLACES: Final = re.compile(r"\d{1,4} Locations?", re.ASCII | re.IGNORECASE)
_NAME: Final = ".jv-job-list-name, .jv-featured-job-title"
_FEATURED: Final = ".jv-featured-job-title"
_PLACE: Final = ".jv-job-list-location, .jv-featured-job-location"
_CATEGORY: Final = "h3.h2"
_JOB: Final = re.compile(
    r"(?:https?://jobs\.jobvite\.com)?/(?:careers/)?(?P<board>[^/?#]+)/job/(?P<id>[^/?#]+)/?(?:[?#].*)?",
    re.DOTALL | re.IGNORECASE,
)
_PAGER: Final = ".jv-pagination-text"
_RANGE: Final = re.compile(r"\d{1,6}\s?[-–]\s?\d{1,6} \w{1,9} (\d{1,6})")
_ROWS: Final = frozenset({"li", "tr"})
_LEVELS: Final = 6  # between a link and its row


class Rows(NamedTuple):
    """*rows* are what the rows say; *is_whole* is False if only featured jobs are there.

    *total* is the number of jobs that a page of a list in pages states.
    """

    rows: list[dict[str, Any]]
    is_whole: bool
    total: int | None = None


def rows(kind: str, body: bytes, board: str) -> Rows:
    """Each job once, and each row that names a job without a link to it.

    Raises:
        SourceChanged: the page has no job and nothing of a Jobvite page.
    """
    root = page_tree(kind, body)
    found: dict[str, dict[str, Any]] = {}
    unlinked: list[dict[str, Any]] = []
    category: str | None = None
    all_featured = True
    for node in root.css(f"{_CATEGORY}, a[href], {_NAME}"):
        if node.tag == "h3":
            category = text_of(node)
        elif node.tag != "a":
            if not _is_linked(node, board):
                unlinked.append({"title": text_of(node)})
        elif (job := _job_of(node, board)) is not None:
            row = _row_of(node)
            all_featured = all_featured and row.css_first(_FEATURED) is not None
            if job not in found:
                found[job] = _facts(node, row, job, category)
    entries = [*found.values(), *unlinked]
    if not entries and root.css_first('[class*="jv-"]') is None:
        raise SourceChanged(kind, "the page has no list of jobs")
    return Rows(entries, is_whole=not found or not all_featured, total=_total(root))


def _total(root: LexborNode) -> int | None:
    """The last number of "1-50 of 120"."""
    for label in root.css(_PAGER)[:1]:
        if found := _RANGE.fullmatch(text_of(label)):
            return int(found[1])
    return None


def _job_of(link: LexborNode, board: str) -> str | None:
    """The id of the job of this board that the link leads to."""
    found = _JOB.fullmatch((link.attributes.get("href") or "").strip())
    is_own = found and unquote(found["board"]).casefold() == board.casefold()
    return unquote(found["id"]) if found and is_own else None


def _is_linked(name: LexborNode, board: str) -> bool:
    """Whether the name of a job has a link to it, inside or around it."""
    inside = name.css_first("a[href]")
    around = _ancestor(name, frozenset({"a"}))
    return any(link is not None and _job_of(link, board) for link in (inside, around))


def _row_of(link: LexborNode) -> LexborNode:
    return _ancestor(link, _ROWS) or link


def _ancestor(node: LexborNode, tags: frozenset[str]) -> LexborNode | None:
    current = node.parent
    for _ in range(_LEVELS):
        if current is None or current.tag in tags:
            return current
        current = current.parent
    return None


def _facts(link: LexborNode, row: LexborNode, job: str, category: str | None) -> dict[str, Any]:
    name, place = link.css_first(_NAME), row.css_first(_PLACE)
    said = {
        "id": job,
        "title": text_of(link if name is None else name),
        "row": row.html or "",  # no field, but a row may be too large to be read
    }
    if place is not None:
        said["place"] = text_of(place)
    if category:
        said["department"] = category
    return said
