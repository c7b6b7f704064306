"""JazzHR career sites: one page of jobs, and a second request for each text.

Pages: ``/apply`` of ``*.applytojob.com``, where each job's page has schema.org markup; or, with the
setting ``form`` "feed", the XML at https://app.jazz.co/feeds/export/jobs/{board} (no key; the
REST API needs one). There are no published terms for either; the feed is meant for job boards.

The page lists every open job and is the default. The feed has the texts, but is a day old, and has
only the jobs that the employer chose to syndicate: it may be empty although there are jobs. Ids
of the feed hold the time of their creation, which can be months before the publication, so it
is no date here; both forms use the code in the address of a job's page as its id. Jobs that differ
in nothing else are different jobs.
"""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import msgspec

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.rules import caps
from jobscout.sources import job_pages
from jobscout.sources.base import (
    HOST_LABEL,
    Config,
    Page,
    Request,
    endpoint,
    every,
    part,
    text_setting,
    titled,
)
from jobscout.sources.html_pages import page_tree, text_of
from jobscout.sources.reading import each_element
from jobscout.sources.subdomains import VENDORS_LABELS
from jobscout.sources.xml_documents import Element, read_document

if TYPE_CHECKING:
    from urllib.parse import SplitResult

    from selectolax.lexbor import LexborNode

_FORMS = ("page", "feed")
_FEED_ROOT = "https://app.jazz.co"
_BOARD = re.compile(HOST_LABEL)
_HOST = re.compile(rf"({HOST_LABEL})\.applytojob\.com")
_FEED_PATH = re.compile(
    rf"/(?:feeds/export/jobs|widgets/[a-z]{{1,20}}/create)/({HOST_LABEL})(?:/.*)?", re.IGNORECASE
)
_VENDORS = VENDORS_LABELS | {"success"}
_JOB = re.compile(
    r"(?:https?://[^/?#]*)?/apply/(?P<id>[^/?#]+)(?:/(?P<slug>[^/?#]+))?/?(?:[?#].*)?", re.DOTALL
)
_OPEN = frozenset({"", "open"})
_PLACE, _DEPARTMENT = ".fa-map-marker", ".fa-sitemap"
_LIST_TITLE = re.compile(r"\bCareer Page\s*$", re.IGNORECASE)
_TEXT = "#job-description, .job_description"  # of a job's page without schema.org markup


class _Row(msgspec.Struct):
    id: str
    title: str
    slug: str | None = None
    places: list[str] = []
    department: str | None = None


class _FeedJob(msgspec.Struct):
    id: str
    title: str
    slug: str | None = None
    status: str = ""
    department: str | None = None
    city: str = ""
    state: str = ""
    country: str = ""
    description: str | None = None
    type: str | None = None
    experience: str | None = None


class JazzHR:
    kind = "jazzhr"
    min_interval = timedelta(hours=6)
    list_has_text = False

    def board(self, config: Config) -> str:
        return _site(config)[0]

    def page_url(self, config: Config) -> str:
        return f"{_root(config)}/apply"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        host = (address.hostname or "").lower()
        own = host == "app.jazz.co"
        found = _FEED_PATH.fullmatch(address.path) if own else _HOST.fullmatch(host)
        board = found[1].lower() if found else None
        return None if board is None or board in _VENDORS else {"board": board}

    def employer(self, config: Config) -> str | None:
        return titled(self.board(config))

    def first_request(self, config: Config) -> Request:
        board, form = _site(config)
        if form == "feed":
            return Request(url=endpoint(_FEED_ROOT, f"/feeds/export/jobs/{board}", config))
        return _page_request("/apply", config)

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        root, form = _root(config), _site(config)[1]
        if form == "feed":
            found = read_document(
                self.kind, body, roots={"jobs"}, entries={"job"}, facts=_feed_facts
            )
            read = each_element(
                self.kind, found.entries, _FeedJob, lambda job: _from_feed(job, root)
            )
            # It is empty, too, if the employer syndicates none of its jobs.
            return Page(**read._asdict(), whole=bool(found.entries) and not found.is_damaged)
        rows = self._rows(page_tree(self.kind, body))
        read = each_element(self.kind, rows, _Row, lambda row: _to_raw(row, root))
        return Page(**read._asdict())

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        if posting.list_hash is None:  # the feed has the text
            return None
        return _page_request(urlsplit(posting.url).path, config)

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        return job_pages.completed(self.kind, body, posting, text=_TEXT)

    def _rows(self, root: LexborNode) -> list[dict[str, Any]]:
        items = root.css("li.list-group-item")
        title = root.css_first("title")
        is_list = bool(items) or root.css_first(".list-group") is not None
        if not is_list and not (title and _LIST_TITLE.search(text_of(title))):
            raise SourceChanged(self.kind, "the page has no list of jobs")
        return [{}] * len(items) if len(items) > caps.ROWS else [_facts(item) for item in items]


