"""Which postings are one opening: clusters of linked postings (P1, P5).

The result depends on the postings and their links only, never on the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules.linkage.requisition_keys import tenant

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import datetime

REPOST_WITHIN: Final = timedelta(days=90)
"""A posting that comes back later is news again."""


class Node(NamedTuple):
    """A posting in a cluster. *id* is negative for one that is stored only afterwards.

    *title_key*: see ``titles.key``; it may be empty without a requisition id. *ended_at*: when it
    was last seen; None while it is open. *fixed*: an operator split or joined its job, so that it
    stays there.
    """

    id: int
    source_id: int
    external_id: str
    company_id: int
    job_id: int | None
    title_key: str
    fingerprint: bytes
    requisition_id: str | None
    requisition_key: str | None
    opened_at: datetime
    ended_at: datetime | None
    fixed: bool = False

    @property
    def order(self) -> tuple[int, str]:
        """The same whenever it was stored."""
        return self.source_id, self.external_id


class Link(NamedTuple):
    """Two postings of different sources that are probably one opening."""

    a: int
    b: int
    score: float


def number(index: int) -> int:
    """Stands for the id of the new posting at this index until it has one."""
    return -1 - index


class _Cluster:
    """Some postings of one opening, and what decides whether another may join them."""

    def __init__(self, node: Node) -> None:
        self.nodes = [node]
        self.sources = {node.source_id}
        self.keys: dict[str, set[str]] = defaultdict(set)
        if node.requisition_key:
            self.keys[tenant(node.requisition_key)].add(node.requisition_key)
        self.fixed_job = node.job_id if node.fixed else None

    def add(self, other: _Cluster) -> None:
        self.nodes += other.nodes
        self.sources |= other.sources
        for number_space, keys in other.keys.items():
            self.keys[number_space] |= keys
        self.fixed_job = self.fixed_job or other.fixed_job


class _Clusters:
    def __init__(self, nodes: Iterable[Node]) -> None:
        self._of = {node.id: _Cluster(node) for node in nodes}

    def of(self, posting_id: int) -> _Cluster:
        return self._of[posting_id]

    def unite(self, a: _Cluster, b: _Cluster) -> None:
        kept, gone = (a, b) if len(a.nodes) >= len(b.nodes) else (b, a)
        kept.add(gone)
        for node in gone.nodes:
            self._of[node.id] = kept

    def all(self) -> list[_Cluster]:
        return list({id(one): one for one in self._of.values()}.values())


def cluster(
    nodes: Sequence[Node],
    links: Iterable[Link],
    *,
    is_apart: Callable[[int, int], bool],
    split_sources: Mapping[int, Collection[int]] | None = None,
) -> list[list[Node]]:
    """The clusters of *nodes*, each in the order of its ids.

    Postings of one board are one opening if the board gives them one requisition and title, or
    if one was posted again as another after it had gone. Then the best link decides: two
    clusters unite unless they have a source in common, requisitions of one tenant that differ, or
    a pair that ``is_apart``. So each posting has at most one partner on each other board.

    Args:
        is_apart: whether two postings of different sources are certainly not one opening.
        split_sources: of jobs that an operator split, sources whose postings do not join them.
    """
    by_id = {node.id: node for node in nodes}
    found = _Clusters(nodes)
    _unite_fixed(found, nodes)
    free = [node for node in nodes if not node.fixed]
    _unite_requisitions(found, free)
    _unite_reposts(found, free)
    ranked = sorted(
        links,
        key=lambda link: (-link.score, sorted((by_id[link.a].order, by_id[link.b].order))),
    )
    splits = split_sources or {}
    for link in ranked:
        a, b = found.of(link.a), found.of(link.b)
        if a is not b and _may_unite(a, b, splits, is_apart):
            found.unite(a, b)
    return [sorted(one.nodes, key=lambda node: node.id) for one in found.all()]


def _unite_fixed(found: _Clusters, nodes: Iterable[Node]) -> None:
    """What an operator decided is where clusters begin."""
    first: dict[int, int] = {}
    for node in nodes:
        if node.fixed and node.job_id is not None:
            head = first.setdefault(node.job_id, node.id)
            if head != node.id:
                found.unite(found.of(head), found.of(node.id))


def _unite_requisitions(found: _Clusters, nodes: Iterable[Node]) -> None:
    """One requisition that a board lists once for each place is one opening."""
    first: dict[tuple[int, int, str, str], int] = {}
    for node in nodes:
        if node.requisition_id:
            key = (node.source_id, node.company_id, node.requisition_id, node.title_key)
            head = first.setdefault(key, node.id)
            if head != node.id:
                found.unite(found.of(head), found.of(node.id))


def _unite_reposts(found: _Clusters, nodes: Iterable[Node]) -> None:
    """A posting that follows an equal one of its board, which had gone by then, continues it.

    Two that are open at one time are two openings. Each continues the one that went last.
    """
    alike: dict[tuple[int, int, bytes], list[Node]] = defaultdict(list)
    for node in nodes:
        alike[node.source_id, node.company_id, node.fingerprint].append(node)
    for group in alike.values():
        ends: list[Node] = []
        for node in sorted(group, key=lambda one: (one.opened_at, one.order)):
            before = max(
                (one for one in ends if _follows(node, one)),
                key=lambda one: (one.ended_at, one.order),
                default=None,
            )
            if before is not None:
                ends.remove(before)
                a, b = found.of(before.id), found.of(node.id)
                if a is not b:
                    found.unite(a, b)
            ends.append(node)


def _follows(node: Node, before: Node) -> bool:
    ids = {node.requisition_id, before.requisition_id} - {None}
    return (
        len(ids) <= 1
        and before.ended_at is not None
        and before.ended_at <= node.opened_at <= before.ended_at + REPOST_WITHIN
    )


def _may_unite(
    a: _Cluster,
    b: _Cluster,
    split_sources: Mapping[int, Collection[int]],
    is_apart: Callable[[int, int], bool],
) -> bool:
    if a.fixed_job and b.fixed_job:
        return False
    if a.sources & b.sources or _are_split(a, b, split_sources) or _are_split(b, a, split_sources):
        return False
    if any(a.keys[one].isdisjoint(b.keys[one]) for one in a.keys.keys() & b.keys.keys()):
        return False
    return not any(is_apart(one.id, other.id) for one in a.nodes for other in b.nodes)


def _are_split(a: _Cluster, b: _Cluster, split_sources: Mapping[int, Collection[int]]) -> bool:
    return bool(a.fixed_job) and not b.sources.isdisjoint(split_sources.get(a.fixed_job or 0, ()))


class Placement(NamedTuple):
    """The job of each posting, and where jobs went that have no postings any more.

    New jobs have negative numbers. *absorbed*: a job that is gone to the one that took it over.
    """

    job_of: dict[int, int]
    absorbed: dict[int, int]


def place(clusters: Iterable[Sequence[Node]]) -> Placement:
    """A job for each cluster: the oldest of its postings' jobs that no earlier cluster has.

    Clusters with older postings choose first, so that a job stays with its first posting.
    """
    ranked = sorted(clusters, key=lambda nodes: _age(nodes[0], nodes))
    taken: set[int] = set()
    job_of: dict[int, int] = {}
    fixed = {node.job_id for nodes in ranked for node in nodes if node.fixed and node.job_id}
    new = 0
    for nodes in ranked:
        own = {node.job_id for node in nodes if node.job_id is not None}
        left = (own & fixed) or sorted(own - taken - fixed)
        if left:
            job_id = min(left)
        else:
            new -= 1
            job_id = new
        taken.add(job_id)
        job_of |= {node.id: job_id for node in nodes}
    absorbed: dict[int, int] = {}
    for nodes in ranked:
        for node in nodes:
            if node.job_id is not None and node.job_id not in taken:
                absorbed.setdefault(node.job_id, job_of[node.id])
    return Placement(job_of, absorbed)


def _age(first: Node, nodes: Sequence[Node]) -> tuple[bool, int, tuple[int, str]]:
    stored = [node.id for node in nodes if node.id > 0]
    return not stored, min(stored, default=0), first.order
