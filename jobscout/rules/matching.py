"""Judges jobs by searches: those of one person, or those that ``search_index`` left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobscout.rules.conditions import checks
from jobscout.rules.scoring import verdict
from jobscout.rules.searches import PreparedJob, PreparedSearch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jobscout.rules.conditions import Check
    from jobscout.rules.scoring import Verdict
    from jobscout.rules.searches import JobFeatures, SearchCriteria


class Judge(NamedTuple):
    """A search that is prepared for comparison with many jobs. Memory: about 4 kB."""

    search: PreparedSearch
    needed: tuple[Check, ...]

    @classmethod
    def of(cls, criteria: SearchCriteria) -> Judge:
        search = PreparedSearch(criteria)
        return cls(search, checks(search))


def passing(judges: Iterable[Judge], job: PreparedJob) -> Iterator[tuple[SearchCriteria, Verdict]]:
    """The searches that the job passes with their ``min_score`` or more, in their order.

    Each is left at its first check that fails.
    """
    for search, needed in judges:
        if all(check.holds(search, job) for check in needed):
            result = verdict(search, needed, job)
            if result.passed and result.score >= search.criteria.min_score:
                yield search.criteria, result


class Matcher:
    """A few searches for comparison with many jobs, one after the other."""

    def __init__(self, criteria: Sequence[SearchCriteria]) -> None:
        self._judges = [Judge.of(one) for one in criteria]

    def match(self, features: JobFeatures) -> list[tuple[SearchCriteria, Verdict]]:
        """The searches that *features* passes, in the order in which they were given."""
        return list(passing(self._judges, PreparedJob(features)))
