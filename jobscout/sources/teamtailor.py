"""Teamtailor career sites: a public JSON Feed of an employer's jobs, texts included.

API: ``/jobs.json`` of the career site, a JSON Feed (https://www.jsonfeed.org/version/1.1/) whose
items hold a schema.org JobPosting (no key). It is public so that an employer's jobs can be shown
elsewhere; applications go to the employer's own page. robots.txt and a ``TDM-Reservation`` header
of the career site are honoured, as everywhere. The feed is also on an employer's own domain,
which ``base_url`` can name.

A feed has pages; ``next_url`` says that there is another one. The feed states neither department
nor hybrid work: only a job that is done remotely says so. With the setting ``form: rss`` the site's
RSS is read in its place, which states both but no pay, see ``teamtailor_rss``.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast, get_args

import msgspec

from jobscout.errors import BadConfig
from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.rules.locations import countries
from jobscout.sources import teamtailor_rss
from jobscout.sources.base import (
    HOST_LABEL,
    Config,
    OneRequest,
    Page,
    Request,
    endpoint,
    text_setting,
    titled,
)
from jobscout.sources.deadlines import deadline
from jobscout.sources.paging import Progress
from jobscout.sources.reading import Identity, each, envelope
from jobscout.sources.schema_org import place_line
from jobscout.sources.subdomains import VENDORS_LABELS
from jobscout.sources.values import read_salary, time
from jobscout.sources.web_pages import home

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_PAGE = 100
_FORMS = ("json", "rss")
_LAST_PAGE = 50
_DOMAIN = ".teamtailor.com"
# A label of a host's name; employers outside Europe have their region's after it: "acme.na".
_BOARD = re.compile(rf"{HOST_LABEL}(?:\.[a-z]{{2}})?")
_NO_BOARDS = VENDORS_LABELS | {"tt"}  # the latter counts clicks
# What a career site loads; on an employer's own domain nothing else names the vendor. Other
# pages load a widget from elsewhere, or show a picture.
_ASSETS = re.compile(
    r"//(?:assets[\w-]*\.teamtailor-cdn\.com/|teamtailor-cdn\.com/assets/)",
    re.IGNORECASE | re.ASCII,
)
_NUMBER = re.compile(r"[?&]page=([1-9]\d{0,3})(?:&|$)", re.ASCII)
_PERIODS = get_args(SalaryPeriod)


class _Address(msgspec.Struct, rename="camel"):
    address_locality: str | None = None
    address_region: str | None = None
    address_country: str | None = None


class _Place(msgspec.Struct):
    address: _Address | None = None


class _Organization(msgspec.Struct):
    name: str | None = None


class _Number(msgspec.Struct):
    value: Identity | None = None


class _Amount(msgspec.Struct, rename="camel"):
    value: float | str | None = None
    min_value: float | str | None = None
    max_value: float | str | None = None
    unit_text: str | None = None


class _Pay(msgspec.Struct):
    currency: str | None = None
    value: _Amount | None = None


class _JobPosting(msgspec.Struct, rename="camel"):
    identifier: _Number | None = None
    hiring_organization: _Organization | None = None
    job_location: list[_Place] | None = None
    job_location_type: str | None = None
    employment_type: list[str] | str | None = None
    base_salary: _Pay | None = None
    description: str | None = None
    valid_through: Any = None


class _Item(msgspec.Struct):
    id: Identity
    title: str
    url: str
    content_html: str | None = None
    date_published: Any = None
    job: _JobPosting | None = msgspec.field(default=None, name="_jobposting")


class _Feed(msgspec.Struct):
    version: str
    items: list[msgspec.Raw]
    next_url: Any = None


_FEED = msgspec.json.Decoder(_Feed)
_ITEM = msgspec.json.Decoder(_Item)
_NOTHING = _JobPosting()


class Teamtailor(OneRequest):
    kind = "teamtailor"
    min_interval = timedelta(minutes=30)

    def board(self, config: Config) -> str:
        board = text_setting(config, "board").lower()
        if not _BOARD.fullmatch(board):
            raise BadConfig("board", f"must be what stands before {_DOMAIN}")
        return board

    def page_url(self, config: Config) -> str:
        return endpoint(f"https://{self.board(config)}{_DOMAIN}", "/jobs", config)

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        board, domain, rest = (address.hostname or "").partition(_DOMAIN)
        if not domain or rest or not _BOARD.fullmatch(board):
            return None
        return None if board.partition(".")[0] in _NO_BOARDS else {"board": board}

    def recognise_page(self, page: str, address: SplitResult) -> dict[str, Any] | None:
        host = address.hostname or ""
        if not _ASSETS.search(page) or host.endswith(_DOMAIN):
            return None
        board = home(host).partition(".")[0]
        return {"board": board, "base_url": f"https://{host}"} if _BOARD.fullmatch(board) else None

    def employer(self, config: Config) -> str | None:
        return titled(self.board(config).partition(".")[0])

    def first_request(self, config: Config) -> Request:
        return self._request(config, 1)

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        if _form(config) == "rss":
            return self._rss(body, config, request)
        feed = envelope(self.kind, body, _FEED)
        read = each(self.kind, feed.items, _ITEM, _to_raw)
        more = bool(feed.items) and feed.next_url not in (None, "")
        # Of the feed's own address only the number is used. One that leads back is no next page.
        following = _number(feed.next_url) if more else 0
        follows = _number(request.url) < following <= _LAST_PAGE
        return Page(
            **read._asdict(),
            next=self._request(config, following) if follows else None,
            whole=follows or not more,
        )

    def _rss(self, body: bytes, config: Config, request: Request) -> Page:
        """A full page may not be the last, and a site without pages repeats the first one."""
        read, rows, hints = teamtailor_rss.parse(self.kind, body)
        before = Progress.before(request).marks
        first = read.postings[0].external_id if read.postings else ""
        if first in before:
            return Page(postings=(), whole=False)
        number = _number(request.url) + 1
        follows = rows >= _PAGE and number <= _LAST_PAGE
        seen = Progress(marks=(*before, first))
        return Page(
            **read._asdict(),
            next=self._request(config, number, seen) if follows else None,
            whole=follows or rows < _PAGE,
            poll_hints=hints,
        )

    def _request(self, config: Config, number: int, state: Progress | None = None) -> Request:
        page = f"&page={number}" if number > 1 else ""
        path = f"/jobs.{_form(config)}?per_page={_PAGE}{page}"
        url = endpoint(f"https://{self.board(config)}{_DOMAIN}", path, config)
        return Request(url=url, state=state)


def _form(config: Config) -> str:
    form = text_setting(config, "form", default=_FORMS[0])
    if form not in _FORMS:
        raise BadConfig("form", f"must be one of: {', '.join(_FORMS)}")
    return form


def _number(url: object) -> int:
    """The number of the page that *url* asks for; the first one needs none."""
    found = _NUMBER.search(url) if isinstance(url, str) else None
    return int(found[1]) if found else 1


def _to_raw(item: _Item) -> RawPosting:
    job = item.job or _NOTHING
    addresses = [place.address for place in job.job_location or () if place.address]
    return RawPosting(
        external_id=str(item.id),
        title=item.title,
        url=item.url,
        apply_url=item.url,
        company=job.hiring_organization.name if job.hiring_organization else None,
        requisition_id=_requisition(job.identifier),
        locations=tuple(map(_place, addresses)),
        country=next((one.address_country for one in addresses if one.address_country), None),
        workplace=job.job_location_type,
        employment_type=_employment(job.employment_type),
        salary=_salary(job.base_salary or _Pay()),
        description_html=item.content_html or job.description,
        posted_at=time(item.date_published),
        expires_at=deadline(job.valid_through),
    )


def _requisition(identifier: _Number | None) -> str | None:
    """The job's number, which its page's address begins with."""
    return str(identifier.value) if identifier and identifier.value is not None else None


def _place(address: _Address) -> str:
    """Regions are the employer's own, such as "Europe"."""
    country = address.address_country or ""
    named = countries.name(country) or country
    return place_line(address.address_locality, address.address_region, named)


def _employment(stated: list[str] | str | None) -> str | None:
    return " or ".join(stated) if isinstance(stated, list) else stated


def _salary(pay: _Pay) -> Salary | None:
    amount = pay.value or _Amount()
    period = (amount.unit_text or "").lower()
    if period not in _PERIODS:
        return None
    low, high = amount.min_value, amount.max_value
    if low is None and high is None:
        low = high = amount.value
    return read_salary(low, high, pay.currency, cast("SalaryPeriod", period))
