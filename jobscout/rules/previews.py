"""What a user should know about a search before saving it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.rules.conditions import OBSTACLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.rules.near_misses import Misses
    from jobscout.rules.searches import SearchCriteria

MANY_A_WEEK: Final = 70
"""Ten a day: as many as a job seeker still reads."""


def warning(
    *,
    criteria: SearchCriteria,
    misses: Misses | None,
    per_week: float,
    max_per_day: int,
    unknown_companies: Sequence[str] = (),
    unknown_locations: Sequence[str] = (),
    estimated_from: int | None = None,
) -> str | None:
    """Warns of what may surprise the user who saves this search; None: nothing.

    Args:
        misses: given if no open job matches.
        max_per_day: the user's limit of alerts a day.
        unknown_companies: slugs that no stored company has.
        unknown_locations: wanted places that the gazetteer lacks.
        estimated_from: how many jobs *per_week* was estimated from; None if all were examined.
    """
    said: list[str] = []
    if unknown_companies:
        said.append(f"No company here is called {', '.join(unknown_companies)}.")
    if unknown_locations:
        said.append(
            f"We know no place called {', '.join(unknown_locations)}, so only jobs whose place is"
            " written so are found."
        )
    if misses is not None:
        said.append(_nothing(criteria, misses))
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


def _nothing(criteria: SearchCriteria, misses: Misses) -> str:
    if misses.below:
        return (
            f"Nothing open scores {criteria.min_score:g}: {_jobs(misses.below)} would match,"
            f" the best with {misses.best_score:.2f}."
        )
    if misses.by_kind:
        kind, jobs = min(misses.by_kind.items(), key=lambda item: (-item[1], item[0]))
        return f"Nothing open matches; {_jobs(jobs)} would, but {OBSTACLES[kind]}."
    return "Nothing open matches."


def _jobs(many: int) -> str:
    return "1 job" if many == 1 else f"{many:,} jobs"
