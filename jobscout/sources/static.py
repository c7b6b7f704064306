"""Any career page, read with the CSS selectors of the source's config; see docs/any-page.md.

Terms: those of the page's owner. robots.txt is followed as for every board, one page an hour is
the most, and an operator reads the site's terms before adding it. No attribution is known.

Pages state neither how many jobs there are nor ids: a list ends with its last next link, and
a job's id is the path of its address unless the config says where it is.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import msgspec

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting
from jobscout.rules import caps
from jobscout.sources.base import Config, Page, Request
from jobscout.sources.css_selectors import Selector, matches
from jobscout.sources.html_pages import page_tree
from jobscout.sources.job_fields import completed
from jobscout.sources.paging import Progress
from jobscout.sources.reading import each_element, safe
from jobscout.sources.static_config import Board, board_of
from jobscout.sources.static_items import (
    ListPage,
    elements_of,
    items_of,
    opened,
    resolved,
    values_of,
)
from jobscout.sources.web_pages import OfAnyPage, at_host, moved, same_host

if TYPE_CHECKING:
    from collections.abc import Sequence


_MAX_PAGES = 50
_HTML = {"Accept": "text/html"}


class _Values(msgspec.Struct, omit_defaults=True):
    """What an item, or a job's page, says. *clash*: what is wrong with its address."""

    id: str | None = None
    title: str | None = None
    url: str | None = None
    clash: str | None = None
    location: list[str] = []
    department: str | None = None
    employment_type: str | None = None
    workplace: str | None = None
    company: str | None = None
    posted_at: str | None = None
    expires_at: str | None = None
    description: list[str] = []
    salary_text: str | None = None


class Static(OfAnyPage):
    kind = "static"
    min_interval = timedelta(hours=1)
    list_has_text = False
    has_nested_config = True

    def board(self, config: Config) -> str:
        board_of(config)
        return super().board(config)

    def employer(self, config: Config) -> str | None:
        """A page that names the employer of each job has several."""
        board = board_of(config)
        named = "company" in (board.fields | board.headings | (board.detail or {}))
        return "" if named else super().employer(config)

    def first_request(self, config: Config) -> Request:
        return _list_request(board_of(config).url, config, Progress())

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        board = board_of(config)
        before = Progress.before(request)
        page = opened(self.kind, body, at_host(request.url, board.url))
        items = items_of(self.kind, page.root, board)
        elements = elements_of(items, page, board, weighs=len(body) > caps.ROW_BYTES)
        read = each_element(
            self.kind, elements, _Values, lambda values: _to_raw(values, board, page.base)
        )
        if before.is_repeated_by(read.postings):
            # A site may serve its last page again; one whose pages are all alike proves nothing.
            return Page(postings=(), whole=before.offset > 1)
        link = _next_link(page, board)
        after = before.after(read.postings, offset=before.offset + 1, total=None, found=0)
        goes_on = link is not None and same_host(link, board.url) and after.offset < _MAX_PAGES
        return Page(
            **read._asdict(),
            next=_list_request(link, config, after) if link is not None and goes_on else None,
            whole=link is None or goes_on,
        )

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        board = board_of(config)
        if board.detail is None or not same_host(posting.url, board.url):
            return None
        url = moved(at_host(posting.url, board.url), config)
        return Request(url=url, headers=_HTML, most=caps.DETAIL_BYTES)

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:
        fields = board_of(config).detail or {}
        found = values_of([page_tree(self.kind, body)], fields)
        if "description" in fields and "description" not in found:
            raise SourceChanged(self.kind, _nothing("detail.description", fields["description"]))
        if not found:
            raise SourceChanged(self.kind, f"detail: nothing of {', '.join(fields)} was found")
        return safe(completed(posting, found))


def _list_request(url: str, config: Config, state: Progress) -> Request:
    return Request(url=moved(url, config), headers=_HTML, most=caps.HTML_BYTES, state=state)


def _to_raw(values: _Values, board: Board, base: str) -> RawPosting:
    for name in ("title", "url", *(["id"] if "id" in board.fields else [])):
        if not getattr(values, name):
            raise ValueError(_nothing(f"fields.{name}", board.fields[name]))
    if values.clash:
        raise ValueError(f"fields.url: {values.clash}")
    posting = RawPosting(
        external_id=values.id or "", title=values.title or "", url=urljoin(base, values.url)
    )
    posting = completed(posting, msgspec.structs.asdict(values))
    if board.detail is None or not same_host(posting.url, board.url):
        return posting
    version = hashlib.sha256(msgspec.json.encode(values)).digest()
    return msgspec.structs.replace(posting, list_hash=version)


def _nothing(field: str, chosen: Sequence[Selector]) -> str:
    return f"{field}: `{'`, `'.join(one.text for one in chosen)}` found nothing"


def _next_link(page: ListPage, board: Board) -> str | None:
    """The address of the following page; None if there is none, or it is this one."""
    if board.next is None:
        return None
    for element in matches(page.root, board.next):
        link = element.attributes.get("href")
        address = resolved(page.base, link) if link else None
        if address is not None:
            address = address.partition("#")[0]
            return None if address == page.address else address
    return None
