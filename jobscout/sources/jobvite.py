"""Jobvite career sites: one page of jobs, and a second request for each text; or an XML feed.

Page: ``/{board}/jobs/viewall`` of https://jobs.jobvite.com, where each job's page has schema.org
markup. Feed: https://app.jobvite.com/CompanyJobs/Xml.aspx?c={company_id}, with the texts. Neither
needs a key or has published terms; the JSON API of older descriptions is off. The feed is seen to
answer 429 to a second request within half a minute.

The feed is read if the config has its ``company_id``, the eight signs that ``companyEId`` in the
script of an employer's page says; otherwise the page is. Both use the job's id in the address of
its page.

The page comes in three layouts; one that features some jobs may have no others, and is then not
the whole list. Some sites lead to their search, which has pages. "2 Locations" is a number of
places, which only the job's own page names.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import msgspec

from jobscout.errors import BadConfig
from jobscout.model import RawPosting
from jobscout.sources import job_pages, jobvite_page
from jobscout.sources.base import (
    Config,
    Page,
    Request,
    endpoint,
    part,
    text_setting,
    titled,
    token,
)
from jobscout.sources.paging import Progress
from jobscout.sources.reading import board_setting, each_element
from jobscout.sources.values import time
from jobscout.sources.xml_documents import Element, read_document

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_SITE = "https://jobs.jobvite.com"
_FEED = "https://app.jobvite.com"
_FEED_HOSTS = re.compile(r"(?:app|hire|feed|www)\.jobvite\.com")
_COMPANY_ID = re.compile(r"[A-Za-z0-9_-]{4,40}")
_NO_BOARDS = frozenset({"careers", "api", "support", "__assets__"})
# The frame of an employer's own page: <div class="jv-careersite" data-careersite="acme">, or
# Jobvite = {careersite: 'acme'} in a script.
_WIDGET = re.compile(
    r"\b(?:data-careersite\s{0,9}=|careersite[\"']?\s{0,9}:)\s{0,9}[\"'](\w[\w-]{0,99})[\"']",
    re.ASCII,
)
_DATE = "%m/%d/%Y"
_LAST_PAGE = 200
_TEXT = ".jv-job-detail-description"  # of a job's page without schema.org markup


class _Row(msgspec.Struct):
    id: str
    title: str
    place: str | None = None
    department: str | None = None


class _Job(msgspec.Struct, rename="kebab"):
    id: str
    title: str
    requisition_id: str | None = msgspec.field(default=None, name="requisitionid")
    category: str | None = None
    location: str = ""
    job_type: str | None = msgspec.field(default=None, name="jobtype")
    date: str = ""
    detail_url: str = ""
    apply_url: str | None = None
    description: str | None = None


class Jobvite:
    kind = "jobvite"
    min_interval = timedelta(hours=6)
    list_has_text = False

    def board(self, config: Config) -> str:
        """The employer's name in addresses, else its id in the feed's."""
        if "board" not in config and (company := _company_id(config)):
            return company
        return board_setting(config)

    def page_url(self, config: Config) -> str:
        if "board" not in config and (company := _company_id(config)):
            return f"{_FEED}/CompanyJobs/Careers.aspx?c={company}"
        return f"{_SITE}/{part(board_setting(config))}/jobs/viewall"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        host, parts = (address.hostname or "").lower(), address.path.strip("/").split("/")
        if _FEED_HOSTS.fullmatch(host) and parts[0].lower() == "companyjobs":
            company = parse_qs(address.query).get("c", [""])[0]
            return {"company_id": company} if _COMPANY_ID.fullmatch(company) else None
        if host != "jobs.jobvite.com":
            return None
        board = token(parts[1] if parts[0] == "careers" and len(parts) > 1 else parts[0])
        return None if board is None or board.lower() in _NO_BOARDS else {"board": board}

    def recognise_page(self, page: str, address: SplitResult) -> dict[str, Any] | None:  # noqa: ARG002
        found = _WIDGET.search(page) if "jobvite.com/" in page else None
        return {"board": found[1]} if found else None

    def employer(self, config: Config) -> str | None:
        return titled(board_setting(config)) if "board" in config else None

    def first_request(self, config: Config) -> Request:
        self.board(config)
        if company := _company_id(config):
            return Request(url=endpoint(_FEED, f"/CompanyJobs/Xml.aspx?c={company}", config))
        return _page_request(f"/{part(board_setting(config))}/jobs/viewall", config)

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        if _company_id(config):
            found = read_document(
                self.kind, body, roots={"result"}, entries={"job"}, facts=Element.texts
            )
            read = each_element(self.kind, found.entries, _Job, _from_feed)
            return Page(**read._asdict(), whole=not found.is_damaged)
        board = board_setting(config)
        rows, is_whole, total = jobvite_page.rows(self.kind, body, board)
        read = each_element(self.kind, rows, _Row, lambda row: _to_raw(row, board))
        before = Progress.before(request)
        if before.is_repeated_by(read.postings):
            return Page(postings=(), whole=False)
        number, so_far = before.offset + 1, before.found + len(rows)
        follows = bool(rows) and so_far < (total or 0) and number <= _LAST_PAGE
        after = before.after(read.postings, offset=number, total=total, found=so_far)
        following = _page_request(f"/{part(board)}/search?p={number}", config)
        return Page(
            **read._asdict(),
            next=msgspec.structs.replace(following, state=after) if follows else None,
            whole=follows or (is_whole and so_far >= (total or 0)),
        )

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        if posting.list_hash is None:  # the feed has the text
            return None
        return _page_request(urlsplit(posting.url).path, config)

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        return job_pages.completed(self.kind, body, posting, text=_TEXT)


def _company_id(config: Config) -> str | None:
    if "company_id" not in config:
        return None
    company = text_setting(config, "company_id")
    if not _COMPANY_ID.fullmatch(company):
        raise BadConfig("company_id", "must be the signs after c= in the feed's address")
    return company


def _page_request(path: str, config: Config) -> Request:
    return Request(url=endpoint(_SITE, path, config), headers={"Accept": "text/html"})


def _to_raw(row: _Row, board: str) -> RawPosting:
    if row.id in {".", ".."}:
        raise ValueError("the id is no name of a page")
    used = (row.title, row.place, row.department)
    return RawPosting(
        external_id=row.id,
        title=row.title,
        url=f"{_SITE}/{part(board)}/job/{part(row.id)}",
        locations=_places(row.place or ""),
        department=row.department,
        list_hash=hashlib.sha256(msgspec.json.encode(used)).digest(),
    )


def _from_feed(job: _Job) -> RawPosting:
    return RawPosting(
        external_id=job.id,
        title=job.title,
        url=job.detail_url.strip() or job.apply_url or "",
        apply_url=job.apply_url,
        requisition_id=job.requisition_id,
        locations=_places(job.location),
        department=job.category,
        employment_type=job.job_type,
        description_html=job.description,
        posted_at=_date(job.date),
    )


def _places(text: str) -> tuple[str, ...]:
    return () if jobvite_page.NUMBER_OF_PLACES.fullmatch(text.strip()) else (text,)


def _date(text: str) -> datetime | None:
    """``9/2/2026``, the month first."""
    try:
        day = datetime.strptime(text.strip(), _DATE).replace(tzinfo=UTC)
    except ValueError:
        return None
    return time(day.isoformat())
