"""Whether two postings are one opening: a score from 0 to 1, with what it consists of.

A logistic model over a few features, whose weights are in ``weights.toml``. What P5 forbids to
merge is a *veto*, whatever else agrees. Two postings with one requisition key are one opening.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz.fuzz import ratio

from jobscout.rules.linkage import sketches
from jobscout.rules.linkage.places import match, places_of
from jobscout.rules.linkage.requisition_keys import tenant
from jobscout.rules.linkage.title_words import title_words

if TYPE_CHECKING:
    from jobscout.rules.linkage.places import PlaceMatch
    from jobscout.rules.linkage.records import Record
    from jobscout.rules.linkage.title_words import TitleWords

MERGE: Final = 0.5
"""From here on two postings are merged."""
POSSIBLE: Final = 0.1
"""From here on they are shown as possible duplicates; nothing follows from that."""

FEATURES: Final = (
    "words_contained",
    "words_shared",
    "letters",
    "same_title",
    "specialities_differ",
    "seasons_differ",
    "years_differ",
    "level_unstated",
    "places_contained",
    "places_equal",
    "days_apart",
    "days_close",
)
"""Names of the features that need no text, in the order of ``features``."""

_WEIGHTS: Final = Path(__file__).with_name("weights.toml")
_DAY_S: Final = 86_400.0
_CLOSE_DAYS: Final = 3.0
_MOST_DAYS: Final = 120.0
_UNKNOWN_DAYS: Final = 30.0
_UNKNOWN_PLACE: Final = 0.5
_DOUBT: Final = 0.49
"""What a score is multiplied with where a person may merge but a rule must not."""


class Comparison(NamedTuple):
    """What was found of two postings.

    Attributes:
        score: from 0 to 1, symmetric; 0 with a veto.
        parts: each feature with its share of the score's logarithm of odds, the largest first.
        veto: why they must not be merged, in words; None if nothing forbids it.
    """

    score: float
    parts: tuple[tuple[str, float], ...]
    veto: str | None


def compare(a: Record, b: Record, boilerplate: frozenset[int] = frozenset()) -> Comparison:
    """How likely *a* and *b* are one opening; the same whichever comes first.

    Args:
        boilerplate: hashes of sketches that many postings of the company share.
    """
    if a.requisition_key and b.requisition_key:
        if a.requisition_key == b.requisition_key:
            return Comparison(1.0, (("same_requisition", 1.0),), None)
        if tenant(a.requisition_key) == tenant(b.requisition_key):
            return Comparison(0.0, (), "different requisitions")
    ours, theirs = title_words(a.title), title_words(b.title)
    where = match(places_of(a.locations), places_of(b.locations))
    if veto := _veto(a, b, ours, theirs, where):
        return Comparison(0.0, (), veto)
    weights, intercept = _weights()
    values = features(a, b, ours, theirs, where)
    parts = [
        (name, weights[name] * value) for name, value in zip(FEATURES, values, strict=True) if value
    ]
    text = sketches.containment(a.sketch, b.sketch, boilerplate)
    if text is not None:
        parts.append(("text_contained", weights["text"] * (text - weights["text_middle"])))
    odds = intercept + sum(value for _, value in parts)
    score = 1.0 / (1.0 + math.exp(-odds))
    if _is_doubtful(a, b, where):
        score *= _DOUBT
    parts.sort(key=lambda part: (-abs(part[1]), part[0]))
    return Comparison(score, tuple(parts), None)


def features(
    a: Record, b: Record, ours: TitleWords, theirs: TitleWords, where: PlaceMatch
) -> tuple[float, ...]:
    """The values of ``FEATURES``, each about from 0 to 1; symmetric."""
    shared = ours.words & theirs.words
    weight = sum(ours.weights[word] for word in sorted(shared))
    least = min(ours.total, theirs.total)
    union = ours.total + theirs.total - weight
    days = _days(a, b)
    return (
        weight / least if least else 0.0,
        weight / union if union else 0.0,
        ratio(ours.line, theirs.line) / 100.0,
        float(ours.canonical == theirs.canonical),
        float(
            bool(ours.specialities - theirs.specialities)
            and bool(theirs.specialities - ours.specialities)
        )
        + 0.5 * float(ours.specialities != theirs.specialities),
        float(_differ(ours.seasons, theirs.seasons)),
        float(_differ(ours.years, theirs.years)),
        float(ours.level != theirs.level),
        _UNKNOWN_PLACE if where.contained is None else where.contained,
        float(where.equal),
        math.log1p(min(days, _MOST_DAYS)) / math.log1p(_MOST_DAYS),
        float(days <= _CLOSE_DAYS),
    )


def _days(a: Record, b: Record) -> float:
    if a.posted_at is None or b.posted_at is None:
        return _UNKNOWN_DAYS
    return abs((a.posted_at - b.posted_at).total_seconds()) / _DAY_S


def _differ(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether both say something, and nothing in common."""
    return bool(ours) and bool(theirs) and ours.isdisjoint(theirs)


def _veto(
    a: Record, b: Record, ours: TitleWords, theirs: TitleWords, where: PlaceMatch
) -> str | None:
    if _conflict(a.seniority, b.seniority) or (
        ours.level != theirs.level and "intern" not in {ours.level, theirs.level}
    ):
        return "different levels"
    if ours.numerals != theirs.numerals:
        return "different numerals"
    if _conflict(_language(a), _language(b)):
        return "different languages"
    if _conflict(a.employment_type, b.employment_type):
        return "different employment types"
    return "different places" if where.apart else None


def _conflict(ours: str | None, theirs: str | None) -> bool:
    return bool(ours) and bool(theirs) and ours != theirs


def _language(record: Record) -> str | None:
    code = record.language
    return code.replace("_", "-").partition("-")[0].lower() if code else None


def _is_doubtful(a: Record, b: Record, where: PlaceMatch) -> bool:
    """Whether something differs that boards often state loosely, as the town of a suburb."""
    workplaces = {a.workplace, b.workplace} - {"unknown"}
    return where.differ or len(workplaces) > 1 or a.company_id != b.company_id


@cache
def _weights() -> tuple[dict[str, float], float]:
    table = tomllib.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return table["weights"], table["intercept"]
