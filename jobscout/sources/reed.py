"""Reed: jobs of many employers in the United Kingdom.

API: https://www.reed.co.uk/developers/jobseeker (a free key: the setting REED_KEY, sent as the user
of HTTP Basic). Terms: none of its limits are published, so it is read a few times a day.

A board is a search by ``keywords``, ``locationName`` or others, as the API spells them. The list
has the beginning of each text; each new or changed entry costs a second request, which also says
of what the pay is. Dates are days of the United Kingdom, as in 23/07/2026.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import msgspec

from jobscout.errors import BadConfig
from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.sources.base import Config, Page, Proof, Request, endpoint, part
from jobscout.sources.paging import InSteps, Progress
from jobscout.sources.reading import Identity, detail_answer, each, envelope, safe
from jobscout.sources.searches import OfSearch, filters_of, search_query
from jobscout.sources.texts import web_address
from jobscout.sources.values import read_salary, time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from urllib.parse import SplitResult

_ROOT = "https://www.reed.co.uk"
_API = "/api/1.0"
_FILTERS = ("keywords", "locationName", "distanceFromLocation", "permanent", "contract", "temp")
# A search that people share: /jobs/baker-jobs, /jobs/jobs-in-leeds, /jobs/baker-jobs-in-leeds.
_SEARCH = re.compile(
    r"/jobs/(?:(?P<keywords>[a-z0-9-]{1,100})-)?jobs(?:-in-(?P<locationName>[a-z-]{1,60}))?"
)
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})", re.ASCII)
_PERIODS: Mapping[str, SalaryPeriod] = {
    "per annum": "year",
    "per month": "month",
    "per week": "week",
    "per day": "day",
    "per hour": "hour",
}


class _Job(msgspec.Struct, rename="camel"):
    """``applications`` grows with every reading and is not read."""

    job_id: Identity
    job_title: str
    job_url: str
    employer_name: str | None = None
    location_name: str | None = None
    minimum_salary: float | None = None
    maximum_salary: float | None = None
    currency: str | None = None
    job_description: str | None = None
    date: Any = None
    expiration_date: Any = None


class _List(msgspec.Struct, rename="camel"):
    results: list[msgspec.Raw]
    total_results: int | None = None


class _Detail(msgspec.Struct, rename="camel"):
    job_description: str | None = None
    external_url: str | None = None
    contract_type: str | None = None
    full_time: bool | None = None
    part_time: bool | None = None
    minimum_salary: float | None = None
    maximum_salary: float | None = None
    currency: str | None = None
    salary_type: str | None = None


_LIST = msgspec.json.Decoder(_List)
_JOB = msgspec.json.Decoder(_Job)
_DETAIL = msgspec.json.Decoder(_Detail)


class Reed(OfSearch, InSteps):
    kind = "reed"
    credentials = ("REED_KEY",)
    min_interval = timedelta(hours=6)
    list_has_text = False
    filters = _FILTERS
    step = 100
    last_row = 2000
    newest_first = False

    def proof(self, given: Mapping[str, str]) -> Proof:
        key = b64encode(f"{given['REED_KEY']}:".encode()).decode()  # the password is empty
        return Proof(headers={"Authorization": f"Basic {key}"})

    def page_url(self, config: Config) -> str:
        query = search_query(config, ("keywords",))
        return f"{_ROOT}/jobs?{query}" if query else f"{_ROOT}/jobs"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        if address.hostname not in {"reed.co.uk", "www.reed.co.uk"}:
            return None
        path = address.path.rstrip("/")
        if path == f"{_API}/search":
            return filters_of(address.query, _FILTERS)
        words = parse_qs(address.query).get("keywords")
        config = {"keywords": words[0]} if words else {}
        if path != "/jobs":
            said = _SEARCH.fullmatch(path)
            if said is None:
                return None
            config = {
                name: value.replace("-", " ") for name, value in said.groupdict().items() if value
            }
        try:
            search_query(config, _FILTERS)
        except BadConfig:
            return None
        return config

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        answer = envelope(self.kind, body, _LIST)
        return self.page_of(
            each(self.kind, answer.results, _JOB, _to_raw, id_field="jobId"),
            request,
            config,
            rows=len(answer.results),
            total=answer.total_results,
        )

    def list_request(self, config: Config, progress: Progress) -> Request:
        fixed = f"resultsToTake={self.step}&resultsToSkip={progress.offset}"
        query = "&".join(filter(None, (search_query(config, _FILTERS), fixed)))
        return Request(url=endpoint(_ROOT, f"{_API}/search?{query}", config))

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        return Request(url=endpoint(_ROOT, f"{_API}/jobs/{part(posting.external_id)}", config))

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        detail = detail_answer(self.kind, body, _DETAIL)
        return safe(
            msgspec.structs.replace(
                posting,
                apply_url=web_address(detail.external_url) or posting.apply_url,
                employment_type=_employment(detail),
                salary=_salary(detail),
                description_html=detail.job_description or posting.description_html,
            )
        )


def _to_raw(job: _Job) -> RawPosting:
    return RawPosting(
        external_id=str(job.job_id),
        title=job.job_title,
        url=job.job_url,
        apply_url=job.job_url,
        company=job.employer_name,
        locations=(job.location_name or "",),
        # Entities stay as they are: the text is a beginning of HTML, without its tags.
        description_html=job.job_description,
        posted_at=_day(job.date),
        expires_at=_day(job.expiration_date),
        list_hash=hashlib.sha256(msgspec.json.encode(job)).digest(),
    )


def _day(value: object) -> datetime | None:
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    return time(f"{found[3]}-{found[2]}-{found[1]}") if found else None


def _employment(detail: _Detail) -> str | None:
    hours = {
        (True, True): "full or part time",
        (True, False): "full time",
        (False, True): "part time",
    }.get((bool(detail.full_time), bool(detail.part_time)))
    return ", ".join(filter(None, (hours, detail.contract_type))) or None


def _salary(detail: _Detail) -> Salary | None:
    period = _PERIODS.get((detail.salary_type or "").lower())
    if period is None:
        return None
    return read_salary(detail.minimum_salary, detail.maximum_salary, detail.currency, period)
