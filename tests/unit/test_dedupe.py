"""P1, P5: which job a new posting joins."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules.dedupe import Assignment, Candidate, New, assign

HERE, THERE = 1, 2


def new(index: int = 0, requisition_id: str | None = None, company_id: int = 1) -> New:
    return New(index, company_id, b"f", requisition_id)


def known(job_id: int, source_id: int = THERE, **changes: Any) -> Candidate:
    fields: dict[str, Any] = {
        "company_id": 1,
        "fingerprint": b"f",
        "posting_id": job_id * 10 + source_id,
        "requisition_id": None,
        "open": True,
    }
    return Candidate(job_id=job_id, source_id=source_id, **(fields | changes))


def test_joins_the_job_of_another_source() -> None:
    """The same posting on a second board is the same job, and no repost."""
    assert assign([new()], [known(7)], HERE) == [Assignment(0, 7, reposted=False, twin_of=None)]


def test_nothing_known_is_a_new_job() -> None:
    """Without a candidate the posting is a job of its own."""
    assert assign([new()], [], HERE) == [Assignment(0, None, reposted=False, twin_of=None)]


def test_other_company_or_text_never_joins() -> None:
    """Company and fingerprint both have to agree."""
    others = [known(7, company_id=2), known(8, fingerprint=b"g")]

    assert assign([new()], others, HERE)[0].job_id is None


def test_two_open_postings_on_one_board_are_two_openings() -> None:
    """A job with an open posting on this source is not joined."""
    assert assign([new()], [known(7, HERE), known(7, THERE)], HERE)[0].job_id is None


def test_a_closed_posting_here_is_a_repost() -> None:
    """The job that this source closed is joined again, marked as reposted."""
    (found,) = assign([new()], [known(7, HERE, open=False)], HERE)

    assert (found.job_id, found.reposted) == (7, True)


def test_twins_in_one_batch_never_share_a_job() -> None:
    """One joins, the other becomes a job of its own; a third is the second's twin."""
    first, second, third = assign([new(0), new(1), new(2)], [known(7)], HERE)

    assert (first.job_id, second.job_id, third.job_id) == (7, None, None)
    assert (second.twin_of, third.twin_of) == (None, 1)


def test_twins_take_different_jobs() -> None:
    """Two equal postings on two boards become two jobs of two postings, not one of four."""
    found = assign([new(0), new(1)], [known(8), known(7)], HERE)

    assert [each.job_id for each in found] == [7, 8]


def test_requisitions_of_one_source_never_merge() -> None:
    """P5: different ids on this source are different openings."""
    closed = known(7, HERE, open=False, requisition_id="R1")

    assert assign([new(0, "R2")], [closed], HERE)[0].job_id is None
    assert assign([new(0, "R1")], [closed], HERE)[0].job_id == 7
    assert assign([new(0, None)], [closed], HERE)[0].job_id == 7


def test_requisitions_of_other_sources_prove_nothing() -> None:
    """Ids of two boards live in two number spaces."""
    assert assign([new(0, "R2")], [known(7, THERE, requisition_id="R1")], HERE)[0].job_id == 7


def test_an_open_job_is_preferred_then_the_oldest() -> None:
    """A repost joins what is still open elsewhere; else the oldest job."""
    closed, opened = known(5, open=False), known(9)

    assert assign([new()], [closed, opened], HERE)[0].job_id == 9
    assert assign([new()], [known(9), known(8)], HERE)[0].job_id == 8


def test_the_same_requisition_finds_its_own_job() -> None:
    """Among several closed twins the one with the same id is the repost."""
    twins = [
        known(5, HERE, open=False),
        known(6, HERE, open=False, requisition_id="R6"),
    ]

    found = assign([new(0), new(1, "R6")], twins, HERE)

    assert [each.job_id for each in found] == [5, 6]


_NEW = st.builds(
    New,
    st.integers(0, 0),
    st.integers(1, 2),
    st.sampled_from([b"f", b"g"]),
    st.sampled_from([None, "R1", "R2"]),
)
_KNOWN = st.builds(
    Candidate,
    st.integers(1, 5),
    st.integers(1, 2),
    st.sampled_from([b"f", b"g"]),
    st.integers(1, 2),
    st.integers(1, 99),
    st.sampled_from([None, "R1", "R2"]),
    st.booleans(),
)


