"""What a reading changes, from the reading and what is known alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jobscout.model import Reject
from jobscout.rules.changes import Changes, StoredPosting, accepted, compare
from jobscout.rules.lifecycle import Overlap, Suspicion
from tests.rows import posting, scrape_result

A, B, C = (posting(key, key) for key in "abc")


def known(key: str, **changes: Any) -> StoredPosting:
    given: dict[str, Any] = {
        "id": ord(key),
        "external_id": key,
        "job_id": ord(key) + 1000,
        "content_hash": posting(key, key).content_hash,
        "list_hash": None,
        "missed": 0,
        "closed": False,
    }
    return StoredPosting(**(given | changes))


def compared(
    *listed: Any,
    known: Any = (),
    whole_before: bool = True,
    whole_at: datetime | None = None,
    **changes: Any,
) -> Changes:
    read = scrape_result(*listed, **changes)
    return compare(read, known, whole_before=whole_before, whole_at=whole_at)


def test_all_new() -> None:
    """Of an unknown board everything is new, in the board's order."""
    found = compared(B, A, C)

    assert found == Changes(
        new=[B, A, C],
        changed=[],
        relisted=[],
        reappeared=[],
        missing=[],
        due=[],
        completed=[],
        ended=[],
        found=3,
    )


def test_sorts() -> None:
    """New, changed, unchanged and missing postings of one reading."""
    changed = posting("b", "other")

    found = compared(A, changed, C, known=[known("a"), known("b"), known("d")])

    assert found.new == [C]
    assert found.changed == [(known("b"), changed)]
    assert (found.missing, found.due, found.absent) == ([100], [], frozenset({100}))
    assert (found.found, found.unchanged, found.open_now) == (3, 1, 3)


def test_twice_in_one_list() -> None:
    """The first of two postings with one id counts."""
    found = compared(A, posting("a", "again"))

    assert (found.new, found.found) == ([A], 1)


def test_due_after_two() -> None:
    """What was missing once before is due when it is missing again."""
    found = compared(known=[known("a", missed=1), known("b"), known("c", missed=2, closed=True)])

    assert (found.missing, found.due) == ([97, 98], [97])
    assert found.absent == {97, 98, 99}


def test_reappears() -> None:
    """What was missed or closed and is listed, kept or at least named again is back."""
    back = [known("a", missed=1), known("b", closed=True, missed=2), known("c", missed=1)]

    found = compared(
        A, kept=("b",), rejects=(Reject(external_id="c", reason="broken"),), known=back
    )

    assert found.reappeared == [97, 98, 99]
    assert found.missing == []


@pytest.mark.parametrize(
    ("changes", "whole", "missing"),
    [
        ({}, True, [98]),
        ({"whole": False}, False, []),
        ({"rejects": (Reject(external_id="x", reason="r"),)}, True, [98]),
        ({"rejects": (Reject(external_id="b", reason="r"),)}, True, []),
        ({"rejects": (Reject(external_id=None, reason="r"),)}, False, []),
    ],
)
def test_proof_of_absence(changes: Any, *, whole: bool, missing: list[int]) -> None:
    """Only a whole list in which every entry has a name says what is not there."""
    found = compared(A, known=[known("a"), known("b")], **changes)

    assert (found.whole, found.missing) == (whole, missing)


def test_nameless_rejects_are_found() -> None:
    """Each entry counts once as found, read or not."""
    rejects = [Reject(external_id=key, reason="r") for key in (None, None, "b", "a")]

    assert compared(A, rejects=rejects).found == 4


@pytest.mark.parametrize("whole", [True, False])
def test_nothing_changed(*, whole: bool) -> None:
    """A 304 misses again what was missing, if the reading that it repeats was whole."""
    rows = [known("a"), known("b", missed=1), known("c", missed=2, closed=True)]

    found = compared(unchanged=True, known=rows, whole_before=whole)

    assert (found.missing, found.due) == (([98], [98]) if whole else ([], []))
    assert (found.found, found.unchanged, found.open_now) == (1, 1, 2)
    assert found.whole == whole


def test_list_versions() -> None:
    """A new list version alone is noted; the first whole text of a posting completes its job."""
    rows = [known("a", list_hash=b"1"), known("b")]

    found = compared(
        posting("a", "a", list_hash=b"2"), posting("b", "whole", list_hash=b"1"), known=rows
    )

    assert (found.relisted, found.completed) == ([(97, b"2")], [98])
    assert len(found.changed) == 1


def test_rejects_that_were_only_counted_prove_nothing_missing() -> None:
    """P3: which postings they were is not known, so none that is not shown may be missing."""
    found = compared(A, known=[known("a"), known("b")], more_rejects=3)

    assert (found.missing, found.due, found.whole) == ([], [], False)
    assert found.found == 4


