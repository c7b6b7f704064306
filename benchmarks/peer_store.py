"""Storing a reading with SQLAlchemy's ORM, as most applications of this kind do.

The same rows as ``jobscout.sql.postings`` writes for a board whose postings all stand alone.
Left out, in the ORM's favour: looking for the same opening on other boards, what is missing,
the scrape's outcome and the source's cursor.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import select

from benchmarks.peer_models import Job, Posting
from jobscout.rules import words
from jobscout.rules.locations import place_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from jobscout import model

CHUNK = 1_000


async def row_by_row(db: AsyncSession, board: Board, postings: Sequence[model.Posting]) -> None:
    """Select, then add or update, for each posting; one commit."""
    for posting in postings:
        found = await db.scalar(
            select(Posting).where(
                Posting.source_id == board.source_id, Posting.external_id == posting.external_id
            )
        )
        job = None
        if found and found.content_hash != posting.content_hash:
            job = await db.get_one(Job, found.job_id)
        _store(db, board, posting, found, job)
    await db.commit()


async def prefetched(db: AsyncSession, board: Board, postings: Sequence[model.Posting]) -> None:
    """What is there is read by the thousand, and written by the thousand; one commit."""
    for start in range(0, len(postings), CHUNK):
        chunk = postings[start : start + CHUNK]
        rows = await db.scalars(
            select(Posting).where(
                Posting.source_id == board.source_id,
                Posting.external_id.in_([one.external_id for one in chunk]),
            )
        )
        known = {row.external_id: row for row in rows}
        differing = [
            row.job_id
            for one in chunk
            if (row := known.get(one.external_id)) and row.content_hash != one.content_hash
        ]
        jobs: dict[int, Job] = {}
        if differing:
            found = await db.scalars(select(Job).where(Job.id.in_(differing)))
            jobs = {job.id: job for job in found}
        for posting in chunk:
            row = known.get(posting.external_id)
            _store(db, board, posting, row, jobs.get(row.job_id) if row else None)
        await db.flush()
    await db.commit()


class Board(msgspec.Struct, frozen=True):
    source_id: int
    company_id: int


def _store(
    db: AsyncSession,
    board: Board,
    posting: model.Posting,
    row: Posting | None,
    job: Job | None,
) -> None:
    """*job* is that of a *row* which differs."""
    if row is not None and job is None:
        return
    columns = _posting_columns(posting)
    if row is None:
        job = Job(company_id=board.company_id)
        row = Posting(
            source_id=board.source_id,
            company_id=board.company_id,
            external_id=posting.external_id,
            job=job,
        )
        job.posted_at = posting.posted_at or datetime.now(UTC)
        job.lead = row
        db.add_all((job, row))
    for name, value in (columns | _text(posting)).items():
        setattr(row, name, value)
    for name, value in (columns | _found_by(posting)).items():
        setattr(job, name, value)


def _posting_columns(posting: model.Posting) -> dict[str, Any]:
    """The columns of posting and job."""
    salary = posting.salary
    return {
        "title": posting.title,
        "locations": msgspec.to_builtins(posting.locations),
        "workplace": posting.workplace,
        "seniority": posting.seniority,
        "employment_type": posting.employment_type,
        "salary_min": salary and salary.min,
        "salary_max": salary and salary.max,
        "salary_currency": salary and salary.currency,
        "salary_period": salary and salary.period,
        "annual_usd_min": posting.annual_usd_min,
        "annual_usd_max": posting.annual_usd_max,
    }


def _text(posting: model.Posting) -> dict[str, Any]:
    """The columns of the posting alone."""
    names = (
        *("requisition_id", "url", "apply_url", "department", "description_html"),
        *("description_text", "language", "posted_at", "updated_at", "expires_at"),
        *("content_hash", "fingerprint"),
    )
    return {name: getattr(posting, name) for name in names} | {
        "place_text": words.searchable(place_names.words(posting.locations))
    }


def _found_by(posting: model.Posting) -> dict[str, Any]:
    """The columns of the job alone: what it is found by."""
    return {
        "countries": sorted(
            {location.country for location in posting.locations if location.country}.union(
                posting.remote_countries
            ).union(("*",) if posting.remote_anywhere else ())
        ),
        "place_words": words.searchable(place_names.words(posting.locations)),
        "words": f"{posting.title_words}\n{posting.words}",
    }
