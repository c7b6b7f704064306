"""Skills: the taxonomy in the database, and the skills that jobs ask for."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from jobscout.rules.skills import rows as skill_rows
from jobscout.rules.skills.text import folded
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import asyncpg

    from jobscout.rules.skills import Taxonomy
    from jobscout.rules.skills.skill import Skill
    from jobscout.sql.database import Database

Q = load("skills")
JOBS_A_BATCH = 500


class Named(NamedTuple):
    """A skill of the taxonomy; *name* in its proper spelling."""

    id: int
    name: str


class Skills:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._digest: bytes | None = None
        self._packed = b""

    async def replace(self, rows: Sequence[Skill]) -> bool:
        """Make *rows* the taxonomy; False if nothing changed.

        Skills that are not among them are retired: they are not found in texts any more, but users
        who added them keep them.

        Raises:
            ValueError: two rows share a slug, or one implies an unknown slug.
        """
        slugs = [row.slug for row in rows]
        packed = skill_rows.pack(rows)
        digest = sha256(packed).digest()
        if await self._db.value(Q.digest) == digest:
            return False
        taxonomy = await asyncio.to_thread(skill_rows.taxonomy_of, packed)
        implied = [(slug, other) for slug in slugs for other in taxonomy.closure([slug]) - {slug}]
        named = skill_rows.keys(rows)
        async with self._db.transaction() as t:
            await t.run(Q.lock_taxonomy)
            await t.run(
                Q.put,
                slugs=slugs,
                names=[row.name for row in rows],
                categories=[row.category for row in rows],
                aliases=[_json(row.aliases) for row in rows],
                implies=[_json(row.implies) for row in rows],
                ambiguities=[row.ambiguity for row in rows],
                provenances=[_json(row.provenance) for row in rows],
            )
            await t.run(Q.retire_others, slugs=slugs)
            await t.run(Q.forget_names)
            await t.run(Q.name, keys=list(named), slugs=list(named.values()))
            await t.run(Q.forget_implied)
            await t.run(
                Q.imply,
                slugs=[slug for slug, _ in implied],
                implied=[other for _, other in implied],
            )
            await t.run(Q.keep, digest=digest, packed=packed)
        return True

    async def packed(self) -> bytes:
        """The taxonomy for worker processes, see ``skill_rows.taxonomy_of``."""
        if await self._db.value(Q.digest) != self._digest:
            row = await self._db.maybe(Q.packed)
            self._digest, self._packed = (row["digest"], row["packed"]) if row else (None, b"")
        return self._packed

    async def named(self, names: Iterable[str]) -> dict[str, Named]:
        """Those of *names* that mean a skill, in any spelling that the taxonomy contains."""
        keys = {name: folded(name) for name in names}
        rows = await self._db.all(Q.named, keys=list(set(keys.values())))
        found = {row["key"]: Named(row["id"], row["name"]) for row in rows}
        return {name: found[key] for name, key in keys.items() if key in found}

    async def tag_open_jobs(self) -> int:
        """Find the skills of every open job again; returns the number of jobs."""
        taxonomy = await asyncio.to_thread(skill_rows.taxonomy_of, await self.packed())
        many, after = 0, 0
        while rows := await self._db.all(Q.texts, after=after, most=JOBS_A_BATCH):
            found = await asyncio.to_thread(_requested, taxonomy, rows)
            await self._db.run(
                Q.tag,
                job_ids=[row["id"] for row in rows],
                posting_ids=[row["posting_id"] for row in rows],
                slugs=[" ".join(slugs) for slugs in found],
            )
            many += len(rows)
            after = rows[-1]["id"]
        return many


def _requested(taxonomy: Taxonomy, rows: Sequence[asyncpg.Record]) -> list[tuple[str, ...]]:
    return [skill_rows.requested(taxonomy, row["title"], row["description_text"]) for row in rows]


def _json(texts: Sequence[str]) -> str:
    return msgspec.json.encode(texts).decode()
