"""No Fluff Jobs: jobs of many companies, mostly in Poland.

API: https://nofluffjobs.com/api/search/posting (what the site itself asks; no document describes
it). Terms: none are stated, and in October 2026 the site's robots.txt forbade ``/api/``. So a
source of this kind is inactive until an operator who may read it says otherwise; as robots.txt is
always honoured, it is read only from when that allows it.

A board is a search: ``category``, ``city``, ``keyword`` and ``seniority``, each with one value or
several that are separated by commas. A job in several cities has a row for each, with the same
``reference``, and every row names all cities.

Entries have no text but the skills that a job wants. The answer that has it is below ``/api/``
too, so texts are not read, also with a permission for the list.
"""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import msgspec

from jobscout.errors import BadConfig
from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.sources.base import (
    Config,
    OneRequest,
    Page,
    Request,
    endpoint,
    part,
    text_setting,
    titled,
)
from jobscout.sources.paging import InSteps, Progress
from jobscout.sources.reading import each, envelope
from jobscout.sources.searches import OfSearch, search_query
from jobscout.sources.texts import paragraphs
from jobscout.sources.values import read_salary, single, time_from_ms

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_ROOT = "https://nofluffjobs.com"
_PATH = "/api/search/posting"
# Without them the API answers 400; it converts all pay to these.
_CURRENCY = "PLN"
_PERIOD: SalaryPeriod = "month"
_FILTERS = ("category", "city", "keyword", "seniority")
_TERM = re.compile(r"(\w{1,30})=('[^']*'|[^\s']\S*)")
_LIST_PAGES = frozenset({"", "pl", "jobs", "pl/jobs"})
_WANTED = "requirement"


class _Country(msgspec.Struct):
    name: str | None = None


class _Place(msgspec.Struct):
    city: str | None = None
    province: str | None = None
    country: _Country | None = None
    url: str | None = None


class _Location(msgspec.Struct, rename="camel"):
    places: list[_Place] | None = None
    fully_remote: bool | None = None


class _Pay(msgspec.Struct, rename="camel"):
    low: float | None = msgspec.field(default=None, name="from")
    high: float | None = msgspec.field(default=None, name="to")
    type: str | None = None
    currency: str | None = None
    disclosed_at: str | None = None


class _Tile(msgspec.Struct):
    value: str | None = None
    type: str | None = None


class _Tiles(msgspec.Struct):
    values: list[_Tile] | None = None


class _Row(msgspec.Struct):
    reference: str
    title: str
    url: str | None = None
    name: str | None = None
    location: _Location | None = None
    category: str | None = None
    seniority: list[str] | None = None
    salary: _Pay | None = None
    tiles: _Tiles | None = None
    posted: int | float | None = None


class _List(msgspec.Struct, rename="camel"):
    postings: list[msgspec.Raw]
    total_count: int | None = None


_LIST = msgspec.json.Decoder(_List)
_ROW = msgspec.json.Decoder(_Row)


class NoFluffJobs(OfSearch, InSteps, OneRequest):
    kind = "nofluffjobs"
    needs_permission = (
        "The robots.txt of No Fluff Jobs forbids its API to programs:"
        " ask them before their jobs are read."
    )
    min_interval = timedelta(hours=6)
    filters = _FILTERS
    step = 20  # the API sends no more
    last_row = 2_000
    newest_first = False

    def page_url(self, config: Config) -> str:
        self.board(config)  # checks the filters
        terms = [f"{name}={_quoted(text_setting(config, name))}" for name in _chosen(config)]
        return f"{_ROOT}/pl/?criteria={part(' '.join(terms))}" if terms else f"{_ROOT}/pl/"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        if address.hostname not in {"nofluffjobs.com", "www.nofluffjobs.com"}:
            return None
        if address.path.strip("/") not in _LIST_PAGES:
            return None
        criteria = parse_qs(address.query).get("criteria", [""])[0]
        stated = {name: value.strip("'") for name, value in _TERM.findall(criteria)}
        config = {name: stated[name] for name in _FILTERS if name in stated}
        try:
            search_query(config, _FILTERS)
        except BadConfig:
            return None
        return config

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        answer = envelope(self.kind, body, _LIST)
        rows = answer.postings
        read = each(self.kind, rows, _ROW, _to_raw, id_field="reference")
        joined: dict[str, RawPosting] = {}
        for posting in read.postings:
            joined.setdefault(posting.external_id, posting)
        return self.page_of(
            read._replace(postings=list(joined.values())),
            request,
            config,
            rows=len(rows),
            # Whether it counts jobs or their rows is unknown: a full page is never the last.
            total=None if len(rows) >= self.step else answer.total_count or 0,
            # Rows of one job, and promoted ones, may begin several pages.
            mark=hashlib.sha256(b"".join(map(bytes, rows))).hexdigest(),
        )

    def list_request(self, config: Config, progress: Progress) -> Request:
        search_query(config, _FILTERS)  # checks the filters
        criteria = {
            name: [said.strip() for said in text_setting(config, name).split(",") if said.strip()]
            for name in _chosen(config)
        }
        paged = f"salaryCurrency={_CURRENCY}&salaryPeriod={_PERIOD}&page={self.number(progress)}"
        return Request(
            url=endpoint(_ROOT, f"{_PATH}?{paged}", config),
            body=msgspec.json.encode({"criteriaSearch": criteria}),
        )


def _chosen(config: Config) -> list[str]:
    return [name for name in _FILTERS if name in config]


def _quoted(value: str) -> str:
    return f"'{value}'" if " " in value else value


def _to_raw(row: _Row) -> RawPosting:
    location = row.location or _Location()
    places = location.places or []
    # Each city has a page; of all rows of a job the same one is taken.
    pages = sorted(filter(None, (row.url, *(place.url for place in places))))
    page = next((page for page in pages if page.strip(" .")), None)
    if page is None:
        raise ValueError("`url` names no page")
    tiles = (row.tiles.values if row.tiles else None) or ()
    wanted = [tile.value for tile in tiles if tile.type == _WANTED and tile.value]
    return RawPosting(
        external_id=row.reference,
        title=row.title,
        url=f"{_ROOT}/pl/job/{part(page.strip())}",
        company=row.name,
        locations=tuple(map(_place, places)),  # "Remote" among them
        workplace="remote" if location.fully_remote else None,
        department=row.category,
        employment_type=row.salary.type if row.salary else None,
        # A job for several levels states none.
        seniority=single(row.seniority or ()),
        salary=_salary(row.salary) if row.salary else None,
        description_html=paragraphs(f"Required: {', '.join(wanted)}") if wanted else None,
        posted_at=time_from_ms(row.posted),
    )


def _place(place: _Place) -> str:
    country = place.country.name if place.country else None
    # A whole province has no city, and is spelt as in an address: "holy-cross".
    return ", ".join(filter(None, (place.city or titled(place.province or ""), country)))


def _salary(pay: _Pay) -> Salary | None:
    if pay.disclosed_at not in {None, "VISIBLE"}:
        return None
    return read_salary(pay.low, pay.high, pay.currency, _PERIOD)
