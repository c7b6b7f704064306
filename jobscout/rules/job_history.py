"""What changed on a job, as events whose texts people read.

Of what a job states the text that is shown is compared, so that each event of a kind begins with
the text that the last one ended with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from jobscout.rules.formatting import all_location_names, listed, salary_text
from jobscout.rules.lines import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobscout.model import Location, Salary, Workplace
    from jobscout.rules.closings import ClosedReason

JobEventKind = Literal[
    "title", "pay", "places", "workplace", "closed", "reopened", "reposted", "merged", "split"
]

MAX_CHARS: Final = 500
"""Length of a text of an event: the longest title that a real board has is half as long."""

KEPT: Final = 100
"""Events that are kept of a job, the newest. A board that edits a job once an hour fills them in
four days."""


_MOST_NAMES: Final = MAX_CHARS // 3  # a letter, and what separates it from the next


class JobState(NamedTuple):
    """What a job states at a time. *closed_reason* is None for an open job, and may be."""

    title: str
    salary: Salary | None
    locations: Sequence[Location]
    workplace: Workplace
    closed: bool
    closed_reason: ClosedReason | None


class Change(NamedTuple):
    """*before* and *after* are None where nothing was or is stated."""

    kind: JobEventKind
    before: str | None
    after: str | None


def changes(before: JobState, after: JobState, *, facts: bool) -> Iterator[Change]:
    """What changed between two states, at most one change of each kind.

    Closings go by their reason, and one that has another reason by now is another closing.

    Args:
        facts: whether to compare what the job states, too, and not only whether it is open.
    """
    if facts:
        for kind, said, says in zip(_FACTS, _facts(before), _facts(after), strict=True):
            if said != says:
                yield Change(kind, said, says)
    if before.closed and not after.closed:
        yield Change("reopened", before.closed_reason, None)
    elif after.closed and (not before.closed or before.closed_reason != after.closed_reason):
        yield Change("closed", before.closed_reason, after.closed_reason)


_FACTS: Final[tuple[JobEventKind, ...]] = ("title", "pay", "places", "workplace")


def _facts(state: JobState) -> tuple[str | None, ...]:
    """The texts of the kinds in *_FACTS*."""
    pay = salary_text(state.salary)
    return (
        title_text(state.title),
        pay and shortened(pay, MAX_CHARS),
        places_text(state.locations),
        None if state.workplace == "unknown" else state.workplace,
    )


def title_text(title: str) -> str:
    return shortened(title, MAX_CHARS)


def places_text(locations: Sequence[Location]) -> str | None:
    """All places by name, as many as there is room for, and how many more; None if none is known.

    Their order says which posting leads, not where the job is, so it is not kept.
    """
    names = sorted(all_location_names(locations))
    for shown in range(min(len(names), _MOST_NAMES), 0, -1):
        more = len(names) - shown
        text = listed([*names[:shown], *([f"{more} more"] if more else [])])
        if len(text) <= MAX_CHARS:
            return text
    return shortened(listed(names), MAX_CHARS) if names else None
