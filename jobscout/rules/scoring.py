"""Which searches a job suits, how well, and why (P6, P7)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec

from jobscout.rules.conditions import Check, Condition, checks
from jobscout.rules.reason import Reason
from jobscout.rules.reasons import reasons
from jobscout.rules.searches import JobFeatures, PreparedJob, PreparedSearch, SearchCriteria

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Condition", "JobFeatures", "Reason", "SearchCriteria", "Verdict", "judge", "verdict"]


class Verdict(msgspec.Struct, frozen=True):
    """Whether a job suits a search and how well.

    *score*: if passed, the sum of the reasons' weights, in (0, 1]; otherwise 0.
    """

    passed: bool
    score: float
    conditions: tuple[Condition, ...]
    reasons: tuple[Reason, ...]


def judge(criteria: SearchCriteria, features: JobFeatures) -> Verdict:
    """All conditions and reasons for one job and one search, as an explanation.

    A job passes if every condition holds and at least one criterion is met by what it states.
    ``min_score`` is ignored.
    """
    search, job = PreparedSearch(criteria), PreparedJob(features)
    return verdict(search, checks(search), job)


def verdict(search: PreparedSearch, needed: Sequence[Check], job: PreparedJob) -> Verdict:
    """``judge`` for a prepared search and a prepared job."""
    conditions = [check.condition(search, job) for check in needed]
    found: tuple[Reason, ...] = ()
    if all(condition.passed for condition in conditions):
        found = reasons(search, job)
        if not found:
            text = "The job states nothing of what you ask for"
            conditions.append(Condition("evidence", passed=False, text=text))
    score = min(1.0, math.fsum(reason.weight for reason in found))
    return Verdict(bool(found), score, tuple(conditions), found)
