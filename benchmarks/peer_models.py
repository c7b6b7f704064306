"""Our tables as SQLAlchemy maps them: what the usual stack would have in its ``models.py``."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Table, Text, func, literal_column
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TIMESTAMP, UserDefinedType


class Base(DeclarativeBase):
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy's own way to say it)
        datetime: TIMESTAMP(timezone=True),
        int: BigInteger,
        str: Text,
        list[str]: ARRAY(Text),
        list[dict[str, Any]]: JSONB,
    }


# SQLAlchemy writes a parameter of a bulk insert once, and this needs it twice.
WORDS_FUNCTION = """
CREATE FUNCTION bench_words(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE RETURN
    setweight(to_tsvector('simple', split_part(said, chr(10), 1)), 'A')
    || to_tsvector('simple', split_part(said, chr(10), 2))
"""


class Words(UserDefinedType[str]):
    """Text that PostgreSQL makes into a tsvector; before a newline it counts as title."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "TSVECTOR"

    def bind_expression(self, bindvalue: Any) -> Any:
        return func.bench_words(bindvalue)


class PlaceWords(Words):
    """The same without a title."""

    cache_ok = True

    def bind_expression(self, bindvalue: Any) -> Any:
        return func.to_tsvector(literal_column("'simple'"), bindvalue)


job_skills = Table(
    "job_skills",
    Base.metadata,
    Column("job_id", ForeignKey("jobs.id"), primary_key=True),
    Column("skill_id", ForeignKey("skills.id"), primary_key=True),
)


class Company(Base):
    __tablename__ = "companies"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str]
    name: Mapped[str]
    logo_url: Mapped[str | None]


class Skill(Base):
    __tablename__ = "skills"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class PostingColumns:
    """The columns that a job takes from its posting."""

    title: Mapped[str]
    locations: Mapped[list[dict[str, Any]]]
    workplace: Mapped[str]
    seniority: Mapped[str | None]
    employment_type: Mapped[str | None]
    salary_min: Mapped[float | None]
    salary_max: Mapped[float | None]
    salary_currency: Mapped[str | None]
    salary_period: Mapped[str | None]
    annual_usd_min: Mapped[int | None]
    annual_usd_max: Mapped[int | None]


class Job(PostingColumns, Base):
    __tablename__ = "jobs"

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"))
    lead_posting_id: Mapped[int | None] = mapped_column(ForeignKey("postings.id"))
    countries: Mapped[list[str]]
    # what only PostgreSQL reads is not loaded
    place_words: Mapped[str] = mapped_column(PlaceWords, deferred=True, deferred_raiseload=True)
    words: Mapped[str] = mapped_column(Words, deferred=True, deferred_raiseload=True)
    posted_at: Mapped[datetime]
    first_seen_at: Mapped[datetime] = mapped_column(server_default=func.now())
    closed_at: Mapped[datetime | None]
    postings: Mapped[int] = mapped_column(server_default="1")
    company: Mapped[Company] = relationship()
    skills: Mapped[list[Skill]] = relationship(secondary=job_skills, order_by=Skill.name)
    lead: Mapped["Posting | None"] = relationship(foreign_keys=lead_posting_id, post_update=True)


class Posting(PostingColumns, Base):
    __tablename__ = "postings"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int]
    external_id: Mapped[str]
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"))
    company_id: Mapped[int]
    requisition_id: Mapped[str | None]
    url: Mapped[str]
    apply_url: Mapped[str | None]
    department: Mapped[str | None]
    description_html: Mapped[str | None]
    description_text: Mapped[str]
    language: Mapped[str | None]
    posted_at: Mapped[datetime | None]
    updated_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    place_text: Mapped[str]
    content_hash: Mapped[bytes]
    fingerprint: Mapped[bytes]
    job: Mapped[Job] = relationship(foreign_keys=job_id)


REFRESH_TOKENS = """
CREATE TABLE bench_refresh_tokens (
    jti text PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    expires_at timestamptz NOT NULL
)
"""


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    password_hash: Mapped[str]
    full_name: Mapped[str | None]
    timezone: Mapped[str]
    locale: Mapped[str]
    is_admin: Mapped[bool]
    email_verified_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class RefreshToken(Base):
    __tablename__ = "bench_refresh_tokens"

    jti: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    expires_at: Mapped[datetime]
    user: Mapped[User] = relationship()
