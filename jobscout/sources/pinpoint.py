"""Pinpoint: career pages on a host of the employer's own, one answer with all postings and texts.

API: the JSON behind the vendor's own career pages, https://acme.pinpointhq.com/postings.json (no
key, no published limits or terms). Postings link to the employer's page. No date of publication is
stated, only a deadline. Pay is in the answer even if the employer does not show it; then it is not
read.
"""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import msgspec

from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.sources.base import (
    Config,
    OneRequest,
    Page,
    Request,
    endpoint,
)
from jobscout.sources.deadlines import deadline
from jobscout.sources.reading import Identity, each, envelope
from jobscout.sources.subdomains import OfSubdomain
from jobscout.sources.texts import plain, tidy
from jobscout.sources.values import read_salary

_PATH = re.compile(
    r"(?:/[a-z]{2}(?:-[A-Za-z]{2,4})?)?(?:/|/postings\.json|/(?:postings|jobs)(?:/.*)?)?"
)
_VENDORS = frozenset({"trends"})
_PERIODS: dict[str, SalaryPeriod] = {
    "hour": "hour", "hourly": "hour", "day": "day", "daily": "day", "week": "week",
    "weekly": "week", "month": "month", "monthly": "month", "year": "year", "yearly": "year",
    "annual": "year", "annually": "year",
}  # fmt: skip


class _Named(msgspec.Struct):
    name: str | None = None


class _Job(msgspec.Struct):
    requisition_id: str | None = None
    department: _Named | None = None


class _Place(msgspec.Struct):
    name: str | None = None
    city: str | None = None
    province: str | None = None


class _Posting(msgspec.Struct):
    id: Identity
    title: str
    url: str
    location: _Place | None = None
    workplace_type: str | None = None
    employment_type: str | None = None
    employment_type_text: str | None = None
    job: _Job | None = None
    deadline_at: Any = None
    compensation: str | None = None
    compensation_minimum: float | str | None = None
    compensation_maximum: float | str | None = None
    compensation_currency: str | None = None
    compensation_frequency: str | None = None
    compensation_visible: bool | None = None
    description: str | None = None
    key_responsibilities: str | None = None
    key_responsibilities_header: str | None = None
    skills_knowledge_expertise: str | None = None
    skills_knowledge_expertise_header: str | None = None
    benefits: str | None = None
    benefits_header: str | None = None


class _List(msgspec.Struct):
    data: list[msgspec.Raw]


_LIST = msgspec.json.Decoder(_List)
_POSTING = msgspec.json.Decoder(_Posting)


class Pinpoint(OfSubdomain, OneRequest):
    kind = "pinpoint"
    domain = "pinpointhq.com"
    own = _VENDORS
    paths = _PATH
    min_interval = timedelta(hours=1)

    def page_url(self, config: Config) -> str:
        return f"{self.root(config)}/"

    def first_request(self, config: Config) -> Request:
        root = self.root(config)
        return Request(url=endpoint(root, "/postings.json", config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        postings = envelope(self.kind, body, _LIST).data
        return Page(**each(self.kind, postings, _POSTING, _to_raw)._asdict())


def _to_raw(posting: _Posting) -> RawPosting:
    job, is_shown = posting.job or _Job(), posting.compensation_visible
    return RawPosting(
        external_id=str(posting.id),
        title=posting.title,
        url=posting.url,
        requisition_id=job.requisition_id,
        locations=_locations(posting.location),
        workplace=posting.workplace_type,
        department=job.department.name if job.department else None,
        employment_type=posting.employment_type or posting.employment_type_text,
        salary=_salary(posting) if is_shown else None,
        salary_text=posting.compensation if is_shown else None,
        description_html=_description(posting),
        expires_at=deadline(posting.deadline_at),
    )


def _locations(place: _Place | None) -> tuple[str, ...]:
    """The one place, by its name where it has no city: employers name offices and areas."""
    if place is None:
        return ()
    names = (tidy(place.city) or tidy(place.name), tidy(place.province))
    return (", ".join(dict.fromkeys(name for name in names if name)),)


def _salary(posting: _Posting) -> Salary | None:
    period = _PERIODS.get((posting.compensation_frequency or "").strip().lower())
    if period is None:
        return None
    return read_salary(
        posting.compensation_minimum,
        posting.compensation_maximum,
        posting.compensation_currency,
        period,
    )


def _description(posting: _Posting) -> str | None:
    """The parts that have a text, each under its header."""
    parts = (
        (None, posting.description),
        (posting.key_responsibilities_header, posting.key_responsibilities),
        (posting.skills_knowledge_expertise_header, posting.skills_knowledge_expertise),
        (posting.benefits_header, posting.benefits),
    )
    written: list[str] = []
    for header, text in parts:
        if tidy(text):
            named = html.escape(plain(tidy(header) or ""), quote=False)
            written += [f"<h3>{named}</h3>"] if named else []
            written.append(text or "")
    return "\n".join(written) or None
