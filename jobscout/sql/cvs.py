"""CVs: a person's files, and what was read in them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from jobscout.errors import NotFound, Outage
from jobscout.model import CVStatus, Evidence, Findings, FoundSkill, SpokenLanguage
from jobscout.sql.lease_statements import Work
from jobscout.sql.leases import Leases, LeaseStore
from jobscout.sql.queries import load
from jobscout.sql.rows import struct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import asyncpg

Q = load("cvs")

# An upload that is stored so late may not become a CV any more, well before the first moment
# at which its file may be removed.
STORED_WITHIN: Final = timedelta(minutes=30)
LOST_AFTER: Final = timedelta(hours=1)

MAX_ATTEMPTS: Final = 3  # of a file over which our reader broke

LEASES = Leases(
    Work(
        kind="cv",
        table="cvs",
        is_open="status IN ('pending', 'processing')",
        held_as="status = 'processing'",
        on_claim="status = 'processing'",
        on_complete="status = 'ready', error = NULL, pages = :pages,"
        " findings = :findings::text::jsonb, processed_at = now()",
        on_discard="status = 'failed', processed_at = now()",
        on_wait="status = 'pending'",
        error="error",
        tells_retries=False,  # its person reads it
        attempts_max=MAX_ATTEMPTS,
        event_user="user_id",
        claimed=Q.claimed,
    )
)


class CVSkill(msgspec.Struct, frozen=True, kw_only=True):
    """A skill that a CV names, how sure that is, and where it does."""

    name: str
    category: str
    confidence: float
    evidence: list[Evidence]


class CV(msgspec.Struct, frozen=True, kw_only=True):
    """An uploaded file and, once it is ready, what it says.

    *error* begins with a word for programs and goes on with a sentence for people.
    *maybe_skills* are topics and doubtful names that the person may accept.
    """

    id: str
    filename: str
    size: int
    sha256: str
    status: CVStatus
    error: str | None
    pages: int | None
    skills: list[CVSkill] | None
    maybe_skills: list[CVSkill] | None
    years_of_experience: float | None
    languages: list[SpokenLanguage] | None
    sections: dict[str, str] | None
    uploaded_at: datetime
    processed_at: datetime | None


class File(NamedTuple):
    """Where a CV lies. *filename* is the person's own name for it, fit for a header."""

    user_id: int
    filename: str
    size: int
    storage_key: str


class ClaimedCV(NamedTuple):
    """A CV that is ours to read. *age*: how long its person has waited."""

    id: int
    user_id: int
    storage_key: str
    attempts: int
    age: timedelta


class CVs(LeaseStore[int, ClaimedCV]):
    leases = LEASES
    claimed_type = ClaimedCV

    async def same(self, user_id: int, sha256: bytes) -> CV | None:
        """The person's CV of that content, which is their newest from now on."""
        cv_id = await self._db.value(Q.same, user_id=user_id, sha256=sha256)
        if cv_id is None:
            return None
        async with self._db.transaction() as t:
            await t.run(Q.lock_user, user_id=user_id)
            if await t.value(Q.bring_forward, cv_id=cv_id):
                await t.run(Q.apply, user_id=user_id)
        return await self.get(user_id, cv_id)

    async def begin(self, storage_key: str) -> None:
        """To be called before a file is stored: whatever happens then, it is not lost."""
        await self._db.run(Q.begin, storage_key=storage_key)

    async def lost(self) -> list[str]:
        """Keys of files whose upload broke off; there need not be one. Longest ago first."""
        rows = await self._db.all(Q.lost, older_than=LOST_AFTER)
        return [row["storage_key"] for row in rows]

    async def forget(self, storage_key: str) -> None:
        """A lost file has been removed."""
        await self._db.run(Q.forget, storage_key=storage_key)

    async def add(self, user_id: int, file: File, sha256: bytes) -> CV | None:
        """The new CV, due to be read; None when the same file came meanwhile.

        Raises:
            Outage: the upload was begun longer than ``STORED_WITHIN`` ago.
        """
        async with self._db.transaction() as t:
            cv_id = await t.value(
                Q.add,
                user_id=user_id,
                filename=file.filename,
                size=file.size,
                sha256=sha256,
                storage_key=file.storage_key,
            )
            if cv_id is None:
                return None
            if not await t.value(Q.end, storage_key=file.storage_key, within=STORED_WITHIN):
                raise Outage("the file was too long on its way to the storage")
            await t.run(Q.notify)
        return await self.get(user_id, cv_id)

    async def get(self, user_id: int, cv_id: int | None = None) -> CV:
        """One CV, the newest unless *cv_id* says which. Raises NotFound: of this person, none."""
        row = await self._db.maybe(Q.get, user_id=user_id, cv_id=cv_id)
        if row is None:
            raise NotFound("the CV does not exist")
        findings = msgspec.json.decode(row["findings"], type=Findings) if row["findings"] else None
        named: dict[str, asyncpg.Record] = {}
        if findings:
            slugs = [found.skill for found in (*findings.skills, *findings.maybe_skills)]
            rows = await self._db.all(Q.names, slugs=slugs)
            named = {found["slug"]: found for found in rows}
        return _cv(row, findings, named)

    async def file(self, cv_id: int, user_id: int | None = None) -> File:
        """Where a CV lies. Raises NotFound: it is gone, or not that of *user_id*."""
        row = await self._db.maybe(Q.file, cv_id=cv_id)
        if row is None or user_id not in {None, row["user_id"]}:
            raise NotFound("the CV does not exist")
        return File(**row)

    async def delete(self, user_id: int, cv_id: int) -> None:
        """With what was read in it; an older CV, if there is one, speaks for the person again."""
        async with self._db.transaction() as t:
            await t.run(Q.lock_user, user_id=user_id)
            await t.run(Q.delete, user_id=user_id, cv_id=cv_id)
            await t.run(Q.apply, user_id=user_id)

    async def complete(self, claimed: ClaimedCV, findings: Findings) -> None:
        """Store what a CV says, and what its person knows by it."""
        async with self._db.transaction() as t:
            await t.run(Q.lock_user, user_id=claimed.user_id)
            kept = await LEASES.complete(
                t,
                claimed.id,
                pages=findings.pages,
                findings=msgspec.json.encode(findings).decode(),
            )
            if kept is not None:
                await t.run(Q.apply, user_id=claimed.user_id)

    async def discard(self, cv_id: int, error: str) -> None:
        await LEASES.discard(self._db, cv_id, error)


def _cv(row: asyncpg.Record, findings: Findings | None, named: Mapping[str, asyncpg.Record]) -> CV:
    return struct(
        CV,
        row,
        id=str(row["id"]),
        sha256=row["sha256"].hex(),
        skills=_skills(findings.skills, named) if findings else None,
        maybe_skills=_skills(findings.maybe_skills, named) if findings else None,
        years_of_experience=findings.years_of_experience if findings else None,
        languages=list(findings.languages) if findings else None,
        sections=findings.sections if findings else None,
    )


def _skills(found: Sequence[FoundSkill], named: Mapping[str, asyncpg.Record]) -> list[CVSkill]:
    return [
        CVSkill(
            name=named[each.skill]["name"],
            category=named[each.skill]["category"],
            confidence=each.confidence,
            evidence=list(each.evidence),
        )
        for each in found
        if each.skill in named
    ]
