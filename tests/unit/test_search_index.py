"""The index finds exactly what judging each search in turn would find, however it was edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules import locations
from jobscout.rules.matching import Matcher
from jobscout.rules.scoring import JobFeatures, SearchCriteria, judge
from jobscout.rules.search_index import SearchIndex, snapshots
from jobscout.rules.search_index.rows import KeyRows
from jobscout.rules.search_terms import Near
from jobscout.rules.searches import PreparedJob

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

TERMS = ["backend engineer", "engineer", "Go", "C++", "k8s", "node.js", "front end", "R", "!", ""]
LOCATIONS = [
    *("Nairobi", "Kenya", "Berlin, Germany", "Europe", "Remote", "Worldwide", "SF", "??"),
    *("London, UK", "London, ON", "Remote EU", "Remote, Foobarville", "CA", "Silicon Valley"),
    *("Palo Alto, CA", "Worldwide except US", "New England", "Greater London"),
]

IDS = [1, 2, 3, 31, 32, 33, 70_000, 2**31, 2**32 - 1]


def some(values: list[str], size: int = 2) -> SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=size).map(tuple)


ASKED: dict[str, SearchStrategy[Any]] = {
    "keywords": some(TERMS),
    "excluded_keywords": some(TERMS, 1),
    "excluded_in_text": st.booleans(),
    "titles": some(TERMS),
    "locations": some(LOCATIONS),
    "near": st.sampled_from([(), (), (Near("Nairobi", 5), Near("London", 500)), (Near("??", 9),)]),
    "countries": some(["KE", "DE", "Kenya", "XX"]),
    "workplace": some(["remote", "unknown"]),
    "seniority": some(["senior", "lead"], 2),
    "employment_types": some(["contract"], 1),
    "languages": some(["en", "de"], 1),
    "visa_sponsorship": some(["yes", "no"], 1),
    "years_max": st.sampled_from([None, None, 0, 3]),
    "companies": some(["acme", "other"], 1),
    "excluded_companies": some(["acme", "other"], 1),
    "min_salary_annual_usd": st.sampled_from([None, 0, 50_000, 51_000]),
    "skills": some(["Python", "k8s", "Go"]),
    "min_score": st.sampled_from([0.0, 0.0, 0.5, 1.0]),
}


@st.composite
def criteria(draw: st.DrawFn) -> SearchCriteria:
    """A search that asks a few things, as one that asks everything suits no job."""
    names = draw(st.lists(st.sampled_from(sorted(ASKED)), max_size=5, unique=True))
    asked = {name: draw(ASKED[name]) for name in names}
    return SearchCriteria(id=draw(st.sampled_from(IDS)), user_id=1, **asked)


CRITERIA = criteria()
FEATURES = st.builds(
    JobFeatures,
    id=st.integers(),
    title=some(TERMS, 3).map(" ".join),
    company_slug=st.sampled_from(["acme", "third"]),
    merged_slugs=some(["other"], 1),
    company_name=st.just("Acme"),
    locations=some(LOCATIONS).map(locations.read),
    workplace=st.sampled_from(["remote", "unknown", "hybrid"]),
    seniority=st.sampled_from(["senior", None, "lead", "manager"]),
    employment_type=st.sampled_from(["contract", None]),
    language=st.sampled_from(["en", "ja", None]),
    visa_sponsorship=st.sampled_from(["yes", "no", None]),
    years_min=st.sampled_from([None, 0, 3, 8]),
    remote_countries=some(["DE", "US"]),
    remote_anywhere=st.booleans(),
    annual_usd_min=st.sampled_from([None, 30_000]),
    annual_usd_max=st.sampled_from([None, 40_000, 50_500, 90_000]),
    skills=some(["python", "Kubernetes", "Rust"]),
    text=some([*TERMS, "golang", "nodejs", "kubernetes and frontend", "R&D"], 3).map(", ".join),
)


EDITS = st.lists(st.one_of(CRITERIA, st.sampled_from(IDS)), max_size=12)


def edited(index: SearchIndex, edits: list[SearchCriteria | int]) -> dict[int, SearchCriteria]:
    """Apply additions, changes and removals; what is there in the end."""
    there: dict[int, SearchCriteria] = {}
    for edit in edits:
        if isinstance(edit, int):
            index.remove(edit)
            there.pop(edit, None)
        else:
            index.put(edit)
            there[edit.id] = edit
    return there


def assert_finds(
    index: SearchIndex, there: dict[int, SearchCriteria], jobs: list[JobFeatures]
) -> None:
    """What is found and judged is what judging each passes; and little else is found."""
    for features in jobs:
        passed = {one.id for one in there.values() if judge(one, features).passed}
        found = set(index.find(PreparedJob(features)))
        assert passed <= found
        highest = features.annual_usd_max or 0
        assert all((there[one].min_salary_annual_usd or 0) > highest for one in found - passed)


@given(EDITS, st.lists(FEATURES, min_size=1, max_size=3))
def test_equals_judging_each(edits: list[SearchCriteria | int], jobs: list[JobFeatures]) -> None:
    """After any additions, changes and removals; only of pay is a little more found."""
    index = SearchIndex()
    there = edited(index, edits)

    assert_finds(index, there, jobs)
    assert len(index) <= len(there)


@given(EDITS, EDITS, st.lists(FEATURES, min_size=1, max_size=2))
def test_packed_and_edited_on(
    before: list[SearchCriteria | int],
    after: list[SearchCriteria | int],
    jobs: list[JobFeatures],
) -> None:
    """An index that was packed and unpacked is the same, and goes on like it."""
    index = SearchIndex()
    there = edited(index, before)

    again, position = snapshots.unpack(snapshots.pack(index, b"here"))

    assert position == b"here"
    assert_finds(again, there, jobs)
    later = edited(again, after)
    gone = {edit for edit in after if isinstance(edit, int)}
    assert_finds(again, {n: there[n] for n in there.keys() - gone} | later, jobs)


@given(EDITS)
def test_nothing_is_left(edits: list[SearchCriteria | int]) -> None:
    """When all searches are removed no key, bitmap, anchor or row of one stays behind."""
    index = SearchIndex()
    edited(index, [*edits, *IDS])

    searches, keys, bitmaps, pages = index.state()

    assert not searches
    assert not any(keys)
    assert not any(bitmaps)
    assert pages == {}
    assert index.is_empty


@given(EDITS, st.lists(FEATURES, min_size=1, max_size=3))
def test_few_equal_judging_each(edits: list[SearchCriteria | int], jobs: list[JobFeatures]) -> None:
    """``Matcher``: same searches, same verdicts, same order as a loop over ``judge``."""
    criteria = [edit for edit in edits if not isinstance(edit, int)]
    matcher = Matcher(criteria)

    for job in jobs:
        judged = [(search, judge(search, job)) for search in criteria]
        assert matcher.match(job) == [
            (search, verdict)
            for search, verdict in judged
            if verdict.passed and verdict.score >= search.min_score
        ]


def test_a_job_tests_few_of_the_keys() -> None:
    """Of 10,000 different titles those are looked at that share a rare word with the job's."""
    index = SearchIndex()
    for n in range(10_000):
        index.put(SearchCriteria(id=n, user_id=n, titles=(f"word{n} engineer",)))
    job = PreparedJob(
        JobFeatures(
            id=1,
            title="Word7 Engineer",
            company_slug="acme",
            company_name="Acme",
            text="word9 " * 9,
        )
    )

    assert list(index.find(job)) == [7]
    assert len(index.leading(job)) < 20


