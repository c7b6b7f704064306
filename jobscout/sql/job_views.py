"""What people see of a job, and how rows become that."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

import msgspec

from jobscout.model import FieldEvidence, JobAttributes, Location, SafetyFact, SalaryPeriod
from jobscout.rules.closings import ClosedReason, rule
from jobscout.rules.job_history import JobEventKind
from jobscout.sql.rows import as_stored, struct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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

    *remote_countries*: the ISO codes of the countries that a remote job is open to, those of all
    its postings; none are known where it is empty. *remote_anywhere*: it is open to all.
    It and those made of it are not ``kw_only``, so that the attributes come after their fields.
    """

    id: str
    title: str
    company: JobCompany
    locations: list[Location]
    remote_countries: list[str]
    remote_anywhere: bool
    salary: JobSalary | None
    skills: list[str]
    posted_at: datetime
    first_seen_at: datetime
    closed_at: datetime | None


class JobSummary(JobFacts, frozen=True):
    """What a list shows of a job.

    *postings*: how many boards' advertisements it joins. *possible_duplicates*: how many other
    jobs may be the same opening.
    """

    postings: int
    possible_duplicates: int


class PossibleDuplicate(JobSummary, frozen=True):
    """Another job that may be the same opening.

    *source_names*: the boards that list it, at most ten.
    """

    source_names: list[str]


class ProvingReading(msgspec.Struct, frozen=True, kw_only=True):
    scrape_id: str
    finished_at: datetime


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """Why something closed: by which *rule*, as a sentence, and which readings prove it.

    The scrape log keeps *readings* for some months; their ids stay.
    """

    reason: ClosedReason
    rule: str
    scrape_ids: list[str]
    readings: list[ProvingReading]


class JobPosting(msgspec.Struct, frozen=True, kw_only=True):
    """One advertisement of a job on one board. *valid_through* is the end that the board states.

    *attribution*: the board's terms ask that it is named so, with a link to *url*.
    """

    id: str
    source_id: str
    source_name: str
    url: str
    posted_at: datetime | None
    last_seen_at: datetime
    valid_through: datetime | None
    closed_at: datetime | None
    closed_reason: ClosedReason | None
    closing: Closing | None
    attribution: str | None


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a job was found right for a search."""

    kind: str
    text: str
    weight: float


class JobMatch(msgspec.Struct, frozen=True, kw_only=True):
    score: float
    reasons: list[Reason]


class JobEvent(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """What changed on a job, with the text *from* before and *to* after, where there is one.

    *other_job_id* is of ``merged`` and ``split`` the other job, whose title is the text. Of other
    kinds it is the job to which the change happened, if that was later merged into this one.
    """

    kind: JobEventKind
    at: datetime
    from_: str | None
    to: str | None
    other_job_id: str | None


class Job(JobFacts, frozen=True):
    """What a job's own page shows.

    *evidence*: the fields that were read from the text, each with the words that say so.
    *reposted*: times it was seen again under a new id. *valid_through*: the end of an open job, if
    all its open postings state one. *closing* is that of the posting that closed last. *history*:
    the newest 100 changes since it was new, newest first. *safety_facts*: what people should know
    before they apply, in the words of its postings; no verdict follows from them.
    *possible_duplicates*: the likeliest first; nothing follows from them.
    """

    description_html: str | None
    description_text: str
    apply_url: str | None
    evidence: list[FieldEvidence]
    postings: list[JobPosting]
    possible_duplicates: list[PossibleDuplicate]
    reposted: int
    valid_through: datetime | None
    closed_reason: ClosedReason | None
    closing: Closing | None
    history: list[JobEvent]
    safety_facts: list[SafetyFact]
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


def possible_duplicate(known: JobSummary, source_names: list[str]) -> PossibleDuplicate:
    facts = {name: getattr(known, name) for name in JobSummary.__struct_fields__}
    return PossibleDuplicate(**facts, source_names=source_names)


def job(
    known: JobSummary,
    row: asyncpg.Record,
    alike: list[PossibleDuplicate],
    safety_facts: list[SafetyFact],
) -> Job:
    """A job's page, of its summary, a row of ``detail``, and what was found beside them."""
    score, reasons = row["score"], row["reasons"]
    facts = {name: getattr(known, name) for name in JobFacts.__struct_fields__}
    times = dict(row["readings"])
    postings = [_posting(posting, times) for posting in row["postings"]]
    return Job(
        **facts,
        description_html=row["description_html"],
        description_text=row["description_text"] or "",
        apply_url=row["apply_url"],
        evidence=as_stored(row["field_evidence"] or "[]"),
        postings=postings,
        possible_duplicates=alike,
        reposted=row["reposted"],
        valid_through=_valid_through(postings),
        closed_reason=row["closed_reason"],
        closing=_closing(row["closed_reason"], row["evidence"], times),
        history=[
            JobEvent(**dict(zip(JobEvent.__struct_fields__, event, strict=True)))
            for event in row["history"]
        ],
        safety_facts=safety_facts,
        match=None if score is None else JobMatch(score=score, reasons=as_stored(reasons)),
    )


def _posting(row: asyncpg.Record, times: Mapping[int, datetime]) -> JobPosting:
    *shown, reason, evidence, attribution = row
    names = JobPosting.__struct_fields__
    return JobPosting(
        **dict(zip(names, shown, strict=False)),
        closed_reason=reason,
        closing=_closing(reason, evidence, times),
        attribution=attribution,
    )


def _closing(
    reason: ClosedReason | None, evidence: Sequence[int], times: Mapping[int, datetime]
) -> Closing | None:
    """None for what is open, and for what closed before reasons were kept.

    Args:
        times: when the scrapes ended that are still in the log.
    """
    if reason is None:
        return None
    return Closing(
        reason=reason,
        rule=rule(reason, len(evidence)),
        scrape_ids=[str(one) for one in evidence],
        readings=[
            ProvingReading(scrape_id=str(one), finished_at=times[one])
            for one in evidence
            if one in times
        ],
    )


def _valid_through(postings: Sequence[JobPosting]) -> datetime | None:
    stated = [posting.valid_through for posting in postings if posting.closed_at is None]
    dates = [one for one in stated if one is not None]
    return max(dates) if dates and len(dates) == len(stated) else None
