"""What people see of a job, and how rows become that."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

import msgspec

from jobscout.model import JobAttributes, Location, SalaryPeriod
from jobscout.sql.rows import as_stored, struct

if TYPE_CHECKING:
    import asyncpg


class JobCompany(msgspec.Struct, frozen=True, kw_only=True):
    slug: str
    name: str
    logo_url: str | None


class JobSalary(msgspec.Struct, frozen=True, kw_only=True):
    """Stated salary, and the same in US dollars a year for comparing."""

    min: float | None
    max: float | None
    currency: str
    period: SalaryPeriod
    annual_usd_min: int | None
    annual_usd_max: int | None


class JobFacts(JobAttributes, frozen=True):
    """What is shown of a job wherever it is shown.

    It and those made of it are not ``kw_only``, so that the attributes come after their fields.
    """

    id: str
    title: str
    company: JobCompany
    locations: list[Location]
    salary: JobSalary | None
    skills: list[str]
    posted_at: datetime
    first_seen_at: datetime
    closed_at: datetime | None


class JobSummary(JobFacts, frozen=True):
    """What a list shows of a job. *postings*: how many boards' advertisements it joins."""

    postings: int


class JobPosting(msgspec.Struct, frozen=True, kw_only=True):
    """One advertisement of a job on one board.

    *attribution*: the board's terms ask that it is named so, with a link to *url*.
    """

    id: str
    source_id: str
    source_name: str
    url: str
    posted_at: datetime | None
    last_seen_at: datetime
    closed_at: datetime | None
    attribution: str | None


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a job was found right for a search."""

    kind: str
    text: str
    weight: float


class JobMatch(msgspec.Struct, frozen=True, kw_only=True):
    score: float
    reasons: list[Reason]


class Job(JobFacts, frozen=True):
    """What a job's own page shows. *reposted*: times it was seen again under a new id."""

    description_html: str | None
    description_text: str
    apply_url: str | None
    postings: list[JobPosting]
    reposted: int
    match: JobMatch | None


def locations(job: JobFacts) -> list[Location]:
    """The locations of a job that was read with ``summary``, which passes their JSON on."""
    return msgspec.json.decode(cast("msgspec.Raw", job.locations), type=list[Location])


def summary(row: asyncpg.Record) -> JobSummary:
    return struct(
        JobSummary,
        row,
        id=str(row["id"]),
        company=JobCompany(slug=row["slug"], name=row["company_name"], logo_url=row["logo_url"]),
        locations=as_stored(row["locations"]),
        salary=None if row["salary_currency"] is None else _salary(row),
    )


def _salary(row: asyncpg.Record) -> JobSalary:
    return JobSalary(
        min=row["salary_min"],
        max=row["salary_max"],
        currency=row["salary_currency"],
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
            JobPosting(**dict(zip(JobPosting.__struct_fields__, posting, strict=True)))
            for posting in row["postings"]
        ],
        reposted=row["reposted"],
        match=None if score is None else JobMatch(score=score, reasons=as_stored(reasons)),
    )
