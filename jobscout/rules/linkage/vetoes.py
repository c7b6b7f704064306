"""What keeps two postings apart whatever else agrees (P5).

A *veto* is final. A *doubt* is what boards often state loosely, as the town of a suburb: a person
may merge the two, a rule must not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz.fuzz import ratio

from jobscout.rules.linkage.requisition_keys import tenant

if TYPE_CHECKING:
    from jobscout.rules.linkage.places import PlaceMatch
    from jobscout.rules.linkage.records import Record
    from jobscout.rules.linkage.title_words import TitleWords

_FIRST: Final = frozenset({"1"})
"""Numerals that a title may leave out: who lists "Engineer I" as "Engineer" may mean the same."""
_SAME_TEXT: Final = 0.5
_WHOLE_TEXT: Final = 0.8
_OTHER_TEXT: Final = 0.3
"""Of two openings with one title; what a company says of itself in all its texts is as much."""
_LEAST_RARITY: Final = 0.4
_MISSPELT: Final = 85.0
"""From this likeness on, in percent, two words are spellings of one."""


class Read(NamedTuple):
    """A record and the words of its title."""

    record: Record
    title: TitleWords


def of_facts(a: Record, b: Record, where: PlaceMatch) -> str | None:
    """Why the two cannot be one opening, whatever their titles and texts say."""
    if _requisitions_differ(a, b):
        return "different requisitions"
    if where.apart:
        return "different places"
    if _conflict(a.employment_type, b.employment_type):
        return "different employment types"
    return None


def of_titles(a: Read, b: Read) -> str | None:
    """Why the two titles cannot be of one opening. What takes longest is asked last."""
    ours, theirs = a.title, b.title
    if (ours.numerals ^ theirs.numerals) - _FIRST:
        return "different numerals"
    if _differ(ours.seasons, theirs.seasons) or _differ(ours.years, theirs.years):
        return "different seasons"
    if any(map(_differ, ours.alternatives, theirs.alternatives)):
        return "different specialities"
    return "different levels" if _levels_differ(a, b) else None


def languages_differ(a: Read, b: Read, text: float | None) -> bool:
    """Boards state languages wrongly, so that what reads alike is in one language.

    Args:
        text: see ``sketches.containment``.
    """
    if not _conflict(_language(a.record), _language(b.record)):
        return False
    if a.record.sketch and b.record.sketch:
        return text is None or text < _SAME_TEXT
    ours, theirs = a.title.words, b.title.words
    return not (ours <= theirs or theirs <= ours)


def doubt(a: Read, b: Read, where: PlaceMatch, text: float | None) -> str | None:
    """Why a rule must not merge the two; None if it may."""
    one, other = a.record, b.record
    workplaces = {one.workplace, other.workplace} - {"unknown"}
    checks = (
        ("different companies", one.company_id != other.company_id),
        ("another town or a wider area", where.differ),
        ("different workplaces", len(workplaces) > 1),
        ("a numeral in one title", a.title.numerals != b.title.numerals),
        ("words of its own in a title", _words_differ(a.title, b.title, text)),
        ("another text", text is not None and text < _OTHER_TEXT),
    )
    return next((reason for reason, is_so in checks if is_so), None)


def _levels_differ(a: Read, b: Read) -> bool:
    """Unknown is not different, except for a word as "Senior" that only one of the titles has.

    Words as "Intern" and "New Grad" are left out by who lists only such openings. The same words
    in another order mean the same, as in "Senior Manager, Sales" and "Senior Sales Manager".
    """
    if a.title.plain == b.title.plain and _conflict(a.record.seniority, b.record.seniority):
        return True  # so the boards state it
    ours, theirs = a.title.ranks, b.title.ranks
    if ours and ours == theirs:
        return False
    one, other = a.title.level or a.record.seniority, b.title.level or b.record.seniority
    if one and other:
        return one != other or (bool(ours) and bool(theirs))
    return ours != theirs


def _requisitions_differ(a: Record, b: Record) -> bool:
    """Whether both have numbers of one space, and not the same."""
    ours, theirs = a.requisition_key, b.requisition_key
    return bool(ours and theirs and ours != theirs and tenant(ours) == tenant(theirs))


def _language(record: Record) -> str | None:
    code = record.language
    return code.replace("_", "-").partition("-")[0].lower() if code else None


def _words_differ(ours: TitleWords, theirs: TitleWords, text: float | None) -> bool:
    """Whether the titles name two openings as neighbours do.

    Each has a word of its own, as "Nurse, Cardiology" and "Nurse, Oncology": no text speaks
    against that, as those of neighbours are often the same. Or one has, and its text is not the
    other's: "Nurse" and "Nurse, Oncology".
    """
    own, other = _own(ours, theirs), _own(theirs, ours)
    if not (own or other) or ours.plain.replace(" ", "") == theirs.plain.replace(" ", ""):
        return False
    if not (own and other):
        return text is not None and text < _WHOLE_TEXT
    return not (_are_spellings(own, other) or _are_spellings(other, own))


def _own(ours: TitleWords, theirs: TitleWords) -> list[str]:
    """The words that only one title has, without those that say next to nothing."""
    return [word for word in ours.words - theirs.words if ours.weights[word] >= _LEAST_RARITY]


def _are_spellings(words: list[str], others: list[str]) -> bool:
    """Whether each of *words* is one of *others*, but for a letter or two."""
    return all(any(ratio(word, one) >= _MISSPELT for one in others) for word in words)


def _differ(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether both say something, and nothing in common."""
    return bool(ours) and bool(theirs) and ours.isdisjoint(theirs)


def _conflict(ours: str | None, theirs: str | None) -> bool:
    return bool(ours) and bool(theirs) and ours != theirs
