"""What stands between a search and jobs that nearly match."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from jobscout.rules.conditions import checks
from jobscout.rules.scoring import verdict
from jobscout.rules.searches import PreparedJob, PreparedSearch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobscout.rules.searches import JobFeatures, SearchCriteria


class Misses(NamedTuple):
    """Jobs that nearly match: *by_kind* fail exactly one condition, *below* only the score."""

    by_kind: Counter[str]
    below: int
    best_score: float


def near_misses(criteria: SearchCriteria, jobs: Iterable[JobFeatures]) -> Misses:
    """Why jobs that do not match the search fail it."""
    search = PreparedSearch(criteria)
    needed = checks(search)
    by_kind: Counter[str] = Counter()
    scores: list[float] = []
    for job in jobs:
        found = verdict(search, needed, PreparedJob(job))
        if found.passed:
            scores.append(found.score)
            continue
        failed = [condition.kind for condition in found.conditions if not condition.passed]
        if len(failed) == 1:
            by_kind.update(failed)
    below = [score for score in scores if score < criteria.min_score]
    return Misses(by_kind, len(below), max(below, default=0.0))
