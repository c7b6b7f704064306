"""What a reading changes, from the reading and what is known alone."""

from __future__ import annotations

from typing import Any

import pytest

from jobscout.model import Reject
from jobscout.rules.changes import Changes, Known, compare
from tests.rows import posting, reading

A, B, C = (posting(key, key) for key in "abc")


def known(key: str, **changes: Any) -> Known:
    given: dict[str, Any] = {
        "id": ord(key),
        "external_id": key,
        "job_id": ord(key) + 1000,
        "content_hash": posting(key, key).content_hash,
        "list_hash": None,
        "missed": 0,
        "closed": False,
    }
    return Known(**(given | changes))


def compared(*listed: Any, known: Any = (), whole_before: bool = True, **changes: Any) -> Changes:
    return compare(reading(*listed, **changes), known, whole_before=whole_before)


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

    assert (found.relisted, found.completed) == ([(97, b"2")], [1098])
    assert len(found.changed) == 1


def test_rejects_that_were_only_counted_prove_nothing_missing() -> None:
    """P3: which postings they were is not known, so none that is not shown may be missing."""
    found = compared(A, known=[known("a"), known("b")], more_rejects=3)

    assert (found.missing, found.due, found.whole) == ([], [], False)
    assert found.found == 4