AT = datetime(2026, 1, 1, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


def text(key: str) -> bytes:
    return posting(key, key).fingerprint


def test_shares_with_what_was_open() -> None:
    """Of those that the last whole reading had, three of four are listed; new ones count not."""
    rows = [known(key, seen_at=AT) for key in "abcd"]

    found = compared(A, B, C, posting("x", "x"), known=rows, whole_at=AT)

    assert found.overlaps == (Overlap(before=4, shared=3, going=0),)


def test_what_came_after_the_first_miss_is_no_share() -> None:
    """What took the place of missing postings does not vouch for their going."""
    old = [known(key, missed=1, seen_at=AT) for key in "abc"]
    others = [known(key, seen_at=LATER) for key in "xyz"]
    back = known("d", seen_at=LATER)  # was closed, and came with the others

    found = compared(
        *(posting(key, key) for key in "xyzd"), known=[*old, *others, back], whole_at=LATER
    )

    assert found.overlaps == (Overlap(7, 4), Overlap(before=3, shared=0, going=3))


def test_back_before_they_went() -> None:
    """Of what was missing, the ones that are back are shared."""
    rows = [known("a", missed=1, seen_at=AT), known("b", missed=1, seen_at=AT)]

    found = compared(A, C, known=[*rows, known("c", seen_at=AT)], whole_at=LATER)

    assert found.overlaps == (Overlap(3, 2, 0), Overlap(3, 2, 1))


def test_same_content_under_other_ids() -> None:
    """A board that renumbers its postings is the same board; each stands for one of them."""
    rows = [known(key, seen_at=AT, fingerprint=text("same")) for key in "abc"]

    found = compared(posting("x", "same"), posting("y", "same"), known=rows, whole_at=AT)

    assert found.overlaps == (Overlap(before=3, shared=2, going=0),)


def test_same_content_stands_for_what_goes() -> None:
    """Also in the second reading, when the posting under its other id is known, or kept."""
    old = known("a", missed=1, seen_at=AT, fingerprint=text("same"))
    again = known("x", seen_at=LATER, fingerprint=text("same"))

    listed = compared(posting("x", "same"), known=[old, again], whole_at=LATER)
    kept = compared(kept=("x",), known=[old, again], whole_at=LATER)
    repeated = compared(unchanged=True, known=[old, again], whole_at=LATER)

    assert (
        listed.overlaps
        == kept.overlaps
        == repeated.overlaps
        == (Overlap(2, 1, 0), Overlap(1, 1, 0))
    )
    assert listed.due == [97]


@pytest.mark.parametrize(
    ("changes", "overlaps"),
    [
        ({"whole": False}, ()),
        ({"rejects": (Reject(external_id=None, reason="r"),)}, (Overlap(3, 2, 0),)),
        ({"rejects": (Reject(external_id="b", reason="r"),)}, (Overlap(3, 2, 0),)),
        ({"rejects": (Reject(external_id="x", reason="r"),)}, (Overlap(3, 1, 0),)),
    ],
)
def test_what_could_not_be_read_may_be_ours(changes: Any, overlaps: tuple[Overlap, ...]) -> None:
    """A window shares nothing that counts; an entry without a name may be any of ours."""
    rows = [known(key, seen_at=AT) for key in "abc"]

    assert compared(A, known=rows, whole_at=AT, **changes).overlaps == overlaps


def test_what_is_accepted() -> None:
    """A doubtful reading closes nothing, and a strange one brings nothing besides."""
    closed = known("b", closed=True, missed=2, seen_at=AT)
    old = [known("a", missed=1, seen_at=AT), closed, known("d", missed=1, seen_at=AT)]
    edited = posting("a", "edited", list_hash=b"1")
    found = compared(edited, posting("b", "edited", list_hash=b"1"), C, known=old, whole_at=AT)

    suspect = accepted(found, Suspicion("few"))
    strange = accepted(found, Suspicion("other", is_strange=True))

    assert accepted(found, None) is found
    assert (found.missing, found.due, found.whole) == ([100], [100], True)
    for less in (suspect, strange):
        assert (less.missing, less.due, less.whole) == ((), (), False)
    assert (suspect.new, suspect.reappeared) == ([C], [97, 98])
    assert (strange.new, strange.reappeared) == ((), [97])
    assert [one.id for one, _ in strange.changed] == [97]
    assert strange.completed == [97]


def test_what_has_ended_is_closed_if_the_reading_is_believed() -> None:
    """What is listed too, or closed, or not ours, is not."""
    ours = [known("a"), known("b"), known("c", closed=True), known("d")]

    found = compared(A, known=ours, ended=("a", "b", "c", "z"), whole=False, windowed=True)

    assert found.ended == [ours[1].id]
    assert (found.due, found.missing, found.found) == ([], [], 4)
    assert accepted(found, Suspicion("few")).ended == ()
