"""What a person's reactions to jobs say of other jobs: counts that decay, and no model.

A job has *traits*, each a kind and a value: ``company`` "acme", ``skill`` "Python". For each
trait the reactions for and against it are counted as of a Beta distribution, whose prior is what
the person thinks of that kind in general. So a trait that all jobs share says nothing, and one
that was seen once says little. Source: Beta-binomial with a shrunk prior, see for example
Gelman et al., Bayesian Data Analysis, chapter 5.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

import msgspec

from jobscout.model import Seniority
from jobscout.rules import words
from jobscout.rules.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jobscout.rules.scoring import Verdict
    from jobscout.rules.searches import JobFeatures

DismissalReason = Literal[
    "not_my_field",
    "too_senior",
    "too_junior",
    "place",
    "workplace",
    "pay",
    "company",
    "seen_elsewhere",
    "other",
]
Kind = Literal["title", "skill", "company", "place", "level", "workplace", "pay"]

HALF_LIFE: Final = timedelta(days=90)
REACTIONS: Final = 300
"""The newest of a person that count."""
VALUES: Final = 200
"""Of one kind that are kept: those with the most reactions."""
MAX_SHIFT: Final = 0.5
"""What is learnt takes at most this share of a score, or of what it lacks to 1."""
APPLIED: Final = 2.0
"""An application counts as so many saved jobs."""
UNSAID: Final = 0.5
"""A dismissal for another reason counts as half of one that says which trait it is."""
PRIOR: Final = 2.0
"""As many reactions as the prior of a trait counts for."""
NEUTRAL: Final = 8.0
"""As many reactions, half of them for it, as the prior of a kind counts for."""
SHOWN: Final = 3
MIN_SHOWN: Final = 0.005

_WEIGHTS: Final[Mapping[Kind, float]] = {
    "title": 0.6,
    "skill": 0.4,
    "company": 0.5,
    "place": 0.4,
    "level": 0.4,
    "workplace": 0.4,
    "pay": 0.4,
}
_BLAMED: Final[Mapping[DismissalReason, frozenset[Kind]]] = {
    "not_my_field": frozenset(("title", "skill")),
    "too_senior": frozenset(("level",)),
    "too_junior": frozenset(("level",)),
    "place": frozenset(("place",)),
    "workplace": frozenset(("workplace",)),
    "pay": frozenset(("pay",)),
    "company": frozenset(("company",)),
    "seen_elsewhere": frozenset(),
    "other": frozenset(_WEIGHTS),
}
_LEVELS: Final = get_args(Seniority)
_PAY_STEP: Final = 20_000  # US dollars a year
_MOST_PAY: Final = 10  # steps; what pays more is one with it
_MOST: Final = 20  # values of one kind that a job has
_SMALL: Final = frozenset(
    (
        *("a", "an", "and", "at", "de", "der", "die", "for", "fur", "in", "m", "f", "d", "w", "x"),
        *("of", "on", "or", "the", "to", "und", "with"),
    )
)


class Reaction(NamedTuple):
    """What a person did with an alert; *dismissal* is None where they saved it or applied."""

    job: JobFeatures
    at: datetime
    is_applied: bool = False
    dismissal: DismissalReason | None = None


class Count(msgspec.Struct):
    """*liked* and *disliked* are decayed; *likes* and *dislikes* count people's clicks."""

    liked: float = 0.0
    disliked: float = 0.0
    likes: int = 0
    dislikes: int = 0

    def add(self, weight: float, *, likes: bool) -> None:
        if likes:
            self.liked += weight
            self.likes += 1
        else:
            self.disliked += weight
            self.dislikes += 1


class Counts(msgspec.Struct):
    """By kind, and by kind and value."""

    totals: dict[str, Count] = {}
    values: dict[str, dict[str, Count]] = {}


def traits(job: JobFeatures) -> dict[Kind, tuple[str, ...]]:
    """The values of each kind that a job has; none where it does not state it."""
    title = [word for word in words.searchable(job.title).split() if word not in _SMALL]
    places = [
        place
        for location in job.locations
        for place in (location.city, location.country, location.area)
        if place
    ]
    found: dict[Kind, Iterable[str]] = {
        "title": title,
        "skill": job.skills,
        "company": [job.company_slug],
        "place": places,
        "level": [job.seniority] if job.seniority else [],
        "workplace": [job.workplace] if job.workplace != "unknown" else [],
        "pay": _pay(job),
    }
    return {kind: tuple(dict.fromkeys(values))[:_MOST] for kind, values in found.items()}


def counted(reactions: Iterable[Reaction], now: datetime) -> Counts:
    """The counts of a person's reactions, decayed to *now*."""
    counts = Counts()
    for one in reactions:
        weight = decay(now - one.at)
        liked = one.dismissal is None
        if one.dismissal == "other":
            weight *= UNSAID
        elif one.is_applied and liked:
            weight *= APPLIED
        for kind, values in _concerned(one):
            if values:
                counts.totals.setdefault(kind, Count()).add(weight, likes=liked)
            of_kind = counts.values.setdefault(kind, {})
            for value in values:
                of_kind.setdefault(value, Count()).add(weight, likes=liked)
    for name, of_kind in counts.values.items():
        most = sorted(of_kind.items(), key=lambda item: (-item[1].liked - item[1].disliked, item))
        counts.values[name] = dict(most[:VALUES])
    return counts


