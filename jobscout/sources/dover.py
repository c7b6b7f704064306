"""Dover: career pages of start-ups on app.dover.com.

API: the JSON behind the vendor's own career pages (no key, no published documentation or terms).
``/api/v1/careers-page-slug/<slug>`` names the career page, ``/api/v1/careers-page/<id>/jobs`` lists
its jobs, and ``/api/v1/inbound/application-portal-job/<id>`` has the text of one. Postings link to
the vendor's page where one applies.

``board`` is the slug in https://app.dover.com/jobs/<slug>, or the id in
https://app.dover.com/<company>/careers/<id>. The list lacks text, date and pay: each new or changed
entry costs a second request.
"""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.sources.base import Config, Page, Request, endpoint, part, titled, token
from jobscout.sources.paging import Progress, page_of
from jobscout.sources.reading import Identity, board_setting, detail_answer, each, envelope, safe
from jobscout.sources.texts import tidy
from jobscout.sources.values import read_salary, single, time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_ROOT = "https://app.dover.com"
_HOSTS = frozenset({"app.dover.com", "app.dover.io"})  # the latter is older
_API = "/api/v1"
_PAGE = 300
_LAST_ROW = 6_000
_NAME_ASKED = "name"
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SLUG = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_PATHS = (
    re.compile(r"/jobs/(?P<board>[^/]+)(?:/.*)?"),
    re.compile(r"/apply/(?P<slug>[^/]+)(?:/[^/]+)?/?"),
    re.compile(r"/[^/]+/careers/(?P<id>[^/]+)(?:/.*)?"),
    re.compile(rf"{_API}/careers-page-slug/(?P<board>[^/]+)/?"),
    re.compile(rf"{_API}/careers-page/(?P<id>[^/]+)(?:/jobs)?/?"),
)
_PERIODS: dict[str, SalaryPeriod] = {
    "HOURLY": "hour", "DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year",
    "ANNUALLY": "year",
}  # fmt: skip


class _Listing(Progress, frozen=True):
    """The progress in the list of the career page *page*, whose jobs' addresses have *slug*."""

    page: str = ""
    slug: str = ""


class _CareersPage(msgspec.Struct):
    id: str
    slug: str | None = None


class _Option(msgspec.Struct):
    display_name: str | None = None
    country: str | None = None


class _Place(msgspec.Struct):
    name: str | None = None
    location_type: str | None = None
    location_option: _Option | None = None


class _Job(msgspec.Struct):
    id: Identity
    title: str
    locations: list[_Place] | None = None
    workplace_type: str | None = None
    is_published: bool | None = None
    is_sample: bool | None = None


class _List(msgspec.Struct):
    results: list[msgspec.Raw]
    count: int | None = None


class _Pay(msgspec.Struct):
    lower_bound: float | str | None = None
    upper_bound: float | str | None = None
    currency_code: str | None = None
    salary_range_type: str | None = None
    employment_type: str | None = None


class _Detail(msgspec.Struct):
    user_provided_description: str | None
    client_name: str | None = None
    compensation: _Pay | None = None
    date_posted: Any = None
    created: Any = None


_CAREERS_PAGE = msgspec.json.Decoder(_CareersPage)
_LIST = msgspec.json.Decoder(_List)
_JOB = msgspec.json.Decoder(_Job)
_DETAIL = msgspec.json.Decoder(_Detail)


class Dover:
    kind = "dover"
    min_interval = timedelta(hours=2)
    list_has_text = False

    def board(self, config: Config) -> str:
        return board_setting(config)

    def page_url(self, config: Config) -> str:
        board = part(self.board(config))
        # The company's name before an id is not looked at.
        return f"{_ROOT}/dover/careers/{board}" if _is_id(board) else f"{_ROOT}/jobs/{board}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        found = next(filter(None, (path.fullmatch(address.path) for path in _PATHS)), None)
        if address.hostname not in _HOSTS or found is None:
            return None
        said = found.groupdict()
        if "id" in said:
            board = said["id"].lower() if _is_id(said["id"].lower()) else None
        elif "slug" in said:  # or the company's name, which no request knows
            board = said["slug"] if _SLUG.fullmatch(said["slug"]) else None
        else:
            board = token(said["board"])
        return None if board is None else {"board": board}

    def employer(self, config: Config) -> str | None:
        board = self.board(config)
        return None if _is_id(board) else titled(board)

    def first_request(self, config: Config) -> Request:
        board = self.board(config)
        of = "careers-page" if _is_id(board) else "careers-page-slug"
        return Request(url=endpoint(_ROOT, f"{_API}/{of}/{part(board)}", config), state=_NAME_ASKED)

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        board = self.board(config)
        if request.state == _NAME_ASKED:
            page = envelope(self.kind, body, _CAREERS_PAGE)
            if not _is_id(page.id):
                raise SourceChanged(self.kind, "the career page's id is no UUID")
            listing = _Listing(page=page.id, slug=tidy(page.slug) or board)
            return Page(postings=(), next=_list_request(config, listing))
        listing = request.state if isinstance(request.state, _Listing) else _Listing()
        answer = envelope(self.kind, body, _LIST)
        slug = listing.slug or board
        return page_of(
            self.kind,
            each(self.kind, answer.results, _JOB, lambda job: _to_raw(job, slug)),
            request,
            partial(_following, config, listing),
            rows=len(answer.results),
            size=_PAGE,
            total=answer.count,
            most=_LAST_ROW,
            newest_first=False,
        )

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        path = f"{_API}/inbound/application-portal-job/{part(posting.external_id)}"
        return Request(url=endpoint(_ROOT, path, config))

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        stated = detail_answer(self.kind, body, _DETAIL)
        pay = stated.compensation or _Pay()
        return safe(
            msgspec.structs.replace(
                posting,
                company=stated.client_name,
                employment_type=pay.employment_type,
                salary=_salary(pay),
                description_html=stated.user_provided_description,
                posted_at=time(stated.date_posted) or time(stated.created),
            )
        )


def _is_id(board: str) -> bool:
    return _UUID.fullmatch(board) is not None


def _following(config: Config, listing: _Listing, after: Progress) -> Request:
    told = msgspec.structs.asdict(after)
    return _list_request(config, _Listing(**told, page=listing.page, slug=listing.slug))


def _list_request(config: Config, listing: _Listing) -> Request:
    path = f"{_API}/careers-page/{part(listing.page)}/jobs?limit={_PAGE}&offset={listing.offset}"
    return Request(url=endpoint(_ROOT, path, config), state=listing)


def _to_raw(job: _Job, slug: str) -> RawPosting | None:
    if job.is_sample is True or job.is_published is False:
        return None
    id_ = str(job.id)
    if id_.strip() in {".", ".."}:
        raise ValueError("the id is no name of a page")
    places = job.locations or []
    options = [place.location_option or _Option() for place in places]
    named = zip(places, options, strict=True)
    countries = (option.country for option in options if tidy(option.country))
    types = (place.location_type for place in places if place.location_type)
    return RawPosting(
        external_id=id_,
        title=job.title,
        url=f"{_ROOT}/apply/{part(slug)}/{part(id_)}",
        locations=tuple(tidy(place.name) or option.display_name or "" for place, option in named),
        country=single(countries),
        workplace=job.workplace_type or single(types),
        list_hash=hashlib.sha256(msgspec.json.encode(job)).digest(),
    )


def _salary(pay: _Pay) -> Salary | None:
    period = _PERIODS.get((pay.salary_range_type or "").strip().upper())
    if period is None:
        return None
    return read_salary(pay.lower_bound, pay.upper_bound, pay.currency_code, period)
