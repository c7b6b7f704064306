"""The companies of postings, within the transaction that stores them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from jobscout.errors import Busy
from jobscout.rules import companies
from jobscout.rules.company_keys import Hints, Key, hints
from jobscout.rules.company_names import name_key, slug_of, stem
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jobscout.model import Posting
    from jobscout.sql.database import Transaction

LINKING = load("linking")
Q = load("company_aliases")

TRIES: Final = 5


async def find(t: Transaction, company_id: int | None, postings: Sequence[Posting]) -> list[int]:
    """The company of each posting, locked: the board's own, or by what an aggregator says."""
    return await find_each(t, [company_id] * len(postings), postings)


async def find_each(
    t: Transaction,
    own: Sequence[int | None],
    postings: Sequence[Posting],
    *,
    also: Iterable[int] = (),
) -> list[int]:
    """The company of each posting.

    All are locked, as are those whose postings have one of these requisitions, under whatever
    name: it may be the same opening.

    Args:
        own: for each posting the company of its board, None if it carries many.
        also: others to be locked.

    Raises:
        Busy: operators merge and split these companies all the time.
    """
    if not postings:
        return []
    said = await asyncio.to_thread(_hints, own, postings)
    keys = list({posting.requisition_key for posting in postings} - {None})
    known = await t.all(LINKING.companies_of, keys=keys) if keys else []
    others = {row["company_id"] for row in known} | set(also)
    found = await _resolve(t, own, said)
    for _ in range(TRIES):
        locked = await t.all(Q.lock, ids=list({*found, *others}))
        merged = {row["id"]: row["merged_into"] for row in locked if row["merged_into"]}
        again = [merged.get(one, one) for one in await _resolve(t, own, said)]
        if again == found:
            return found
        found = again  # an operator decided while this waited for the lock
    raise Busy("these companies are changing too often right now; try again")


async def named(t: Transaction, name: str) -> int:
    """The company of a name, made if need be."""
    (found,) = await _resolve(t, [None], [hints(name)])
    return found


def _hints(own: Sequence[int | None], postings: Sequence[Posting]) -> list[Hints | None]:
    return [
        hints(posting.company, posting.apply_url, posting.url) if company_id is None else None
        for company_id, posting in zip(own, postings, strict=True)
    ]


async def _resolve(
    t: Transaction, own: Sequence[int | None], said: Sequence[Hints | None]
) -> list[int]:
    """Read in one statement, and in three more where a name is new."""
    wanted = {key for one in said if one for key in (*one.keys, _named(one))}
    ids = await _known(t, wanted)
    new = {
        _named(one): one.name or companies.UNNAMED
        for one in said
        if one and ids.keys().isdisjoint((*one.keys, _named(one)))
    }
    if new:
        await _add(t, new)
        ids = await _known(t, wanted)
    return [
        next(ids[key] for key in (*one.keys, _named(one)) if key in ids) if one else company_id or 0
        for company_id, one in zip(own, said, strict=True)
    ]


def _named(said: Hints) -> Key:
    return Key("name", name_key(said.name or companies.UNNAMED))


async def _known(t: Transaction, keys: Iterable[Key]) -> dict[Key, int]:
    wanted = sorted(keys)
    if not wanted:
        return {}
    rows = await t.all(
        Q.known, kinds=[one.kind for one in wanted], keys=[one.key for one in wanted]
    )
    return {Key(row["kind"], row["key"]): row["company_id"] for row in rows}


async def _add(t: Transaction, new: dict[Key, str]) -> None:
    """Companies of names that nobody knows, once each, whoever else adds them now.

    Their slugs follow from their keys, so that two spellings cannot make two rows.
    """
    keys = [one.key for one in new]
    names = list(new.values())
    about = {"spellings": names, "stems": [stem(key) for key in keys]}
    old = [companies.slug(name) for name in names]
    slugs = [slug_of(key) for key in keys]
    twice = {name: values * 2 for name, values in about.items()}
    await t.run(Q.adopt, slugs=[*old, *slugs], keys=keys * 2, **twice)
    known = await _known(t, new)
    made = {slug_of(one.key): name for one, name in new.items() if one not in known}
    if made:
        await t.run(Q.add_companies, slugs=list(made), names=list(made.values()))
        await t.run(Q.add_names, slugs=slugs, keys=keys, **about)
