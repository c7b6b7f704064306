"""What is found out about companies in the background, and mended after older processes.

Each pass takes a bounded number of rows, and may be repeated.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

import asyncpg

from jobscout.rules import companies
from jobscout.rules.company_keys import Key, of_source
from jobscout.rules.company_names import name_key, stem
from jobscout.sql import company_merges
from jobscout.sql.queries import load
from jobscout.sql.query_variants import containing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobscout.sql.database import Database, Transaction

Q = load("company_aliases")

COMPANIES_AT_ONCE: Final = 500
SOURCES_AT_ONCE: Final = 50
TRIES: Final = 5


class CompanyUpkeep:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def run(self) -> int:
        """One part of what is to be done; how many companies and sources that were.

        What readings prevented is left to the next pass.
        """
        done = 0
        for part in (self._key_companies, self._record_sources, self._mend):
            with suppress(asyncpg.DeadlockDetectedError):
                done += await part()
        return done

    async def _key_companies(self) -> int:
        """Record the names of companies that have none, and merge those whose name is known."""
        rows = await self._db.all(Q.unkeyed, most=COMPANIES_AT_ONCE)
        if not rows:
            return 0
        keys = {row["id"]: name_key(row["name"]) for row in rows}
        async with self._db.transaction() as t:
            await t.run(
                Q.add_names,
                slugs=[row["slug"] for row in rows],
                keys=[keys[row["id"]] for row in rows],
                spellings=[row["name"] for row in rows],
                stems=[stem(keys[row["id"]]) for row in rows],
            )
            known = await t.all(Q.known, kinds=["name"] * len(keys), keys=list(keys.values()))
        owners = {row["key"]: row["company_id"] for row in known}
        done = [
            company_id
            for company_id, key in keys.items()
            if owners[key] == company_id or await self._merge(company_id, owners[key])
        ]
        async with self._db.transaction() as t:
            await t.run(Q.keyed, ids=done)
        return len(done)

    async def _merge(self, company_id: int, into_id: int) -> bool:
        """Whether it is done; the next pass tries again what readings prevented."""
        for _ in range(TRIES):
            try:
                async with self._db.transaction() as t:
                    await _merge(t, company_id, into_id)
            except asyncpg.DeadlockDetectedError:
                continue
            return True
        return False

    async def _record_sources(self) -> int:
        """Record the tokens and domains of boards that carry one company."""
        rows = await self._db.all(Q.unrecorded_sources, most=SOURCES_AT_ONCE)
        if not rows:
            return 0
        async with self._db.transaction() as t:
            owned = [
                (row["company_id"], key)
                for row in rows
                for key in of_source(row["kind"], row["board"], row["url"])
            ]
            await put(t, owned)
            await t.run(
                Q.recorded,
                source_ids=[row["id"] for row in rows],
                company_ids=[row["company_id"] for row in rows],
            )
            await _read_again(t, [key for _, key in owned])
        return len(rows)

    async def _mend(self) -> int:
        """Give companies that stay what older processes added to merged ones."""
        rows = await self._db.all(Q.merged_with_rows, most=COMPANIES_AT_ONCE)
        return sum([await self._merge(row["id"], row["merged_into"]) for row in rows])


async def put(t: Transaction, owned: Iterable[tuple[int, Key]]) -> None:
    """Record keys of companies, but those that are known already."""
    listed = list(owned)
    await t.all(
        Q.put,
        company_ids=[company_id for company_id, _ in listed],
        kinds=[key.kind for _, key in listed],
        keys=[key.key for _, key in listed],
        stems=[key_stem(key) for _, key in listed],
    )


def key_stem(key: Key) -> str:
    """By what operators are shown companies that may be one: see ``company_names.stem``."""
    if key.kind == "board":
        return stem(key.key.partition(":")[2])
    return stem(key.key.partition(".")[0] if key.kind == "domain" else key.key)


async def _merge(t: Transaction, company_id: int, into_id: int) -> None:
    locked = await company_merges.lock(t, [company_id, into_id])
    if company_id not in locked or into_id not in locked:
        return
    root = locked[into_id]["merged_into"] or into_id
    if root == company_id:  # an operator merged them the other way meanwhile
        return
    await company_merges.absorb(t, company_id, root)


async def _read_again(t: Transaction, keys: Iterable[Key]) -> None:
    said = [key.key.partition(":")[2] if key.kind == "board" else key.key for key in keys]
    await t.run(
        Q.read_again_by,
        stems=sorted(set(map(stem, said))),
        patterns=[containing(one) for one in sorted(set(said))],
        unnamed=companies.slug(companies.UNNAMED),
    )
