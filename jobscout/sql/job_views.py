"""What people see of a job, and how rows become that."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import msgspec

from jobscout.model import EmploymentType, Pay, PayPeriod, Place, Seniority, Workplace

if TYPE_CHECKING:
    import asyncpg


class JobCompany(msgspec.Struct, frozen=True, kw_only=True):
    slug: str
    name: str
    logo_url: str | None


class Salary(msgspec.Struct, frozen=True, kw_only=True):
    """Stated pay, and the same in US dollars a year for comparing."""

    min: float | None
    max: float | None
    currency: str
    period: PayPeriod
    annual_usd_min: int | None
    annual_usd_max: int | None


class JobFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown of a job wherever it is shown."""

    id: str
    title: str
    company: JobCompany
    locations: list[Place]
    workplace: Workplace
    seniority: Seniority | None
    employment_type: EmploymentType | None
    salary: Salary | None
    skills: list[str]
    posted_at: datetime
    first_seen_at: datetime
    closed_at: datetime | None


class JobSummary(JobFacts, frozen=True, kw_only=True):
    """What a list shows of a job. *postings*: how many boards' advertisements it joins."""

    postings: int


class JobPosting(msgspec.Struct, frozen=True, kw_only=True):
    """One advertisement of a job on one board."""

    id: str
    source_id: str
    source_name: str
    url: str
    posted_at: datetime | None
    last_seen_at: datetime
    closed_at: datetime | None


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a job was found right for a search."""

    kind: str
    text: str
    weight: float


class JobMatch(msgspec.Struct, frozen=True, kw_only=True):
    score: float
    reasons: list[Reason]


class Job(JobFacts, frozen=True, kw_only=True):
    """What a job's own page shows. *reposted*: times it was seen again under a new id."""

    description_html: str | None
    description_text: str
    apply_url: str | None
    postings: list[JobPosting]
    reposted: int
    match: JobMatch | None


def as_stored(text: str) -> Any:
    """JSON of our own from the database, passed on as it is instead of read and written."""
    return msgspec.Raw(text.encode())


def places(job: JobFacts) -> list[Place]:
    """The locations of a job that was read with ``summary``, which passes their JSON on."""
    return msgspec.json.decode(cast("msgspec.Raw", job.locations), type=list[Place])


def stated_pay(row: asyncpg.Record) -> Pay | None:
    """The pay of a row of jobs, as the board states it; None where it states none."""
    if row["salary_currency"] is None or row["salary_period"] is None:
        return None
    return Pay(
        min=row["salary_min"],
        max=row["salary_max"],
        currency=row["salary_currency"],
        period=row["salary_period"],
    )


def summary(row: asyncpg.Record) -> JobSummary:
    currency = row["salary_currency"]
    return JobSummary(
        id=str(row["id"]),
        title=row["title"],
        company=JobCompany(slug=row["slug"], name=row["company_name"], logo_url=row["logo_url"]),
        locations=as_stored(row["locations"]),
        workplace=row["workplace"],
        seniority=row["seniority"],
        employment_type=row["employment_type"],
        salary=None if currency is None else _salary(row, currency),
        skills=row["skills"],
        posted_at=row["posted_at"],
        first_seen_at=row["first_seen_at"],
        closed_at=row["closed_at"],
        postings=row["postings"],
    )


def _salary(row: asyncpg.Record, currency: str) -> Salary:
    return Salary(
        min=row["salary_min"],
        max=row["salary_max"],
        currency=currency,
        period=row["salary_period"],
        annual_usd_min=row["annual_usd_min"],
        annual_usd_max=row["annual_usd_max"],
    )


def job(known: JobSummary, row: asyncpg.Record) -> Job:
    """A job's page, of its summary and a row of ``detail``."""
    score, reasons = row["score"], row["reasons"]
    facts = {name: getattr(known, name) for name in JobFacts.__struct_fields__}
    return Job(
        **facts,
        description_html=row["description_html"],
        description_text=row["description_text"] or "",
        apply_url=row["apply_url"],
        postings=[
            JobPosting(
                id=str(posting_id),
                source_id=str(source_id),
                source_name=name,
                url=url,
                posted_at=posted_at,
                last_seen_at=last_seen_at,
                closed_at=closed_at,
            )
            for posting_id, source_id, name, url, posted_at, last_seen_at, closed_at in row[
                "postings"
            ]
        ],
        reposted=row["reposted"],
        match=None if score is None else JobMatch(score=score, reasons=as_stored(reasons)),
    )
