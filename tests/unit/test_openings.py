"""P1, P5: a posting that returns after its source was removed is the opening that it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules.openings import NewPosting, Opening, apply_link, recall


def new_posting(number: int = 0, **changes: Any) -> NewPosting:
    given: dict[str, Any] = {
        "company_id": 1,
        "external_id": f"new-{number}",
        "requisition_id": None,
        "fingerprint": b"new %d" % number,
        "apply_link": None,
        "seniority": None,
        "location_words": "nairobi kenya",
    }
    return NewPosting(number, **(given | changes))


def opening(job_id: int = 7, **changes: Any) -> Opening:
    fields: dict[str, Any] = {
        "id": job_id * 10,
        "company_id": 1,
        "external_id": f"old-{job_id}",
        "requisition_id": None,
        "fingerprint": b"old %d" % job_id,
        "apply_link": None,
        "seniority": None,
        "location_words": "kenya nairobi",
        "same_kind": True,
        "same_board": True,
        "is_here": False,
        "must_link": False,
    }
    return Opening(job_id=job_id, **(fields | changes))


def recalled(postings: list[NewPosting], openings: list[Opening]) -> dict[int, int]:
    return {number: one.job_id for number, one in recall(postings, openings).items()}


TEXT = {"fingerprint": b"f"}
ELSEWHERE = {"same_board": False, "same_kind": False}
SAME: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"external_id": "x"}, {"external_id": "x"}),
    ({"external_id": "x", "company_id": 2}, {"external_id": "x"}),
    ({"external_id": "x"}, {"external_id": "x", "requisition_id": "R1", "seniority": "lead"}),
    (TEXT, TEXT),
    (TEXT, TEXT | {"same_board": False}),
    (TEXT | {"requisition_id": "R1"}, TEXT | ELSEWHERE | {"requisition_id": "R2"}),
    (TEXT | {"requisition_id": "R1"}, TEXT | {"requisition_id": "R1"}),
    ({"requisition_id": "R1"}, {"requisition_id": "R1"}),
    ({"requisition_id": "R1"}, {"requisition_id": "R1", "same_board": False}),
    ({"apply_link": "a/1"}, {"apply_link": "a/1"}),
    ({"apply_link": "a/1"}, ELSEWHERE | {"apply_link": "a/1"}),
]


@pytest.mark.parametrize(("new", "old"), SAME)
def test_same_opening(new: dict[str, Any], old: dict[str, Any]) -> None:
    """By its id on the same board, its text, its requisition or the page to apply on."""
    assert recalled([new_posting(**new)], [opening(**old)]) == {0: 7}


OTHER: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {}),
    ({"external_id": "x"}, {"external_id": "x", "same_board": False}),
    ({"external_id": "x", "requisition_id": "R1"}, {"external_id": "x", "requisition_id": "R2"}),
    (TEXT, TEXT | {"company_id": 2}),
    (TEXT | {"requisition_id": "R1"}, TEXT | {"requisition_id": "R2"}),
    (TEXT | {"requisition_id": "R1"}, TEXT | {"requisition_id": "R2", "same_board": False}),
    (TEXT, TEXT | {"is_here": True}),
    ({"requisition_id": "R1"}, {"requisition_id": "R1", "company_id": 2}),
    ({"requisition_id": "R1"}, ELSEWHERE | {"requisition_id": "R1"}),
    ({"requisition_id": "R1"}, {"requisition_id": "R1", "seniority": "lead"}),
    ({"requisition_id": "R1"}, {"requisition_id": "R1", "location_words": "berlin"}),
    ({"apply_link": "a/1"}, {"apply_link": "a/1", "location_words": "berlin"}),
    ({"apply_link": "a/1", "requisition_id": "R1"}, {"apply_link": "a/1", "requisition_id": "R2"}),
]


@pytest.mark.parametrize(("new", "old"), OTHER)
def test_other_opening(new: dict[str, Any], old: dict[str, Any]) -> None:
    """Another requisition, seniority, place or company is another opening."""
    assert recall([new_posting(**new)], [opening(**old)]) == {}


def test_signs_that_several_share_say_nothing() -> None:
    """One page to apply for everything, or one requisition for many places."""
    signs: list[dict[str, Any]] = [{"apply_link": "a"}, {"requisition_id": "R1"}]
    for sign in signs:
        two = [new_posting(0, **sign), new_posting(1, **sign)]

        assert recall(two, [opening(**sign)]) == {}
        assert recall([new_posting(**sign)], [opening(7, **sign), opening(8, **sign)]) == {}


def test_surest_first() -> None:
    """Of two equal postings each is the one whose id it has; a third is neither."""
    same = {"fingerprint": b"f"}
    postings = [
        new_posting(0, **same),
        new_posting(1, external_id="old-8", **same),
        new_posting(2, external_id="old-7", **same),
    ]

    assert recalled(postings, [opening(7, **same), opening(8, **same)]) == {1: 8, 2: 7}


def test_two_equal_postings_are_two_openings() -> None:
    """A job takes one posting of a board, whatever number of boards it was on."""
    same = {"fingerprint": b"f"}
    of_one_job = [opening(7, id=1, **same), opening(7, id=2, same_board=False, **same)]

    assert recalled([new_posting(0, **same), new_posting(1, **same)], of_one_job) == {0: 7}


def test_requisition_before_the_rest() -> None:
    """Of openings with one text a posting is the one whose requisition it has."""
    same = {"fingerprint": b"f"}
    postings = [new_posting(0, **same), new_posting(1, requisition_id="R8", **same)]
    known = [opening(7, **same), opening(8, requisition_id="R8", **same)]

    assert recalled(postings, known) == {0: 7, 1: 8}
    assert recalled(postings, known[1:]) == {1: 8}


def test_joined_job_takes_as_many_as_it_had() -> None:
    """A person put two postings of one board together: both come back to it, a third does not."""
    same = {"fingerprint": b"f", "must_link": True}
    had = [opening(7, id=1, **same), opening(7, id=2, **same)]
    postings = [new_posting(number, fingerprint=b"f") for number in range(3)]

    assert recalled(postings, had) == {0: 7, 1: 7}


@given(st.data())
def test_order_of_openings_does_not_matter(data: st.DataObject) -> None:
    """Each posting is at most one opening and each opening one posting, in any order."""
    few = st.sampled_from(["a", "b", "c"])
    facts = st.fixed_dictionaries(
        {
            "external_id": few,
            "requisition_id": st.none() | few,
            "fingerprint": few.map(str.encode),
            "apply_link": st.none() | few,
        }
    )
    postings = [
        new_posting(n, **one) for n, one in enumerate(data.draw(st.lists(facts, max_size=5)))
    ]
    known = [
        opening(job_id, id=n, **one)
        for n, (job_id, one) in enumerate(
            data.draw(st.lists(st.tuples(st.integers(1, 4), facts), max_size=6))
        )
    ]

    found = recall(postings, known)

    assert found == recall(postings, data.draw(st.permutations(known)))
    assert len({one.id for one in found.values()}) == len(found)
    assert len({one.job_id for one in found.values()}) == len(found)
    for number, one in found.items():
        assert len({postings[number].requisition_id, one.requisition_id} - {None}) <= 1


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (None, None),
        ("", None),
        ("https://acme.example", None),
        ("https://acme.example/?utm_source=x", None),
        ("https://acme.example/jobs/7", "acme.example/jobs/7"),
        ("http://www.ACME.example/jobs/7/?utm_source=x&ref=y#apply", "acme.example/jobs/7"),
        ("https://acme.example/apply?job=7&a=1", "acme.example/apply?a=1&job=7"),
        ("https://acme.example/#/jobs/7", "acme.example#/jobs/7"),
        ("https://[broken/jobs", None),
        ("https://acme.example/" + "🚀" * 400, None),
    ],
)
def test_apply_link(url: str | None, link: str | None) -> None:
    """One page is one link, however it was reached."""
    assert apply_link(url) == link