def test_rows_of_any_size() -> None:
    """Numbers of two and of four bytes, many and few, of searches that share a page."""
    rows = KeyRows()
    given: dict[int, list[int]] = {}
    for search_id, numbers in [
        (1, [5]),
        (2, [70_000, 3]),
        (1, list(range(500))),
        (33, [9]),
        (0, [1, 2]),
        (2, [4]),
        (31, [2**32 - 1]),
        (1, []),
        (33, []),
    ]:
        rows.put(search_id, numbers)
        given[search_id] = numbers
        assert {n: list(rows.get(n)) for n in given} == given

    assert rows.pages.keys() == {0}
    assert list(rows.get(10**12)) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda packed: b"",
        lambda packed: packed[:-1],
        lambda packed: packed + b" ",
        lambda packed: b"x" + packed[1:],
        lambda packed: packed[:-1] + bytes([packed[-1] ^ 1]),
        lambda packed: packed[: len(packed) // 2],
        lambda packed: packed.replace(b"1\n", b"2\n", 1),
    ],
)
def test_a_spoilt_snapshot(spoil: Callable[[bytes], bytes]) -> None:
    """What is torn, damaged or of another format is no index."""
    index = SearchIndex()
    index.put(SearchCriteria(id=1, user_id=1, titles=("Engineer",)))

    with pytest.raises(snapshots.Unreadable):
        snapshots.unpack(spoil(snapshots.pack(index, b"here")))


def test_a_snapshot_of_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other rules make other keys of the same searches, so their index is none of ours."""
    packed = snapshots.pack(SearchIndex(), b"here")
    monkeypatch.setattr(snapshots, "program", lambda: b"another")

    with pytest.raises(snapshots.Unreadable, match="another version"):
        snapshots.unpack(packed)
