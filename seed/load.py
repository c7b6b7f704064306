"""Gives a fresh database companies, sources, sample postings and the demo sign-ins."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import msgspec

from jobscout.errors import SettingError
from jobscout.model import ApplicationStatus, DueSource, ScrapeResult, ScrapeStats
from jobscout.rules.passwords import hash_password
from jobscout.rules.skills.rows import taxonomy_of
from jobscout.sources import board_address, pages
from jobscout.sql.postings import Postings
from jobscout.sql.scrapes import Scrapes
from jobscout.sql.seeds import NewCompany, NewSearch, NewSource, Seeds
from jobscout.sql.skills import Skills
from seed.samples import sample_postings
from seed.skills import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.sql.database import Database

log = logging.getLogger(__name__)

FOLDER = Path(__file__).parent


class User(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    email: str
    password: str
    full_name: str
    timezone: str
    is_admin: bool
    email_verified: bool
    searches: list[NewSearch]


def users() -> list[User]:
    """The demo sign-ins, with the passwords that everybody knows."""
    return msgspec.json.decode((FOLDER / "users.json").read_bytes(), type=list[User])


async def load_taxonomy(db: Database, more: Path | None) -> None:
    """The skills, with an operator's file over them. Safe to run at every start.

    Raises:
        SettingError: that file is not there, or not in the shape of ``skills.tsv``.
    """
    own = await asyncio.to_thread(rows.read)
    skills = Skills(db)
    try:
        extra = await asyncio.to_thread(rows.read, more) if more else []
        taxonomy = {row.slug: row for row in (*own, *extra)}
        changed = await skills.replace(list(taxonomy.values()))
    except OSError as error:
        raise SettingError("SKILLS_FILE", f"cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise SettingError("SKILLS_FILE", f"cannot be used: {error}") from None
    if changed:
        jobs = await skills.tag_open_jobs()
        log.info("taxonomy loaded", extra={"skills": len(taxonomy), "jobs_read_again": jobs})


async def load(db: Database) -> None:
    """The real companies and sources, the samples and the demo people. Safe to run twice."""
    companies = msgspec.json.decode((FOLDER / "companies.json").read_bytes(), type=list[NewCompany])
    sources = msgspec.json.decode((FOLDER / "sources.json").read_bytes(), type=list[NewSource])
    ids = await load_boards(db, companies, sources)
    await _load_samples(db, {company.slug: company.name for company in companies}, ids)
    await load_users(db, with_applications=True)


async def load_boards(
    db: Database, companies: Sequence[NewCompany], sources: Sequence[NewSource]
) -> dict[str, int]:
    """Company ids by slug."""
    seeds = Seeds(db)
    ids = await seeds.add_companies(companies)
    await seeds.add_sources(sources, ids, board_address)
    return ids


async def load_users(db: Database, *, with_applications: bool) -> None:
    for user in users():
        user_id = await Seeds(db).add_user(
            email=user.email,
            password_hash=await asyncio.to_thread(hash_password, user.password),
            full_name=user.full_name,
            timezone=user.timezone,
            is_admin=user.is_admin,
            email_verified=user.email_verified,
            searches=user.searches,
        )
        if user_id is not None and with_applications and not user.is_admin:
            await Seeds(db).add_applications(user_id, get_args(ApplicationStatus))


async def _load_samples(db: Database, names: dict[str, str], ids: dict[str, int]) -> None:
    """The samples go the way of every posting, as one reading of an inactive source each."""
    samples = sample_postings(datetime.now(UTC))
    shelves = await Seeds(db).add_shelves({slug: ids[slug] for slug in samples})
    scrapes, postings = Scrapes(db), Postings(db)
    taxonomy = await asyncio.to_thread(taxonomy_of, await Skills(db).packed())
    for slug, raw in samples.items():
        source_id = shelves.get(ids[slug])
        if source_id is None:
            continue  # they lie there already
        done, _ = pages.normalise(raw, names[slug], datetime.now(UTC), taxonomy)
        scrape_id, _ = await scrapes.trigger(source_id, "manual")
        shelf = DueSource(
            scrape_id=scrape_id,
            source_id=source_id,
            kind="sample",
            config={},
            company_id=ids[slug],
            company_name=names[slug],
            name="Sample postings",
            trigger="manual",
            etag=None,
            last_modified=None,
        )
        await postings.store(
            ScrapeResult(
                source=shelf,
                min_interval=timedelta(days=1),
                postings=tuple(done),
                stats=ScrapeStats(found=len(done)),
            )
        )
