"""For whom a job is right, how well, and why (P6, P7)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec

from jobscout.rules.conditions import Check, Condition, checks
from jobscout.rules.reasons import Reason, reasons
from jobscout.rules.searches import JobFeatures, PreparedJob, PreparedSearch, SearchCriteria

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Condition", "JobFeatures", "Reason", "SearchCriteria", "Verdict", "judge", "verdict"]


class Verdict(msgspec.Struct, frozen=True):
    """Whether a job suits a search and how well.

    *score* is in (0, 1] when passed, the sum of the reasons' weights; 0 otherwise.
    """

    passed: bool
    score: float
    conditions: tuple[Condition, ...]
    reasons: tuple[Reason, ...]


def judge(wanted: SearchCriteria, offered: JobFeatures) -> Verdict:
    """Everything there is to say about one job and one search, for an explanation.

    A job passes when every condition holds and at least one thing asked speaks for it.
    ``min_score`` is not considered.
    """
    asked, heard = PreparedSearch(wanted), PreparedJob(offered)
    return verdict(asked, checks(asked), heard)


def verdict(asked: PreparedSearch, needed: Sequence[Check], heard: PreparedJob) -> Verdict:
    """``judge`` for a search and a job that are prepared already."""
    conditions = [check.condition(asked, heard) for check in needed]
    found: tuple[Reason, ...] = ()
    if all(condition.passed for condition in conditions):
        found = reasons(asked, heard)
        if not found:
            text = "The job states nothing of what you ask for"
            conditions.append(Condition("evidence", passed=False, text=text))
    score = min(1.0, math.fsum(reason.weight for reason in found))
    return Verdict(bool(found), score, tuple(conditions), found)
