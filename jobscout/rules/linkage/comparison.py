"""Whether two postings are one opening: a score from 0 to 1, with what it consists of.

A logistic model over a few features, whose weights are in ``weights.toml``. What P5 forbids to
merge is a *veto*, whatever else agrees. Two postings with one requisition key are one opening.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz.fuzz import ratio

from jobscout.rules.linkage import sketches, vetoes
from jobscout.rules.linkage.places import match, places_of
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
    "season_past",
    "places_contained",
    "places_equal",
    "days_apart",
)
"""Names of the features that need no text, in the order of ``features``."""

_FILE: Final = Path(__file__).with_name("weights.toml")
_DAY_S: Final = 86_400.0
_MOST_DAYS: Final = 120.0
"""Postings further apart are no less likely one."""
_UNKNOWN_DAYS: Final = 5.0
_UNKNOWN_PLACE: Final = 0.5
"""Where one states no date or place: what speaks neither for nor against."""
_LAST_MONTHS: Final = {"spring": 5, "summer": 8}
_DOUBT: Final = 0.49
"""What a score is multiplied with where there is a doubt: it stays below ``MERGE``."""


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


class Weights(NamedTuple):
    """Of a logistic model. *features*: in the order of ``FEATURES``.

    A pair whose texts can be compared gets *text* × (containment - *text_middle*) on top.
    """

    intercept: float
    features: tuple[float, ...]
    text: float
    text_middle: float


class Examined(NamedTuple):
    """What was found of a pair before it is weighed.

    *values*: in the order of ``FEATURES``. *text*: see ``sketches.containment``. *veto* and
    *doubt*: see ``vetoes``.
    """

    veto: str | None = None
    values: tuple[float, ...] = ()
    text: float | None = None
    doubt: str | None = None


def compare(a: Record, b: Record, boilerplate: frozenset[int] = frozenset()) -> Comparison:
    """How likely *a* and *b* are one opening; the same whichever comes first.

    Args:
        boilerplate: hashes of sketches that say nothing of an opening, see
            ``sketches.boilerplate``.
    """
    if a.requisition_key and a.requisition_key == b.requisition_key:
        return Comparison(1.0, (("same_requisition", 1.0),), None)
    found = examine(a, b, boilerplate)
    if found.veto:
        return Comparison(0.0, (), found.veto)
    weights = _weights()
    parts = [
        (name, weight * value)
        for name, weight, value in zip(FEATURES, weights.features, found.values, strict=True)
        if value
    ]
    if found.text is not None:
        parts.append(("text", weights.text * (found.text - weights.text_middle)))
    if found.doubt:
        parts.append((f"doubt: {found.doubt}", math.log(_DOUBT)))
    parts.sort(key=lambda part: (-abs(part[1]), part[0]))
    return Comparison(score(found, weights), tuple(parts), None)


def score(found: Examined, weights: Weights) -> float:
    """From 0 to 1."""
    if found.veto:
        return 0.0
    odds = weights.intercept + sum(map(mul, weights.features, found.values))
    if found.text is not None:
        odds += weights.text * (found.text - weights.text_middle)
    return (_DOUBT if found.doubt else 1.0) / (1.0 + math.exp(-odds))


def examine(a: Record, b: Record, boilerplate: frozenset[int] = frozenset()) -> Examined:
    """What ``compare`` weighs, for those who fit the weights."""
    here, there = places_of(a.locations), places_of(b.locations)
    where = match(here, there)
    if veto := vetoes.of_facts(a, b, where):  # most pairs, before their titles are read
        return Examined(veto)
    ours, theirs = title_words(a.title), title_words(b.title)
    if ours.words != theirs.words:
        places = here.words | there.words
        ours, theirs = _without(ours, theirs, places), _without(theirs, ours, places)
    one, other = vetoes.Read(a, ours), vetoes.Read(b, theirs)
    if veto := vetoes.of_titles(one, other):
        return Examined(veto)
    text = sketches.containment(a.sketch, b.sketch, boilerplate) if a.sketch and b.sketch else None
    if vetoes.languages_differ(one, other, text):
        return Examined("different languages")
    doubt = vetoes.doubt(one, other, where, text)
    return Examined(None, features(one, other, where), text, doubt)


def features(a: vetoes.Read, b: vetoes.Read, where: PlaceMatch) -> tuple[float, ...]:
    """The values of ``FEATURES``, each about from 0 to 1; symmetric."""
    ours, theirs = a.title, b.title
    shared = ours.words & theirs.words
    weight = sum(ours.weights[word] for word in sorted(shared))
    least = min(ours.total, theirs.total)
    union = ours.total + theirs.total - weight
    days = _days(a.record, b.record)
    return (
        weight / least if least else 0.0,
        weight / union if union else 0.0,
        ratio(ours.line, theirs.line) / 100.0,
        float(ours.plain == theirs.plain),
        float(
            bool(ours.specialities - theirs.specialities)
            and bool(theirs.specialities - ours.specialities)
        )
        + 0.5 * float(ours.specialities != theirs.specialities),
        float(_is_past(ours, b.record) or _is_past(theirs, a.record)),
        _UNKNOWN_PLACE if where.contained is None else where.contained,
        float(where.equal),
        math.log1p(min(days, _MOST_DAYS)) / math.log1p(_MOST_DAYS),
    )


def _without(said: TitleWords, other: TitleWords, places: frozenset[str]) -> TitleWords:
    """*said* without the places of either, as in "Nurse - Boston", unless both name them."""
    named = (said.words - other.words) & places
    return said.less(named) if named else said


def _days(a: Record, b: Record) -> float:
    if a.posted_at is None or b.posted_at is None:
        return _UNKNOWN_DAYS
    return abs((a.posted_at - b.posted_at).total_seconds()) / _DAY_S


def _is_past(said: TitleWords, other: Record) -> bool:
    """Whether the year in a title was over when the other was posted, or its summer was."""
    if not said.years or other.posted_at is None:
        return False
    ends = _LAST_MONTHS.get(max(said.seasons), 12) if len(said.seasons) == 1 else 12
    return (other.posted_at.year, other.posted_at.month) > (int(max(said.years)), ends)


@cache
def _weights() -> Weights:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    listed = table["features"]
    return Weights(
        table["intercept"],
        tuple(listed[name] for name in FEATURES),
        table["text"],
        table["text_middle"],
    )
