"""What the doctor wants to know of a PostgreSQL; nothing is changed there."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final, NamedTuple

import asyncpg

from jobscout.errors import Outage
from jobscout.sql import database, migrations
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from datetime import datetime

Q: Final = load("inspection")
EXTENSIONS: Final = ("btree_gin", "pg_trgm", "unaccent")


class Facts(NamedTuple):
    """Of a server and of our database there.

    Attributes:
        connections: that ordinary accounts may open; *connected* are those of others now.
        missing: extensions that the server has not got at all.
        pending: migrations that the database lacks, oldest first.
        skills: rows of the taxonomy.
        paused: sources that are not read.
        uncanonical: accounts whose address gets no mail, or is another one's spelt otherwise.
    """

    version: str
    major: int
    encoding: str
    connections: int
    connected: int
    is_read_only: bool
    may_create: bool
    missing: list[str]
    uncreated: list[str]
    pending: list[str]
    unknown: list[str]
    skills: int
    paused: int
    uncanonical: int
    clock: datetime


async def inspect(url: str) -> Facts:
    """Raises Outage: nobody answers, or lets us in; in words that hold no password."""
    try:
        async with contextlib.AsyncExitStack() as stack:
            db = await stack.enter_async_context(database.connect(url, min_size=1, max_size=1))
            facts = await db.one(Q.facts, wanted=list(EXTENSIONS))
            known = await db.all(Q.applied) if facts["has_schema"] else []
            applied = {row["migration_id"] for row in known}
            of_ours = migrations.known()
            pending = [one for one in of_ours if one not in applied]
            skills = await db.value(Q.skills) if facts["has_skills"] else 0
            paused = 0 if pending else await db.value(Q.paused)
            uncanonical = 0 if pending else await db.value(Q.uncanonical)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as error:
        raise Outage(str(error) or type(error).__name__) from error
    return Facts(
        version=facts["version"].partition(" ")[0],
        major=facts["major"],
        encoding=facts["encoding"],
        connections=facts["connections"],
        connected=facts["connected"],
        is_read_only=facts["is_read_only"],
        may_create=facts["may_create"] and (facts["may_extend"] or not _lacking(facts["created"])),
        missing=sorted(set(EXTENSIONS) - set(facts["available"])),
        uncreated=_lacking(facts["created"]),
        pending=pending,
        unknown=sorted(applied.difference(of_ours)),
        skills=skills,
        paused=paused,
        uncanonical=uncanonical,
        clock=facts["clock"],
    )


def _lacking(created: list[str]) -> list[str]:
    return sorted(set(EXTENSIONS) - set(created))
