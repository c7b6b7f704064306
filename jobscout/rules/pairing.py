"""Compares the postings of a reading with stored ones, and says which pairs to keep."""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules.clustering import Link, Node
from jobscout.rules.linkage.blocking import blocking_keys
from jobscout.rules.linkage.comparison import MERGE, POSSIBLE, Comparison, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from jobscout.rules.linkage.records import Record

_SAME_WORDS: Final = Comparison(1.0, (("same content", 1.0),), None)
_UNDER_ANOTHER_NAME: Final = MERGE - 0.01
"""Postings of two companies are at most possible duplicates, unless they have one requisition."""


class Pair(NamedTuple):
    """A posting of the reading and a stored one that may be one opening."""

    number: int
    other_id: int
    comparison: Comparison


class Keys(NamedTuple):
    """What a posting is found by: on other boards, and on its own, which has fewer doubts."""

    shared: tuple[int, ...]
    own: tuple[int, ...]


def keys(record: Record, node: Node) -> Keys:
    """The keys of a posting, signed integers of 64 bits. Two that share one are compared."""
    company, source = node.company_id, node.source_id
    content = node.fingerprint.hex()
    shared = (_hashed("content", company, content), *blocking_keys(record))
    own = [_hashed("own content", source, content)]
    if node.requisition_id:
        own.append(_hashed("requisition", source, f"{node.requisition_id}\n{node.title_key}"))
    return Keys(shared, tuple(own))


def candidates(number: int, keys: Keys, sharing: Mapping[int, Sequence[int]]) -> set[int]:
    """The stored postings that are compared with the one of this number: that share a key.

    Nothing is chosen among them, as what else is stored would decide it, so that the order in
    which postings come would decide what they are linked with.

    Args:
        sharing: stored postings by key; those of its own board have its own keys only.
    """
    found = {other for key in (*keys.shared, *keys.own) for other in sharing.get(key, ())}
    found.discard(number)
    return found


def pair_up(
    candidates: Iterable[tuple[int, int]],
    records: Mapping[int, Record],
    nodes: Mapping[int, Node],
) -> list[Pair]:
    """The pairs that are at least possible duplicates.

    Args:
        candidates: of a new or changed posting and a stored one, each pair once; those of one
            source are left out.
    """
    pairs = (
        Pair(one, other, judge(one, other, records, nodes))
        for one, other in candidates
        if nodes[one].source_id != nodes[other].source_id
    )
    return [pair for pair in pairs if pair.comparison.score >= POSSIBLE]


def judge(a: int, b: int, records: Mapping[int, Record], nodes: Mapping[int, Node]) -> Comparison:
    """How probably two postings of different sources are one opening; vetoed ones score 0."""
    one, other = nodes[a], nodes[b]
    same_company = one.company_id == other.company_id
    if same_company and one.fingerprint == other.fingerprint:
        return _SAME_WORDS
    found = compare(records[a], records[b])
    if found.veto:
        return found._replace(score=0.0)
    is_same = one.requisition_key is not None and one.requisition_key == other.requisition_key
    if same_company or is_same:
        return found
    return found._replace(score=min(found.score, _UNDER_ANOTHER_NAME))


def apart(
    records: Mapping[int, Record], nodes: Mapping[int, Node], links: Iterable[Link]
) -> Callable[[int, int], bool]:
    """Whether two postings are certainly not one opening, each pair compared once.

    Their requisitions are not compared: a posting that was posted again has another one.

    Args:
        links: pairs that were compared already, and are not.
    """
    known = {(min(link.a, link.b), max(link.a, link.b)): False for link in links}

    def is_apart(a: int, b: int) -> bool:
        pair = (min(a, b), max(a, b))
        if pair not in known:
            one, other = records[pair[0]], records[pair[1]]
            if one.requisition_key != other.requisition_key:
                one = one._replace(requisition_key=None)
            known[pair] = (
                nodes[a].source_id != nodes[b].source_id
                and nodes[a].fingerprint != nodes[b].fingerprint
                and compare(one, other).score < POSSIBLE
            )
        return known[pair]

    return is_apart


def stay(
    nodes: Iterable[Node], fresh: Collection[int], is_apart: Callable[[int, int], bool]
) -> list[Link]:
    """Links that keep an edited or a returned posting in its job.

    An edit on one board comes hours before that on another: it parts only what certainly is not
    one opening any more, or is another company's.
    """
    members: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.job_id is not None:
            members[node.job_id].append(node)
    return [
        Link(node.id, other.id, MERGE)
        for many in members.values()
        for node in many
        if node.id in fresh
        for other in many
        if other.source_id != node.source_id
        and _may_be_of_one_company(node, other)
        and not is_apart(node.id, other.id)
    ]


def _may_be_of_one_company(one: Node, other: Node) -> bool:
    """Also one requisition under two names of its company, and what names none."""
    return (
        min(one.company_id, other.company_id) < 0
        or one.company_id == other.company_id
        or (one.requisition_key is not None and one.requisition_key == other.requisition_key)
    )


def _hashed(kind: str, number: int, text: str) -> int:
    digest = blake2b(f"{kind}\n{number}\n{text}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
