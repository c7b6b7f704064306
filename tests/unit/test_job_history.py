"""What is an event of a job, in which words, and that no change of a job goes by unseen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest

from jobscout.model import Location, Salary
from jobscout.rules.formatting import listed
from jobscout.rules.job_history import MAX_CHARS, Change, JobState, changes, places_text
from jobscout.sql.queries import FOLDER, load

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a job states and whether it is open: the columns that ``refresh_jobs`` compares.
_STATED: Final = r"\b(?:title|workplace|locations|salary_\w+|closed_at|closed_reason)\s*="
# Of removed sources: jobs that closed with their postings just before, in ``refresh_jobs``.
_CLOSED_BEFORE: Final = "sources.close_jobs"

OPEN: Final = JobState(
    title="Pilot",
    salary=None,
    locations=(Location(city="Nairobi", country="KE", text="Nairobi, Kenya"),),
    workplace="unknown",
    closed=False,
    closed_reason=None,
)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {}, []),
        ({}, {"title": "Nurse"}, [("title", "Pilot", "Nurse")]),
        ({}, {"title": " Pilot\u200b\n"}, []),
        ({}, {"title": "\u202e"}, [("title", "Pilot", "")]),
        (
            {"salary": Salary(max=20.0, currency="EUR", period="hour")},
            {"salary": Salary(min=1000.0, max=2000.0, currency="JPY", period="month")},
            [("pay", "up to 20 EUR an hour", "1,000–2,000 JPY a month")],
        ),
        ({}, {"salary": Salary(currency="EUR", period="hour")}, []),
        ({}, {"workplace": "remote"}, [("workplace", None, "remote")]),
        ({"workplace": "hybrid"}, {}, [("workplace", "hybrid", None)]),
        ({}, {"locations": ()}, [("places", "Nairobi, Kenya", None)]),
        ({}, {"locations": [*OPEN.locations] * 2}, []),
        ({}, {"locations": (Location(area="Nairobi", text="Nairobi, Kenya"),)}, []),
        ({}, {"closed": True}, [("closed", None, None)]),
        ({"closed": True}, {}, [("reopened", None, None)]),
        ({}, {"closed": True, "closed_reason": "ended"}, [("closed", None, "ended")]),
        ({"closed": True, "closed_reason": "ended"}, {}, [("reopened", "ended", None)]),
        (
            {"closed": True, "closed_reason": "ended"},
            {"closed": True, "closed_reason": "expired"},
            [("closed", "ended", "expired")],
        ),
        (
            {},
            {"title": "Nurse", "workplace": "onsite", "closed": True, "closed_reason": "ended"},
            [
                ("title", "Pilot", "Nurse"),
                ("workplace", None, "onsite"),
                ("closed", None, "ended"),
            ],
        ),
    ],
)
def test_changes(
    before: dict[str, Any], after: dict[str, Any], expected: list[tuple[str, Any, Any]]
) -> None:
    """One event for each kind of which the text differs; closings by their reason."""
    told = list(changes(OPEN._replace(**before), OPEN._replace(**after), facts=True))

    assert told == [Change(*one) for one in expected]  # type: ignore[arg-type]


def test_only_closings() -> None:
    """Where only the rules read a job otherwise."""
    after = OPEN._replace(title="Nurse", workplace="remote", closed=True, closed_reason="expired")

    assert list(changes(OPEN, after, facts=False)) == [Change("closed", None, "expired")]


@pytest.mark.parametrize("many", [1, 2, 60, 1000, 50_000])
@pytest.mark.parametrize("length", [1, 30, 499, 500, 10_000])
def test_bounded(many: int, length: int) -> None:
    """Titles and places of any length and number; what is left out of the places is counted."""
    names = [f"{number:05}"[-length:].rjust(length, "x") for number in range(min(many, 2_000))]
    places = [Location(text=name) for name in names]
    state = OPEN._replace(title="x" * length * many, locations=places)

    for change in changes(OPEN, state, facts=True):
        assert change.after is not None
        assert len(change.after) <= MAX_CHARS
    text = places_text(places)

    assert text is not None
    if (known := listed(sorted(set(names)))) and len(known) <= MAX_CHARS:
        assert text == known


def test_places_that_are_left_out_are_counted() -> None:
    """As many are shown as there is room for."""
    names = [f"Town {number:03}" for number in range(100)]

    text = places_text([Location(text=name) for name in reversed(names)])

    assert text is not None
    *shown, rest = text.split("; ")
    assert shown == names[: len(shown)]
    assert rest == f"{len(names) - len(shown)} more"
    assert len(text) > MAX_CHARS - len("; Town 000")


def _set_by(sql: str) -> Iterator[str]:
    """What each UPDATE of jobs in a statement sets."""
    for found in re.finditer(
        r"\bUPDATE jobs\b.*?\bSET\b(.*?)(?:\bFROM members\b|\bWHERE\b|\Z)", sql, re.DOTALL
    ):
        yield found[1]


def test_only_one_statement_changes_what_jobs_state() -> None:
    """Each other one would change jobs unrecorded."""
    loaded = [load(file.stem) for file in sorted(FOLDER.glob("*.sql"))]
    queries = [query for noun in loaded for query in noun.by_name.values()]

    found = {
        query.name for query in queries for sets in _set_by(query.sql) if re.search(_STATED, sets)
    }

    assert found == {"postings.refresh_jobs", _CLOSED_BEFORE}


@pytest.mark.parametrize("query", ["refresh_jobs", "count_reposts"])
def test_only_job_events_calls_it(query: str) -> None:
    """Whoever called it elsewhere would drop what it says of changes."""
    callers = [
        file.name for file in FOLDER.parent.rglob("*.py") if f".{query}" in file.read_text("utf-8")
    ]

    assert callers == ["job_events.py"]
