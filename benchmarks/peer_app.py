"""The usual stack for the same list: FastAPI, SQLAlchemy's asynchronous ORM, Pydantic, uvicorn.

Configured as its own documentation advises: a pool larger than the concurrency, relations
loaded eagerly, full-text columns left in the database, uvloop and httptools, no access log.
It does nothing that was not asked: no limits, no ETag, no request log, no metrics.
"""

import base64
import json
import os
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Depends, FastAPI, Query
from pydantic import BaseModel
from sqlalchemy import func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import joinedload, selectinload

from benchmarks.peer_models import Company, Job

engine = create_async_engine(
    os.environ["BENCH_DATABASE_URL"].replace("postgresql://", "postgresql+asyncpg://"),
    pool_size=30,
    max_overflow=0,
    connect_args={"server_settings": {"jit": "off", "TimeZone": "UTC"}},
)
sessions = async_sessionmaker(engine, expire_on_commit=False)
app = FastAPI()


class CompanyOut(BaseModel):
    slug: str
    name: str
    logo_url: str | None


class SalaryOut(BaseModel):
    min: float | None
    max: float | None
    currency: str
    period: str
    annual_usd_min: int | None
    annual_usd_max: int | None


class JobOut(BaseModel):
    id: str
    title: str
    company: CompanyOut
    locations: list[dict[str, Any]]
    workplace: str
    seniority: str | None
    employment_type: str | None
    salary: SalaryOut | None
    skills: list[str]
    posted_at: datetime
    first_seen_at: datetime
    closed_at: datetime | None
    postings: int


class PageOut(BaseModel):
    items: list[JobOut]
    next_cursor: str | None


async def session() -> AsyncIterator[AsyncSession]:
    async with sessions() as opened:
        yield opened


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/jobs")
async def list_jobs(  # noqa: PLR0917  (FastAPI passes by name)
    db: Annotated[AsyncSession, Depends(session)],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: str | None = None,
    q: Annotated[str | None, Query(max_length=500)] = None,
    company: str | None = None,
    workplace: Literal["remote", "hybrid", "onsite", "unknown"] | None = None,
) -> PageOut:
    wanted = select(Job).where(Job.closed_at.is_(None))
    if q is not None:
        wanted = wanted.where(Job.words.op("@@")(func.websearch_to_tsquery("simple", q)))
    if company is not None:
        wanted = wanted.where(
            Job.company_id == select(Company.id).where(Company.slug == company).scalar_subquery()
        )
    if workplace is not None:
        wanted = wanted.where(Job.workplace == workplace)
    if cursor is not None:
        _, (posted_at, last) = json.loads(base64.urlsafe_b64decode(cursor + "=" * 3))
        after = (datetime.fromisoformat(posted_at), int(last))
        wanted = wanted.where(tuple_(Job.posted_at, Job.id) < tuple_(*after))
    wanted = (
        wanted.order_by(Job.posted_at.desc(), Job.id.desc())
        .limit(limit + 1)
        .options(joinedload(Job.company, innerjoin=True), selectinload(Job.skills))
    )
    rows = (await db.scalars(wanted)).all()
    shown = rows[:limit]
    return PageOut(
        items=[_out(job) for job in shown],
        next_cursor=_cursor(shown[-1]) if len(rows) > limit else None,
    )


def _out(job: Job) -> JobOut:
    salary = job.salary_currency and SalaryOut(
        min=job.salary_min,
        max=job.salary_max,
        currency=job.salary_currency,
        period=job.salary_period or "",
        annual_usd_min=job.annual_usd_min,
        annual_usd_max=job.annual_usd_max,
    )
    return JobOut(
        id=str(job.id),
        title=job.title,
        company=CompanyOut(
            slug=job.company.slug, name=job.company.name, logo_url=job.company.logo_url
        ),
        locations=job.locations,
        workplace=job.workplace,
        seniority=job.seniority,
        employment_type=job.employment_type,
        salary=salary or None,
        skills=[skill.name for skill in job.skills],
        posted_at=job.posted_at,
        first_seen_at=job.first_seen_at,
        closed_at=job.closed_at,
        postings=job.postings,
    )


def _cursor(job: Job) -> str:
    keys = ("newest", (job.posted_at.isoformat(), job.id))
    return base64.urlsafe_b64encode(json.dumps(keys).encode()).rstrip(b"=").decode()
