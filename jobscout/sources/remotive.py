"""Remotive: remote jobs of many companies, the whole public feed in one answer.

API: https://github.com/remotive-com/remote-jobs-api (no key). Terms: link back to the
Remotive URL of each job and name Remotive as the source; do not pass jobs on to other job
sites; do not require a sign-up to see a listing; about four calls a day.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.model import RawPosting
from jobscout.sources.base import (
    Config,
    OneRequest,
    Page,
    Request,
    endpoint,
    part,
    text_setting,
    token,
)
from jobscout.sources.reading import Identity, each, envelope
from jobscout.sources.values import time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_EVERYTHING = "all"


class _Job(msgspec.Struct):
    id: Identity
    title: str
    url: str
    company_name: str | None = None
    category: str | None = None
    job_type: str | None = None
    candidate_required_location: str | None = None
    salary: str | None = None
    description: str | None = None
    publication_date: Any = None


class _Feed(msgspec.Struct):
    jobs: list[msgspec.Raw]
    job_count: int | None = msgspec.field(default=None, name="job-count")
    total_job_count: int | None = msgspec.field(default=None, name="total-job-count")


_FEED = msgspec.json.Decoder(_Feed)
_JOB = msgspec.json.Decoder(_Job)


class Remotive(OneRequest):
    kind = "remotive"
    attribution = "Remotive"
    min_interval = timedelta(hours=6)

    def board(self, config: Config) -> str:
        return text_setting(config, "category", default=_EVERYTHING)

    def page_url(self, config: Config) -> str:
        category = self.board(config)
        path = "" if category == _EVERYTHING else f"/{part(category)}"
        return f"https://remotive.com/remote-jobs{path}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        if address.hostname not in {"remotive.com", "www.remotive.com"}:
            return None
        parts = address.path.strip("/").split("/")
        category = token(parts[1]) if parts[0] == "remote-jobs" and len(parts) > 1 else None
        return {"category": category} if category else {}

    def employer(self, config: Config) -> str | None:  # noqa: ARG002  (every company's jobs)
        return ""

    def first_request(self, config: Config) -> Request:
        category = self.board(config)
        query = "" if category == _EVERYTHING else f"?category={part(category)}"
        return Request(url=endpoint("https://remotive.com", f"/api/remote-jobs{query}", config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        feed = envelope(self.kind, body, _FEED)
        read = each(self.kind, feed.jobs, _JOB, _to_raw)
        count = len(feed.jobs)
        whole = feed.job_count in {None, count} and (feed.total_job_count or 0) <= count
        return Page(**read._asdict(), whole=whole)


def _to_raw(job: _Job) -> RawPosting:
    return RawPosting(
        external_id=str(job.id),
        title=job.title,
        url=job.url,
        apply_url=job.url,
        company=job.company_name,
        locations=(job.candidate_required_location or "",),
        workplace="remote",
        department=job.category,
        employment_type=job.job_type,
        salary_text=job.salary,
        description_html=job.description,
        posted_at=time(job.publication_date),
    )
