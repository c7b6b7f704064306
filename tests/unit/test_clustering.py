"""P1, P5: clusters of linked postings, and the job of each."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.rules.clustering import Link, Node, cluster, place

if TYPE_CHECKING:
    from collections.abc import Sequence

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def node(posting_id: int, source_id: int, **changes: Any) -> Node:
    given: dict[str, Any] = {
        "id": posting_id,
        "source_id": source_id,
        "external_id": str(posting_id),
        "company_id": 1,
        "job_id": None,
        "title_key": "engineer",
        "fingerprint": b"%d" % posting_id,
        "requisition_id": None,
        "requisition_key": None,
        "opened_at": NOW,
        "ended_at": None,
    }
    return Node(**(given | changes))


def clusters(
    nodes: Sequence[Node],
    links: Sequence[Link],
    *,
    apart: frozenset[tuple[int, int]] = frozenset(),
    split_sources: dict[int, frozenset[int]] | None = None,
) -> set[frozenset[int]]:
    found = cluster(
        nodes,
        links,
        is_apart=lambda a, b: (a, b) in apart or (b, a) in apart,
        split_sources=split_sources,
    )
    return {frozenset(one.id for one in nodes) for nodes in found}


def groups(*ids: str) -> set[frozenset[int]]:
    return {frozenset(map(int, one.split())) for one in ids}


def test_best_link_first() -> None:
    """Of two postings of one board that fit a third, the better one is its partner."""
    nodes = [node(1, 1), node(2, 2), node(3, 2)]

    found = clusters(nodes, [Link(1, 2, 0.6), Link(1, 3, 0.9)])

    assert found == groups("1 3", "2")


def test_several_boards() -> None:
    """What hangs together over a third board is one, unless a pair of it certainly is not."""
    nodes = [node(1, 1), node(2, 2), node(3, 3)]
    links = [Link(1, 2, 0.9), Link(2, 3, 0.8)]

    assert clusters(nodes, links) == groups("1 2 3")
    assert clusters(nodes, links, apart=frozenset({(1, 3)})) == groups("1 2", "3")


def test_requisitions_of_one_tenant() -> None:
    """Different requisitions of a tenant are two openings, also where a third board is between."""
    nodes = [
        node(1, 1, requisition_key="lever:acme:a"),
        node(2, 2, requisition_key="lever:acme:b"),
        node(3, 3),
        node(4, 4, requisition_key="ashby:acme:a"),
    ]
    links = [Link(1, 3, 0.9), Link(3, 2, 0.8), Link(3, 4, 0.7), Link(1, 2, 0.99)]

    assert clusters(nodes, links) == groups("1 3 4", "2")


def test_requisition_of_several_places() -> None:
    """A board gives one requisition and title to postings in several places; another is another."""
    nodes = [
        node(1, 1, requisition_id="R1"),
        node(2, 1, requisition_id="R1"),
        node(3, 1, requisition_id="R1", title_key="cook"),
        node(4, 1, requisition_id="R2"),
        node(5, 1, requisition_id="R1", company_id=2),
    ]

    assert clusters(nodes, []) == groups("1 2", "3", "4", "5")


@pytest.mark.parametrize(
    ("opened", "ended", "is_one"),
    [
        (timedelta(0), timedelta(days=-1), True),
        (timedelta(0), timedelta(days=-90), True),
        (timedelta(0), timedelta(days=-91), False),
        (timedelta(0), None, False),
        (timedelta(days=-2), timedelta(days=-1), False),
    ],
)
def test_reposts(opened: timedelta, ended: timedelta | None, is_one: bool) -> None:
    """An equal posting of a board continues one that had gone within 90 days."""
    first = node(
        1,
        1,
        fingerprint=b"same",
        opened_at=NOW - timedelta(days=200),
        ended_at=None if ended is None else NOW + ended,
    )
    again = node(2, 1, fingerprint=b"same", opened_at=NOW + opened)

    assert clusters([first, again], []) == (groups("1 2") if is_one else groups("1", "2"))


def test_repost_of_another_requisition() -> None:
    """Equal words under another requisition of the board are another opening."""
    gone = node(1, 1, fingerprint=b"same", ended_at=NOW, requisition_id="R1")
    again = node(2, 1, fingerprint=b"same", requisition_id="R2")

    assert clusters([gone, again], []) == groups("1", "2")
    assert clusters([gone, again._replace(requisition_id=None)], []) == groups("1 2")


def test_each_continues_one() -> None:
    """Two equal postings after one that has gone: one continues it, the other is new."""
    gone = node(
        1,
        1,
        fingerprint=b"same",
        opened_at=NOW - timedelta(days=9),
        ended_at=NOW - timedelta(days=1),
    )
    nodes = [gone, node(2, 1, fingerprint=b"same"), node(3, 1, fingerprint=b"same")]

    assert clusters(nodes, []) == groups("1 2", "3")


def test_what_operators_decided() -> None:
    """Fixed postings stay together and apart; others join them, but not those of split sources."""
    nodes = [
        node(1, 1, job_id=7, fixed=True),
        node(2, 2, job_id=7, fixed=True),
        node(3, 3, job_id=8, fixed=True),
        node(4, 4),
        node(5, 5),
    ]
    links = [Link(1, 3, 1.0), Link(1, 4, 0.9), Link(2, 5, 0.9), Link(3, 5, 0.8)]

    found = clusters(nodes, links, split_sources={7: frozenset({5})})

    assert found == groups("1 2 4", "3 5")


@pytest.mark.parametrize("seed", range(50))
def test_order_does_not_matter(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    nodes = [
        node(
            one,
            chance.randint(1, 4),
            requisition_key=chance.choice((None, "lever:acme:a", "lever:acme:b")),
            fingerprint=chance.choice((b"a", b"b", b"c")),
            opened_at=NOW - timedelta(days=chance.randint(0, 5)),
            ended_at=chance.choice((None, NOW)),
        )
        for one in range(1, 14)
    ]
    links = [
        Link(a.id, b.id, chance.choice((0.5, 0.7, 0.9)))
        for a in nodes
        for b in nodes
        if a.id < b.id and a.source_id != b.source_id and chance.random() < 0.4
    ]
    first = clusters(nodes, links)
    for _ in range(4):
        chance.shuffle(nodes)
        chance.shuffle(links)
        assert clusters(nodes, links) == first


def test_places() -> None:
    """A job stays with its oldest posting; one without postings goes to where its oldest went."""
    oldest, moved = node(1, 1, job_id=7), node(2, 2, job_id=7)
    better, bridge = node(3, 2, job_id=8), node(-1, 3)

    placed = place([[bridge], [moved], [oldest, better]])

    assert placed.job_of == {1: 7, 3: 7, 2: -1, -1: -2}
    assert placed.absorbed == {8: 7}


def test_fixed_job_is_kept() -> None:
    """A job that an operator made stays, whatever older job joins it."""
    placed = place([[node(1, 1, job_id=3), node(2, 2, job_id=9, fixed=True)]])

    assert placed.job_of == {1: 9, 2: 9}
    assert placed.absorbed == {3: 9}
