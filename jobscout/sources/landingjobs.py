"""Landing.jobs: jobs of many companies, mostly in Portugal, with their texts.

API: https://landing.jobs/api/v1/jobs (no key; no document describes it). Terms: none are stated,
so it is read a few times a day, and postings link to the page of each job there.

The answer is a plain list without a total: the last page is one with fewer jobs than were asked
for. Of a job's company it has only the name in the job's address.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import msgspec

from jobscout.model import RawPosting
from jobscout.sources.base import (
    Config,
    Page,
    Request,
    endpoint,
    titled,
    token,
)
from jobscout.sources.deadlines import deadline
from jobscout.sources.many_employers import OfManyEmployers
from jobscout.sources.paging import InSteps, Progress
from jobscout.sources.reading import Identity, each, envelope
from jobscout.sources.values import read_salary, time

_PATH = "api/v1/jobs"
_COMPANY = re.compile(r"https?://(?:www\.)?landing\.jobs/at/([^/?#]+)/")


class _Place(msgspec.Struct):
    city: str | None = None
    country_code: str | None = None


class _Job(msgspec.Struct):
    id: Identity
    title: str
    url: str
    locations: list[_Place] | None = None
    remote: bool | None = None
    type: str | None = None
    currency_code: str | None = None
    gross_salary_low: float | str | None = None
    gross_salary_high: float | str | None = None
    role_description: str | None = None
    main_requirements: str | None = None
    nice_to_have: str | None = None
    published_at: Any = None
    updated_at: Any = None
    expires_at: Any = None


_LIST = msgspec.json.Decoder(list[msgspec.Raw])
_JOB = msgspec.json.Decoder(_Job)


class LandingJobs(InSteps, OfManyEmployers):
    kind = "landingjobs"
    min_interval = timedelta(hours=6)
    page = "https://landing.jobs/jobs"
    hosts = frozenset({"landing.jobs", "www.landing.jobs"})
    paths = frozenset({"", "jobs", _PATH})
    step = 50  # the API sends no more
    last_row = 2_000
    newest_first = False

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        jobs = envelope(self.kind, body, _LIST)
        end = Progress.before(request).offset + len(jobs)
        return self.page_of(
            each(self.kind, jobs, _JOB, _to_raw),
            request,
            config,
            rows=len(jobs),
            total=None if len(jobs) >= self.step else end,
        )

    def list_request(self, config: Config, progress: Progress) -> Request:
        query = f"limit={self.step}&offset={progress.offset}"
        return Request(
            url=endpoint("https://landing.jobs", f"/{_PATH}?{query}", config),
        )


def _to_raw(job: _Job) -> RawPosting:
    texts = (job.role_description, job.main_requirements, job.nice_to_have)
    return RawPosting(
        external_id=str(job.id),
        title=job.title,
        url=job.url,
        company=_company(job.url),
        locations=tuple(
            ", ".join(filter(None, (place.city, place.country_code)))
            for place in job.locations or ()
        ),
        workplace="remote" if job.remote else None,  # others may be hybrid
        employment_type=job.type,
        salary=read_salary(job.gross_salary_low, job.gross_salary_high, job.currency_code, "year"),
        description_html="\n".join(filter(None, texts)) or None,
        posted_at=time(job.published_at),
        updated_at=time(job.updated_at),
        expires_at=deadline(job.expires_at),
    )


def _company(url: str) -> str | None:
    found = _COMPANY.match(url.strip())
    name = token(found[1]) if found else None
    return titled(name) if name else None
