"""The pages of iCIMS's classic career sites, at ``*.icims.com``: lists of cards in HTML."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote

import msgspec

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting
from jobscout.rules import caps
from jobscout.sources.base import part
from jobscout.sources.html_pages import page_tree, text_of
from jobscout.sources.reading import Entries, each_element

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

FULL_PAGE: Final = 20
"""The number of cards on a page that another one may follow."""

_CARDS: Final = ("li.iCIMS_JobCardItem", ".iCIMS_JobsTable > .row")
_IS_LIST: Final = '.iCIMS_ListingsPage, .iCIMS_JobsTable, [class*="iCIMS_Search"]'
_JOB: Final = re.compile(
    r"(?:https?://[^/?#]*)?/jobs/(?P<id>[^/?#]+)/(?:(?P<slug>[^/?#]+)/)?job/?(?:[?#].*)?",
    re.DOTALL,
)
_PAGES: Final = re.compile(r"\bPage\s{1,9}\d{1,5}\s{1,9}of\s{1,9}(\d{1,5})\b", re.ASCII)
_CODED: Final = re.compile(r"([A-Z]{2})-([A-Z0-9]{2,3})-([^-].*)", re.DOTALL)
# What employers call the fields of a card.
_LABELS: Final = {
    "requisition": ("job id", "id", "requisition id", "requisition number", "req id", "job number"),
    "department": ("category", "job category", "department", "job family"),
    "workplace": ("work arrangement", "workplace type", "work location type", "remote"),
    "employment_type": ("type", "position type", "employment type", "job type"),
}
_FIELDS: Final = {label: name for name, labels in _LABELS.items() for label in labels}


class _Card(msgspec.Struct):
    id: str
    title: str
    slug: str | None = None
    places: str | None = None
    requisition: str | None = None
    department: str | None = None
    employment_type: str | None = None
    workplace: str | None = None


class ListPage(NamedTuple):
    """*rows* is the number of cards, *pages* that of the list's pages, None if it says none."""

    read: Entries
    rows: int
    pages: int | None


def read_list(kind: str, body: bytes, host: str) -> ListPage:
    """The cards of one page. Raises SourceChanged if it is no list."""
    root = page_tree(kind, body)
    cards: list[LexborNode] = next(filter(None, map(root.css, _CARDS)), [])
    if not cards and root.css_first(_IS_LIST) is None:
        raise SourceChanged(kind, "the page has no list of jobs")
    elements = [{}] * len(cards) if len(cards) > caps.ROWS else [_facts(card) for card in cards]
    stated = _PAGES.search(_pager(root))
    read = each_element(kind, elements, _Card, lambda card: _to_raw(card, host))
    return ListPage(read, len(cards), int(stated[1]) if stated else None)


def _pager(root: LexborNode) -> str:
    found = root.css('[class*="iCIMS_Paging"]')
    return "\n".join(map(text_of, found)) if found else root.text(separator=" ")


def _facts(card: LexborNode) -> dict[str, Any]:
    said = {"card": card.html or ""}  # no field, but a card may be too large to be read
    for tag in card.css(".iCIMS_JobHeaderTag"):
        label, value = tag.css_first("dt"), tag.css_first("dd")
        name = _FIELDS.get(text_of(label).lower().rstrip(": ")) if label else None
        if name and value:
            said.setdefault(name, text_of(value))
    for label in card.css(".field-label"):
        if "location" in text_of(label).lower() and (value := _next_element(label)):
            said.setdefault("places", text_of(value))
    link = card.css_first("a.iCIMS_Anchor")
    if link is None:
        return said
    if found := _JOB.fullmatch((link.attributes.get("href") or "").strip()):
        said |= {name: unquote(value) for name, value in found.groupdict().items() if value}
    heading = link.css_first("h1, h2, h3, h4")
    if heading is not None:
        said["title"] = text_of(heading)
    return said


def _next_element(node: LexborNode) -> LexborNode | None:
    following = node.next
    while following is not None and not following.is_element_node:
        following = following.next
    return following


def _to_raw(card: _Card, host: str) -> RawPosting:
    if card.id in {".", ".."} or card.slug in {".", ".."}:
        raise ValueError("the id is no name of a page")
    slug = f"{part(card.slug)}/" if card.slug else ""
    places = tuple(map(_place, (card.places or "").split("|")))
    used = [card.title, places, card.requisition, card.department, card.employment_type]
    used += [card.workplace] if card.workplace else []
    return RawPosting(
        external_id=card.id,
        title=card.title,
        url=f"https://{host}/jobs/{part(card.id)}/{slug}job",
        requisition_id=card.requisition,
        locations=places,
        department=card.department,
        employment_type=card.employment_type,
        workplace=card.workplace,
        list_hash=hashlib.sha256(msgspec.json.encode(used)).digest(),
    )


def _place(text: str) -> str:
    """``US-IL-Chicago`` is Chicago, IL, US."""
    coded = _CODED.fullmatch(text.strip())
    return f"{coded[3]}, {coded[2]}, {coded[1]}" if coded else text