@given(st.lists(_NEW, max_size=6), st.lists(_KNOWN, max_size=8), st.randoms())
def test_rules_hold_for_any_batch(batch: list[New], pool: list[Candidate], random: Any) -> None:
    """One posting a job, never beside an open one here or another id, in any order."""
    postings = [
        New(index, one.company_id, one.fingerprint, one.requisition_id)
        for index, one in enumerate(batch)
    ]
    found = assign(postings, pool, HERE)
    shuffled = list(pool)
    random.shuffle(shuffled)

    job_ids = [each.job_id for each in found if each.job_id is not None]
    assert len(job_ids) == len(set(job_ids))
    assert [each.index for each in found] == list(range(len(batch)))
    assert assign(postings, shuffled, HERE) == found
    for each in found:
        key = (postings[each.index].company_id, postings[each.index].fingerprint)
        here = [
            other
            for other in pool
            if other.job_id == each.job_id
            and other.source_id == HERE
            and (other.company_id, other.fingerprint) == key
        ]
        ids = {other.requisition_id for other in here} | {postings[each.index].requisition_id}
        assert not any(other.open for other in here)
        assert len(ids - {None}) <= 1 or each.job_id is None
        assert each.reposted == bool(here)


def test_split_jobs_do_not_grow_together() -> None:
    """P5: a job split from one that has this source's postings takes none of the source."""
    split, own = known(7, cannot_link=True), known(8, HERE, open=False)

    assert assign([new()], [split, own], HERE)[0].job_id == 8
    assert assign([new()], [split, known(8, HERE)], HERE)[0].job_id is None
    assert assign([new()], [known(7, cannot_link=True)], HERE)[0].job_id is None


def test_split_jobs_that_both_have_postings_here() -> None:
    """Twins of one board that were split are reposted each to a job of their own."""
    both = [
        known(7, HERE, cannot_link=True, open=False),
        known(8, HERE, cannot_link=True, open=False),
    ]

    found = assign([new(0), new(1)], both, HERE)

    assert [one.job_id for one in found] == [7, 8]


def must_link(posting_id: int, **changes: Any) -> Candidate:
    return known(7, HERE, posting_id=posting_id, must_link=True, **changes)


def test_joined_jobs_take_one_posting_for_each_that_closed() -> None:
    """A joined job has several of one board: each may be reposted, at once too, and no more."""
    two_closed = [must_link(1, open=False), must_link(2, open=False), must_link(3)]

    found = assign([new(0), new(1), new(2)], two_closed, HERE)

    assert [(one.job_id, one.reposted) for one in found] == [(7, True), (7, True), (None, False)]
    assert assign([new()], [must_link(1), must_link(2)], HERE)[0].job_id is None


def test_joined_jobs_go_by_requisitions_and_words() -> None:
    """Any of its requisition ids may come again; another id, or other words, prove nothing."""
    closed = [
        must_link(1, open=False, requisition_id="R1"),
        must_link(2, open=False, requisition_id="R2"),
    ]
    other_words = [must_link(1, same=False), known(7, must_link=True)]

    for requisition_id, job_id in (("R1", 7), ("R2", 7), (None, 7), ("R3", None)):
        assert assign([new(0, requisition_id)], closed, HERE)[0].job_id == job_id
    assert assign([new()], other_words, HERE)[0].job_id == 7


def test_recalled_ones_are_decided() -> None:
    """What a posting was before its source was removed goes before what is there now."""
    postings = [new(0), new(1), new(2)]

    found = assign(postings, [known(7), known(8)], HERE, {1: 7})

    assert [one.job_id for one in found] == [8, 7, None]
    assert not any(one.reposted for one in found)
    assert found[2].twin_of is None


def test_recalled_job_takes_no_second_posting() -> None:
    """Two equal postings on one board stay two openings, also when one of them returned."""
    assert [one.job_id for one in assign([new(0), new(1)], [], HERE, {0: 7})] == [7, None]
