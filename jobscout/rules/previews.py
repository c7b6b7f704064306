"""What a person should know of a search before they keep it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules.conditions import OBSTACLES, checks
from jobscout.rules.scoring import verdict
from jobscout.rules.searches import PreparedJob, PreparedSearch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jobscout.rules.searches import JobFeatures, SearchCriteria

MANY_A_WEEK: Final = 70
"""Ten a day: what somebody who looks for work still reads."""


class Misses(NamedTuple):
    """Jobs that nearly pass: *by_kind* fail one condition alone, *below* only the score."""

    by_kind: Counter[str]
    below: int
    best_score: float


def near_misses(wanted: SearchCriteria, offered: Iterable[JobFeatures]) -> Misses:
    """What stands between a search and jobs that do not pass it."""
    asked = PreparedSearch(wanted)
    needed = checks(asked)
    by_kind: Counter[str] = Counter()
    scores: list[float] = []
    for job in offered:
        found = verdict(asked, needed, PreparedJob(job))
        if found.passed:
            scores.append(found.score)
            continue
        failed = [condition.kind for condition in found.conditions if not condition.passed]
        if len(failed) == 1:
            by_kind.update(failed)
    below = [score for score in scores if score < wanted.min_score]
    return Misses(by_kind, len(below), max(below, default=0.0))


def warning(
    *,
    wanted: SearchCriteria,
    misses: Misses | None,
    per_week: float,
    max_per_day: int,
    unknown_companies: Sequence[str] = (),
    estimated_from: int | None = None,
) -> str | None:
    """What may surprise a person who keeps this search, in a few sentences; None: nothing.

    Args:
        misses: given where nothing open matches.
        max_per_day: how many alerts the person takes.
        unknown_companies: slugs that no company here has.
        estimated_from: how many jobs *per_week* was projected from, None where all were seen.
    """
    said: list[str] = []
    if unknown_companies:
        said.append(f"No company here is called {', '.join(unknown_companies)}.")
    if misses is not None:
        said.append(_nothing(wanted, misses))
    elif per_week > max_per_day * 7:
        said.append(
            f"That is about {per_week:,.0f} alerts a week, and you take at most"
            f" {max_per_day:,} a day."
        )
    elif per_week > MANY_A_WEEK:
        said.append(
            f"That is about {per_week:,.0f} alerts a week; a title, a place or a higher score"
            " makes it fewer."
        )
    if estimated_from is not None:
        said.append(f"Estimated from the newest {estimated_from:,} jobs with these words.")
    return " ".join(said) or None


def _nothing(wanted: SearchCriteria, misses: Misses) -> str:
    if misses.below:
        return (
            f"Nothing open scores {wanted.min_score:g}: {_jobs(misses.below)} would match,"
            f" the best with {misses.best_score:.2f}."
        )
    if misses.by_kind:
        kind, jobs = min(misses.by_kind.items(), key=lambda item: (-item[1], item[0]))
        return f"Nothing open matches; {_jobs(jobs)} would, but {OBSTACLES[kind]}."
    return "Nothing open matches."


def _jobs(many: int) -> str:
    return "1 job" if many == 1 else f"{many:,} jobs"
