"""Jobicy: remote jobs of many companies, the newest hundred in one answer.

API: https://jobicy.com/jobs-rss-feed (no key). Terms: name Jobicy as the source, link to its page
of each job and keep its links for applying; ask no more than once an hour.

There are no pages, so a board is a window of the newest; it may be a part of all jobs: a region
(``geo``), an ``industry`` or a ``tag``, as the API spells them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.sources.base import Config, OneRequest, Page, Request, endpoint
from jobscout.sources.reading import Identity, each, envelope
from jobscout.sources.searches import OfSearch, filters_of, search_query
from jobscout.sources.values import read_salary, time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

_ROOT = "https://jobicy.com"
_PATH = "/api/v2/remote-jobs"
_FILTERS = ("geo", "industry", "tag")
_MOST = 100  # the API sends no more
_PERIODS: Mapping[str, SalaryPeriod] = {
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "hourly": "hour",
}


class _Job(msgspec.Struct, rename="camel"):
    id: Identity
    job_title: str
    url: str
    company_name: str | None = None
    job_industry: list[str] | str | None = None
    job_type: list[str] | str | None = None
    job_geo: str | None = None
    job_level: str | None = None
    job_description: str | None = None
    pub_date: Any = None
    salary_min: float | str | None = None
    salary_max: float | str | None = None
    salary_currency: str | None = None
    salary_period: str | None = None
    annual_salary_min: float | str | None = None
    annual_salary_max: float | str | None = None


class _List(msgspec.Struct):
    jobs: list[msgspec.Raw]


_LIST = msgspec.json.Decoder(_List)
_JOB = msgspec.json.Decoder(_Job)


class Jobicy(OfSearch, OneRequest):
    kind = "jobicy"
    attribution = "Jobicy"
    min_interval = timedelta(hours=1)
    filters = _FILTERS

    def page_url(self, config: Config) -> str:  # noqa: ARG002  (its filters are spelt otherwise)
        return f"{_ROOT}/jobs"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        if address.hostname not in {"jobicy.com", "www.jobicy.com"}:
            return None
        path = address.path.rstrip("/")
        if path == _PATH:
            return filters_of(address.query, _FILTERS)
        return {} if path in {"", "/jobs"} else None

    def first_request(self, config: Config) -> Request:
        query = "&".join(filter(None, (f"count={_MOST}", search_query(config, _FILTERS))))
        return Request(url=endpoint(_ROOT, f"{_PATH}?{query}", config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        answer = envelope(self.kind, body, _LIST)
        read = each(self.kind, answer.jobs, _JOB, _to_raw)
        return Page(**read._asdict(), whole=False, windowed=True)


def _to_raw(job: _Job) -> RawPosting:
    return RawPosting(
        external_id=str(job.id),
        title=job.job_title,
        url=job.url,
        apply_url=job.url,
        company=job.company_name,
        locations=(job.job_geo or "",),
        workplace="remote",
        department=_joined(job.job_industry),
        employment_type=_joined(job.job_type),
        seniority=job.job_level,
        salary=_salary(job),
        description_html=job.job_description,
        posted_at=time(job.pub_date),
    )


def _joined(stated: list[str] | str | None) -> str:
    return stated if isinstance(stated, str) else ", ".join(stated or ())


def _salary(job: _Job) -> Salary | None:
    """Until 2025 only a year's pay was stated, under another name."""
    yearly = job.annual_salary_min, job.annual_salary_max
    if yearly != (None, None):
        return read_salary(*yearly, job.salary_currency, "year")
    period = _PERIODS.get(job.salary_period or "")
    if period is None:
        return None
    return read_salary(job.salary_min, job.salary_max, job.salary_currency, period)
