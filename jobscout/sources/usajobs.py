"""USAJOBS: the jobs of the federal government of the United States.

API: https://developer.usajobs.gov/api-reference/get-api-search. Terms: a free key on request
(settings USAJOBS_KEY and USAJOBS_EMAIL, the address that it was requested for), at most 10,000 rows
a query. A board may be a search: ``Keyword``, ``LocationName`` and others as the API spells them.

Pay is in US dollars, which no answer says. Times have no zone and are taken as UTC. The page's
addresses have a needless ":443".
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import msgspec

from jobscout.errors import BadConfig
from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.sources.base import Config, OneRequest, Page, Proof, Request, endpoint, part
from jobscout.sources.deadlines import deadline
from jobscout.sources.paging import InSteps, Progress
from jobscout.sources.reading import Identity, each, envelope
from jobscout.sources.searches import OfSearch, filters_of, search_query
from jobscout.sources.texts import paragraphs
from jobscout.sources.values import read_salary, single, time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

_ROOT = "https://data.usajobs.gov"
_PATH = "/api/Search"
_SITE = "https://www.usajobs.gov"
_FILTERS = ("Keyword", "LocationName", "JobCategoryCode", "Organization", "RemoteIndicator")
_ON_THE_SITE = {"Keyword": "k", "LocationName": "l"}
_PERIODS: Mapping[str, SalaryPeriod] = {"PA": "year", "PH": "hour"}


class _Place(msgspec.Struct, rename="pascal"):
    location_name: str | None = None
    country_code: str | None = None  # a name


class _Pay(msgspec.Struct, rename="pascal"):
    minimum_range: str | float | None = None
    maximum_range: str | float | None = None
    rate_interval_code: str | None = None


class _Details(msgspec.Struct, rename="pascal"):
    job_summary: str | None = None
    major_duties: list[str] | None = None
    telework_eligible: bool | None = None
    remote_indicator: bool | None = None


class _UserArea(msgspec.Struct, rename="pascal"):
    details: _Details | None = None


class _Schedule(msgspec.Struct, rename="pascal"):
    name: str | None = None


class _Descriptor(msgspec.Struct, rename="pascal"):
    position_title: str
    position_uri: str = msgspec.field(name="PositionURI")
    position_id: str | None = msgspec.field(default=None, name="PositionID")
    apply_uri: list[str] | None = msgspec.field(default=None, name="ApplyURI")
    position_location: list[_Place] | None = None
    organization_name: str | None = None
    department_name: str | None = None
    position_remuneration: list[_Pay] | None = None
    position_schedule: list[_Schedule] | None = None
    qualification_summary: str | None = None
    user_area: _UserArea | None = None
    publication_start_date: Any = None
    position_start_date: Any = None
    application_close_date: Any = None
    position_end_date: Any = None


class _Item(msgspec.Struct, rename="pascal"):
    matched_object_id: Identity
    matched_object_descriptor: _Descriptor


class _Result(msgspec.Struct, rename="pascal"):
    search_result_items: list[msgspec.Raw]
    search_result_count_all: int | None = None


class _List(msgspec.Struct, rename="pascal"):
    search_result: _Result


_LIST = msgspec.json.Decoder(_List)
_ITEM = msgspec.json.Decoder(_Item)


class USAJobs(OfSearch, InSteps, OneRequest):
    kind = "usajobs"
    credentials = ("USAJOBS_KEY", "USAJOBS_EMAIL")
    min_interval = timedelta(hours=1)
    filters = _FILTERS
    step = 500
    last_row = 2500  # a row has some 20 kB

    def proof(self, given: Mapping[str, str]) -> Proof:
        return Proof(
            headers={
                "Authorization-Key": given["USAJOBS_KEY"],
                "User-Agent": given["USAJOBS_EMAIL"],
            }
        )

    def page_url(self, config: Config) -> str:
        search_query(config, _FILTERS)
        stated = [
            f"{ours}={part(config[name])}" for name, ours in _ON_THE_SITE.items() if name in config
        ]
        return f"{_SITE}/search/results/?{'&'.join(stated)}".rstrip("?")

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        host, path = address.hostname, address.path.rstrip("/").lower()
        if host == "data.usajobs.gov" and path == _PATH.lower():
            return filters_of(address.query, _FILTERS)
        if host not in {"usajobs.gov", "www.usajobs.gov"} or path != "/search/results":
            return None
        stated = parse_qs(address.query)
        config = {name: stated[ours][0] for name, ours in _ON_THE_SITE.items() if ours in stated}
        try:
            search_query(config, _FILTERS)
        except BadConfig:
            return None
        return config

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        result = envelope(self.kind, body, _LIST).search_result
        rows = result.search_result_items
        return self.page_of(
            each(self.kind, rows, _ITEM, _to_raw, id_field="MatchedObjectId"),
            request,
            config,
            rows=len(rows),
            total=result.search_result_count_all,
        )

    def list_request(self, config: Config, progress: Progress) -> Request:
        fixed = (
            f"ResultsPerPage={self.step}&Page={self.number(progress)}"
            "&SortField=opendate&SortDirection=Desc"
        )
        query = "&".join(filter(None, (search_query(config, _FILTERS), fixed)))
        return Request(url=endpoint(_ROOT, f"{_PATH}?{query}", config))


def _to_raw(item: _Item) -> RawPosting:
    job = item.matched_object_descriptor
    places = job.position_location or []
    countries = (place.country_code for place in places if place.country_code)
    details = (job.user_area and job.user_area.details) or _Details()
    texts = (details.job_summary, *(details.major_duties or ()), job.qualification_summary)
    return RawPosting(
        external_id=str(item.matched_object_id),
        title=job.position_title,
        url=_address(job.position_uri),
        apply_url=_address(next(iter(job.apply_uri or ()), job.position_uri)),
        company=job.organization_name,
        requisition_id=job.position_id,
        locations=tuple(place.location_name or "" for place in places),
        country=single(countries),
        workplace=_workplace(details),
        department=job.department_name,
        employment_type=", ".join(one.name for one in job.position_schedule or () if one.name),
        salary=_salary(job.position_remuneration or []),
        description_html=paragraphs("\n\n".join(filter(None, texts))),
        posted_at=time(job.publication_start_date) or time(job.position_start_date),
        expires_at=deadline(job.application_close_date) or deadline(job.position_end_date),
    )


def _address(url: str) -> str:
    return url.replace(".gov:443/", ".gov/", 1)


def _workplace(details: _Details) -> str | None:
    if details.remote_indicator:
        return "remote"
    return "hybrid" if details.telework_eligible else None


def _salary(pay: list[_Pay]) -> Salary | None:
    first = pay[0] if pay else _Pay()
    period = _PERIODS.get(first.rate_interval_code or "")
    if period is None:
        return None
    return read_salary(first.minimum_range, first.maximum_range, "USD", period)
