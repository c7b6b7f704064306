"""What operators decide about companies: which are one, and which are not."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Final, TypeVar

import asyncpg
import msgspec

from jobscout.errors import Busy, Conflict, FieldError, InvalidInput, NotFound
from jobscout.rules import companies
from jobscout.rules.companies import MAX_SLUG_CHARS
from jobscout.rules.company_keys import of_source
from jobscout.rules.company_names import name_key, slug_of
from jobscout.sql import audit, company_merges
from jobscout.sql.queries import load
from jobscout.sql.query_variants import MAX_TOTAL

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from jobscout.sql.database import Database, Transaction

Q = load("company_aliases")
T = TypeVar("T")

TRIES: Final = 5
EVIDENCE_SHOWN: Final = 20
_HASH_CHARS: Final = 8


class CompanyInBrief(msgspec.Struct, frozen=True, kw_only=True):
    """A company as operators compare it. *open_jobs* are counted up to 10,000."""

    id: str
    slug: str
    name: str
    open_jobs: int


class SharedStem(msgspec.Struct, frozen=True, kw_only=True):
    """A name, a board or a domain of each company that are the same when run together."""

    kind: str
    spelling: str
    other_kind: str
    other_spelling: str


class CompanyCandidate(msgspec.Struct, frozen=True, kw_only=True):
    """Two companies that may be one; nothing follows from it."""

    company: CompanyInBrief
    other: CompanyInBrief
    evidence: Annotated[list[SharedStem], msgspec.Meta(description="at most 20")]


class CompanyDecisions:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def merge(self, company_id: int, into_id: int, *, by: int) -> None:
        """Make *company_id* part of *into_id*, for good; its slug leads there from now on.

        Nobody is alerted: jobs that turn out to be one become one in the background.

        Raises:
            NotFound: no such company.
            Conflict: they are one company already.
            InvalidInput: either is the company of postings that name none.
            Busy: concurrent readings prevented it; nothing has changed.
        """

        async def work(t: Transaction) -> None:
            locked = await company_merges.lock(t, [company_id, into_id])
            _check(locked, {"id": company_id, "into": into_id})
            if company_id == into_id or locked[company_id]["merged_into"]:
                raise Conflict("conflict", "the company is merged already")
            if locked[into_id]["merged_into"]:
                raise Conflict("conflict", "the other company is merged into a third")
            await company_merges.absorb(t, company_id, into_id)
            await audit.note(
                *(t, by, "companies merged", ("company", into_id)), merged_id=str(company_id)
            )

        await self._undisturbed(work)

    async def split(self, company_id: int, alias_ids: Sequence[int], *, by: int) -> int:
        """Give some aliases of a company to another one, whose id is returned, for good.

        A company that was merged under one of these names stands for itself again; if there is
        none, one is made. Sources go with their boards' aliases, postings as they are read again.

        Raises:
            NotFound: no such company.
            InvalidInput: aliases of another company, or all of this one.
            Busy: concurrent readings prevented it; nothing has changed.
        """
        wanted = sorted(set(alias_ids))

        async def work(t: Transaction) -> int:
            sources = await t.all(Q.lock_sources, ids=[company_id])
            locked = {row["id"]: row for row in await t.all(Q.lock, ids=[company_id])}
            _check(locked, {"id": company_id})
            aliases = await t.all(Q.lock_aliases, company_id=company_id)
            _check_split(alias_ids, [alias["id"] for alias in aliases])
            moved = [alias for alias in aliases if alias["id"] in set(wanted)]
            new_id = await _parted(t, locked[company_id], moved)
            await t.run(Q.settle, ids=wanted, company_id=new_id)
            keys = {(alias["kind"], alias["key"]) for alias in moved}
            parted = [
                source["id"]
                for source in sources
                if next(of_source(source["kind"], source["board"], source["url"])) in keys
            ]
            await t.run(Q.part_sources, source_ids=parted, company_id=new_id)
            await t.run(Q.read_again, company_id=company_id)
            await audit.note(
                *(t, by, "company split", ("company", company_id)),
                new_company_id=str(new_id),
                alias_ids=[str(one) for one in wanted],
            )
            await t.run(Q.announce)
            return new_id

        return await self._undisturbed(work)

    async def candidates(
        self, after: tuple[int, int], most: int
    ) -> tuple[list[CompanyCandidate], int]:
        """At most *most* pairs after *after*, by their ids, and how many there are in all.

        Those are counted up to ``MAX_TOTAL``.
        """
        total: int = await self._db.value(Q.count_candidates, most=MAX_TOTAL)
        rows = await self._db.all(Q.candidates, after_a=after[0], after_b=after[1], most=most)
        ids = {row[name] for row in rows for name in ("a_id", "b_id")}
        known = {
            row["id"]: CompanyInBrief(
                id=str(row["id"]), slug=row["slug"], name=row["name"], open_jobs=row["open_jobs"]
            )
            for row in await self._db.all(Q.briefly, ids=sorted(ids))
        }
        return [
            CompanyCandidate(
                company=known[row["a_id"]],
                other=known[row["b_id"]],
                evidence=[
                    SharedStem(kind=kind, spelling=one, other_kind=other_kind, other_spelling=other)
                    for kind, one, other_kind, other in _pairs.decode(row["evidence"])[
                        :EVIDENCE_SHOWN
                    ]
                ],
            )
            for row in rows
            if row["a_id"] in known and row["b_id"] in known
        ], total

    async def _undisturbed(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        for _ in range(TRIES):
            try:
                async with self._db.transaction() as t:
                    return await work(t)
            except asyncpg.DeadlockDetectedError:
                continue
        raise Busy("these companies are changing too often right now; try again")


_pairs: Final = msgspec.json.Decoder(list[tuple[str, str, str, str]])


def _check(locked: dict[int, asyncpg.Record], ids: dict[str, int]) -> None:
    if not set(ids.values()) <= locked.keys():
        raise NotFound("the company does not exist")
    unnamed = companies.slug(companies.UNNAMED)
    faults = [
        FieldError(field, "is not one company, but all postings that name none")
        for field, company_id in ids.items()
        if locked[company_id]["slug"] == unnamed
    ]
    if faults:
        raise InvalidInput(faults)


def _check_split(alias_ids: Sequence[int], known: Sequence[int]) -> None:
    faults = [
        FieldError(f"alias_ids[{n}]", "is not an alias of this company")
        for n, alias_id in enumerate(alias_ids)
        if alias_id not in known
    ]
    if not faults and set(known) == set(alias_ids):
        faults.append(FieldError("alias_ids", "are all aliases of this company; leave one"))
    if faults:
        raise InvalidInput(faults)


async def _parted(
    t: Transaction, company: asyncpg.Record, aliases: Sequence[asyncpg.Record]
) -> int:
    """The company that has these aliases from now on."""
    names = {alias["key"]: alias["spelling"] for alias in aliases if alias["kind"] == "name"}
    merged = await t.all(Q.merged_companies, company_id=company["id"])
    revived = [row["id"] for row in merged if name_key(row["name"]) in names]
    if revived:
        await t.run(Q.revive, ids=revived, company_id=revived[0])
        return int(revived[0])
    key, name = next(iter(names.items()), (name_key(company["name"]), company["name"]))
    plain = slug_of(key)
    digest = sha256(str([alias["id"] for alias in aliases]).encode()).hexdigest()[:_HASH_CHARS]
    other = f"{plain[: MAX_SLUG_CHARS - _HASH_CHARS - 1]}-{digest}"
    new_id: int = await t.value(Q.add_company, slug=plain, other_slug=other, name=name[:200])
    return new_id