def decay(age: timedelta) -> float:
    """What is left of a reaction after *age*, from 1 to 0."""
    return float(0.5 ** max(0.0, age / HALF_LIFE))


def learned(counts: Counts, job: JobFeatures, verdict: Verdict, left: float = 1.0) -> Verdict:
    """*verdict* with what was learnt, as reasons whose weights are part of the score.

    A job that does not pass stays so, and one that passes keeps at least ``1 - MAX_SHIFT`` of its
    score.

    Args:
        left: what is left of the counts by now, see ``decay``.
    """
    if not verdict.passed or not counts.totals:
        return verdict
    lifts = {
        kind: lift
        for kind, values in traits(job).items()
        if (lift := _lift(counts, kind, values, left))
    }
    whole = math.fsum(_WEIGHTS[kind] * lift.amount for kind, lift in lifts.items())
    room = verdict.score if whole < 0 else 1.0 - verdict.score
    shift = MAX_SHIFT * room * math.tanh(whole)
    if abs(shift) < MIN_SHOWN:
        return verdict
    same = {kind: one for kind, one in lifts.items() if one.amount * whole > 0}
    ordered = sorted(same, key=lambda kind: -abs(_WEIGHTS[kind] * same[kind].amount))[:SHOWN]
    said = math.fsum(_WEIGHTS[kind] * same[kind].amount for kind in ordered)
    shifts = tuple(
        Reason(
            "learned",
            _sentence(kind, same[kind]),
            shift * _WEIGHTS[kind] * same[kind].amount / said,
        )
        for kind in ordered
    )
    reasons = sorted((*verdict.reasons, *shifts), key=lambda reason: -reason.weight)
    score = max(0.0, min(1.0, verdict.score + shift))
    return msgspec.structs.replace(verdict, score=score, reasons=tuple(reasons))


class _Lift(NamedTuple):
    """*amount*: from -1 to 1. *value*: the one that says most, as often as in *seen*."""

    amount: float
    value: str
    seen: Count


def _lift(counts: Counts, kind: Kind, values: tuple[str, ...], left: float) -> _Lift | None:
    total, known = counts.totals.get(kind), counts.values.get(kind, {})
    if total is None:
        return None
    usual = (total.liked * left + NEUTRAL / 2) / ((total.liked + total.disliked) * left + NEUTRAL)
    found = []
    for value in values:
        if one := known.get(value):
            mean = (one.liked * left + PRIOR * usual) / ((one.liked + one.disliked) * left + PRIOR)
            found.append(_Lift((mean - usual) / (usual if mean < usual else 1 - usual), value, one))
    if not found:
        return None
    whole = math.fsum(one.amount for one in found) / math.sqrt(len(found))
    agreeing = [one for one in found if one.amount * whole > 0]
    if not agreeing:
        return None
    most = max(agreeing, key=lambda one: abs(one.amount))
    return most._replace(amount=max(-1.0, min(1.0, whole)))


def _concerned(one: Reaction) -> Iterator[tuple[Kind, tuple[str, ...]]]:
    """The traits that a reaction is about.

    What is too senior says so of all levels above too, and what pays too little of all less.
    """
    kinds = frozenset(_WEIGHTS) if one.dismissal is None else _BLAMED[one.dismissal]
    for kind, stated in traits(one.job).items():
        if kind not in kinds:
            continue
        values = stated
        if kind == "level" and stated:
            at = _LEVELS.index(stated[0])
            if one.dismissal == "too_senior":
                values = _LEVELS[at:]
            elif one.dismissal == "too_junior":
                values = _LEVELS[: at + 1]
        elif kind == "pay" and stated and one.dismissal == "pay":
            values = tuple(_step(number) for number in range(_number(stated[0]) + 1))
        yield kind, values


def _pay(job: JobFeatures) -> list[str]:
    """In steps, of the most that is stated."""
    stated = job.annual_usd_max or job.annual_usd_min
    return [_step(min(_MOST_PAY, stated // _PAY_STEP))] if stated else []


def _step(number: int) -> str:
    return f"{number * _PAY_STEP // 1000}k"


def _number(step: str) -> int:
    return int(step.removesuffix("k")) * 1000 // _PAY_STEP


def _sentence(kind: Kind, lift: _Lift) -> str:
    likes = lift.amount > 0
    number = lift.seen.likes if likes else lift.seen.dislikes
    did = "saved or applied to" if likes else "dismissed"
    return f"You {did} {_spelled(number)} like this ({_NAMES[kind].format(lift.value)})"


_NAMES: Final[Mapping[Kind, str]] = {
    "title": "“{}” in the title",
    "skill": "asks for {}",
    "company": "company: {}",
    "place": "place: {}",
    "level": "level: {}",
    "workplace": "workplace: {}",
    "pay": "pays about ${} a year",
}


def _spelled(number: int) -> str:
    few = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return few[number] if number < len(few) else str(number)