def _site(config: Config) -> tuple[str, ...]:
    """Board and form. With a ``base_url`` the board only identifies the source and its pages."""
    return every(lambda: _board(config), lambda: _form(config))


def _board(config: Config) -> str:
    board = text_setting(config, "board").lower()
    if not _BOARD.fullmatch(board):
        raise BadConfig("board", "must be the name before .applytojob.com")
    return board


def _form(config: Config) -> str:
    form = text_setting(config, "form", default=_FORMS[0])
    if form not in _FORMS:
        raise BadConfig("form", f"must be one of: {', '.join(_FORMS)}")
    return form


def _root(config: Config) -> str:
    return f"https://{_site(config)[0]}.applytojob.com"


def _page_request(path: str, config: Config) -> Request:
    return Request(url=endpoint(_root(config), path, config), headers={"Accept": "text/html"})


def _facts(item: LexborNode) -> dict[str, Any]:
    said: dict[str, Any] = {"row": item.html or ""}  # no field, but it may be too large to be read
    said["places"] = [text for icon in item.css(_PLACE) if (text := _beside(icon))]
    icon = item.css_first(_DEPARTMENT)
    if icon is not None:
        said["department"] = _beside(icon)
    link = item.css_first(".list-group-item-heading a")
    if link is None:
        return said
    return said | _named(link.attributes.get("href") or "") | {"title": text_of(link)}


def _feed_facts(job: Element) -> dict[str, Any]:
    said = job.texts()
    said.pop("id", None)  # another than that of the page
    return said | _named(said.get("url", ""))


def _named(address: str) -> dict[str, str]:
    """The code, and the words after it, in the address of a job's page."""
    found = _JOB.fullmatch(address.strip())
    parts = found.groupdict() if found else {}
    return {name: unquote(value) for name, value in parts.items() if value}


def _beside(icon: LexborNode) -> str:
    """The text of the element that the icon belongs to."""
    return text_of(icon.parent) if icon.parent is not None else ""


def _job_url(root: str, code: str, slug: str | None) -> str:
    if code in {".", ".."} or slug in {".", ".."}:
        raise ValueError("the id is no name of a page")
    return f"{root}/apply/{part(code)}" + (f"/{part(slug)}" if slug else "")


def _to_raw(row: _Row, root: str) -> RawPosting:
    used = (row.title, row.places, row.department)
    return RawPosting(
        external_id=row.id,
        title=row.title,
        url=_job_url(root, row.id, row.slug),
        locations=tuple(row.places),
        department=row.department,
        list_hash=hashlib.sha256(msgspec.json.encode(used)).digest(),
    )


def _from_feed(job: _FeedJob, root: str) -> RawPosting | None:
    if job.status.strip().lower() not in _OPEN:
        return None
    place = ", ".join(filter(None, map(str.strip, (job.city, job.state, job.country))))
    return RawPosting(
        external_id=job.id,
        title=job.title,
        url=_job_url(root, job.id, job.slug),
        locations=(place,),
        country=job.country,
        department=job.department,
        employment_type=job.type,
        seniority=job.experience,
        description_html=job.description,
    )
