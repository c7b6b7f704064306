"""Linking: which stored postings and the postings of a reading are one opening.

A step of the transaction of a reading, whose source and companies are locked.
What takes time is done in threads, and all of it in parts.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jobscout.rules import companies, pairing, titles
from jobscout.rules.clustering import REPOST_WITHIN, Link, Node, Placement, cluster, number, place
from jobscout.rules.linkage.comparison import MERGE
from jobscout.rules.linkage.records import Record
from jobscout.sql.parts import IDS_A_STATEMENT, POSTINGS_A_PART, in_parts
from jobscout.sql.queries import load
from jobscout.sql.rows import locations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    import asyncpg

    from jobscout.model import Posting
    from jobscout.rules.changes import Changes
    from jobscout.rules.pairing import Keys, Pair
    from jobscout.sql.database import Transaction

Q = load("linking")

POSTINGS_A_KEY: Final = 100
"""A key that more postings have finds none, so that a posting is compared with 1,700 at most. Only
here does it matter which came first: the earlier ones were compared when they were fewer."""
CONNECTED_AT_MOST: Final = 20_000
"""Postings beside those of the reading. Where more hang together, what is stored stays."""
_JUST_NOW: Final = timedelta(microseconds=1)


class Linked(NamedTuple):
    """What was found of the postings of a reading.

    New postings have the numbers that ``number`` gives, in *placement* as well.
    *moved*: stored postings to the job that they are of now, and *job_before* to the one that they
    were of. *keys* and *pairs* are to be kept.
    """

    placement: Placement
    moved: Mapping[int, int]
    job_before: Mapping[int, int]
    keys: Mapping[int, Keys]
    pairs: Sequence[Pair]


async def link(
    t: Transaction,
    source: Mapping[str, Any],
    changes: Changes,
    company_ids: Sequence[int],
    job_ids: Sequence[int | None],
) -> Linked:
    """Find the stored postings that are one opening with those of a reading.

    Args:
        company_ids: of the new and then of the changed postings.
        job_ids: of the new postings: the job that ``rules.dedupe`` chose, None for a job of its
            own.
    """
    unnamed = await t.value(Q.unnamed, slug=companies.slug(companies.UNNAMED))
    known = _Known(t, source, changes, unnamed)
    stored = [one.id for one, _ in changes.changed]
    await known.load(stored)
    keys: dict[int, Keys] = {}
    for fresh in in_parts(known.fresh(company_ids, job_ids), POSTINGS_A_PART):
        keys |= await asyncio.to_thread(known.add_fresh, fresh)
    pairs: list[Pair] = []
    near = set(stored)
    for some in in_parts(keys, POSTINGS_A_PART):
        candidates = await known.candidates({one: keys[one] for one in some})
        near |= {other for _, other in candidates if known.is_own(other)}
        pairs += await asyncio.to_thread(pairing.pair_up, candidates, known.records, known.nodes)
    near |= {pair.other_id for pair in pairs if pair.comparison.score >= MERGE}
    links = [Link(one.number, one.other_id, one.comparison.score) for one in pairs]
    links += await known.connect(near, set(keys))
    splits = await _split_sources(t, known.nodes)
    placement = await asyncio.to_thread(_placed, known, near | set(keys), set(keys), links, splits)
    before = {
        node.id: node.job_id
        for node in known.nodes.values()
        if node.id > 0 and node.job_id is not None
    }
    job_of = placement.job_of
    return Linked(
        placement=placement,
        moved={one: job_of[one] for one in before if job_of.get(one, before[one]) != before[one]},
        job_before=before,
        keys=keys,
        pairs=pairs,
    )


class _Known:
    """The postings that are looked at, by their ids, or numbers."""

    def __init__(
        self, t: Transaction, source: Mapping[str, Any], changes: Changes, unnamed: int | None
    ) -> None:
        self._t = t
        self._unnamed = unnamed
        self._source = source
        self._changes = changes
        self.records: dict[int, Record] = {}
        self.nodes: dict[int, Node] = {}

    async def load(self, ids: Iterable[int]) -> None:
        """Those of the stored postings that are not known yet."""
        for missing in in_parts((one for one in ids if one not in self.nodes), IDS_A_STATEMENT):
            rows = await self._t.all(Q.records, ids=missing, unnamed=self._unnamed)
            await asyncio.to_thread(self._add_rows, rows)

    def is_own(self, posting_id: int) -> bool:
        """Whether a posting is of the board that is being read."""
        return bool(self.nodes[posting_id].source_id == self._source["id"])

    def fresh(
        self, company_ids: Sequence[int], job_ids: Sequence[int | None]
    ) -> Iterator[tuple[Posting, _Place]]:
        """The new and changed postings as they are now."""
        changes = self._changes
        own = -self._source["id"]  # as the statement has it
        named = iter([own if one == self._unnamed else one for one in company_ids])
        for index, (posting, job_id) in enumerate(zip(changes.new, job_ids, strict=True)):
            yield posting, _Place(number(index), next(named), job_id, self._source["now"])
        for stored, posting in changes.changed:
            was = self.nodes[stored.id]
            yield posting, _Place(was.id, next(named), was.job_id, was.opened_at, was.fixed)

    def add_fresh(self, fresh: Iterable[tuple[Posting, _Place]]) -> dict[int, Keys]:
        """The keys of each."""
        keys: dict[int, Keys] = {}
        for posting, where in fresh:
            self._add_posting(posting, where)
            keys[where.id] = pairing.keys(self.records[where.id], self.nodes[where.id])
        return keys

    async def candidates(self, keys: Mapping[int, Keys]) -> list[tuple[int, int]]:
        """Pairs of a posting with these keys and a stored one, open or closed of late."""
        wanted = {key: False for many in keys.values() for key in many.shared}
        wanted |= {key: True for many in keys.values() for key in many.own}
        rows = await self._t.all(
            Q.sharing,
            source_id=self._source["id"],
            keys=list(wanted),
            are_own=list(wanted.values()),
            most=POSTINGS_A_KEY,
        )
        found = await asyncio.to_thread(_candidates, keys, rows)
        await self.load({other for _, other in found})
        since = self._source["now"] - REPOST_WITHIN
        known = self.nodes  # without what was removed meanwhile
        return [pair for pair in found if pair[1] in known and _is_recent(known[pair[1]], since)]

    async def connect(self, near: set[int], fresh: Collection[int]) -> list[Link]:
        """The stored links of what hangs together with the postings *near*, which gains it.

        Step by step: to the postings of the same jobs, and to those that are linked with them.
        """
        jobs: set[int | None] = {None}
        asked = {node.job_id for node in self.nodes.values() if node.id < 0} - jobs
        links: dict[tuple[int, int], float] = {}
        step = set(near)
        while step or asked:
            await self.load(step)
            asked |= {self.nodes[one].job_id for one in step} - jobs
            jobs |= asked
            found: set[int] = set()
            for job_ids in in_parts(asked, IDS_A_STATEMENT):
                found |= {row["id"] for row in await self._t.all(Q.members, job_ids=job_ids)}
            for ids in in_parts(step.difference(fresh), IDS_A_STATEMENT):
                for a, b, score in await self._t.all(Q.links_of, ids=ids, merge=MERGE):
                    if a not in fresh and b not in fresh:  # those of before an edit
                        links[min(a, b), max(a, b)] = score
                        found |= {a, b}
            step = found - near
            asked = set()
            near |= step
            if len(near) > CONNECTED_AT_MOST:
                await self.load(near)
                for one in near.difference(fresh):
                    self.nodes[one] = self.nodes[one]._replace(fixed=True)
                break
        return [Link(a, b, score) for (a, b), score in links.items()]

    def _add_rows(self, rows: Iterable[asyncpg.Record]) -> None:
        for row in rows:
            ended_at = row["ended_at"]
            if row["id"] in self._changes.absent and ended_at is None:
                ended_at = self._source["now"] - _JUST_NOW
            known = dict(row.items())
            known |= {
                "locations": locations(row),
                "title_key": _title_key(row["title"], row["requisition_id"]),
                "ended_at": ended_at,
            }
            self.records[row["id"]] = Record._make(_of_record(known))
            self.nodes[row["id"]] = Node._make(_of_node(known))

    def _add_posting(self, posting: Posting, where: _Place) -> None:
        ids = {"id": where.id, "source_id": self._source["id"], "company_id": where.company_id}
        columns = {name: getattr(posting, name) for name in _RECORD_COLUMNS if name not in ids}
        self.records[where.id] = Record(**ids, **columns, locations=posting.locations)
        self.nodes[where.id] = Node(
            **ids,
            external_id=posting.external_id,
            job_id=where.job_id,
            title_key=_title_key(posting.title, posting.requisition_id),
            fingerprint=posting.fingerprint,
            requisition_id=posting.requisition_id,
            requisition_key=posting.requisition_key,
            opened_at=where.opened_at,
            ended_at=None,
            fixed=where.fixed,
        )


class _Place(NamedTuple):
    """Where a posting of the reading belongs until it is placed."""

    id: int
    company_id: int
    job_id: int | None
    opened_at: datetime
    fixed: bool = False


_RECORD_COLUMNS: Final = tuple(name for name in Record._fields if name != "locations")
_of_record: Final = itemgetter(*Record._fields)
_of_node: Final = itemgetter(*Node._fields)


async def _split_sources(t: Transaction, nodes: Mapping[int, Node]) -> dict[int, frozenset[int]]:
    jobs = {node.job_id for node in nodes.values() if node.fixed and node.job_id is not None}
    if not jobs:
        return {}
    rows = await t.all(Q.split_sources, job_ids=list(jobs))
    return {row["job_id"]: frozenset(row["source_ids"]) for row in rows}


def _placed(
    known: _Known,
    near: Iterable[int],
    fresh: Collection[int],
    links: Iterable[Link],
    splits: Mapping[int, frozenset[int]],
) -> Placement:
    nodes = [known.nodes[one] for one in sorted(near)]
    fixed = {node.job_id for node in nodes if node.fixed}
    nodes = [node._replace(fixed=node.job_id in fixed) for node in nodes]
    ids = {node.id for node in nodes}
    links = [one for one in links if one.score >= MERGE and {one.a, one.b} <= ids]
    is_apart = pairing.apart(known.records, known.nodes, links)
    links += pairing.stay(nodes, fresh, is_apart)
    return place(cluster(nodes, links, is_apart=is_apart, split_sources=splits))


def _candidates(keys: Mapping[int, Keys], rows: Iterable[asyncpg.Record]) -> list[tuple[int, int]]:
    sharing = {row["key"]: row["ids"] for row in rows}
    return [
        (one, other)
        for one, many in keys.items()
        for other in pairing.candidates(one, many, sharing)
    ]


def _title_key(title: str, requisition_id: str | None) -> str:
    return titles.key(title) if requisition_id else ""


def _is_recent(node: Node, since: datetime) -> bool:
    return node.ended_at is None or node.ended_at >= since
