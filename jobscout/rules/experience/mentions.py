"""A number of years in a text: what it says, and whether it is the experience asked for."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from jobscout.rules.experience import numbers, patterns

MOST_YEARS: Final = 20
"""A larger number is a company's age."""
MOST_MONTHS: Final = 48
PLENTY: Final = 16
"""So many years, without "at least" or "+", are those of a company."""
FEW: Final = 10
"""Fewer years, with which a sentence begins, are asked for: "More than 5 years of experience"."""
PREFERRED_REACH: Final = 45
LEAD: Final = 40
"""Most characters of the words directly before a number, such as "for more than"."""
NEAR: Final = 90
"""Most characters between the years and the word experience."""

_CLAUSE_END: Final = re.compile(r"[,;)(]| [–—-] ")


class Years(NamedTuple):
    """Years of experience asked for. *max* is None if there is no upper bound."""

    min: int
    max: int | None


class Mention(NamedTuple):
    """A number with its unit, in lower case, and the rest of its sentence on both sides."""

    number: re.Match[str]
    unit: str
    before: str
    after: str
    in_title: bool

    @property
    def is_bounded(self) -> bool:
        """Whether it is a range, or has a "+"."""
        number = self.number
        return bool(number["plus_low"] or number["high"] or patterns.PLUS_AFTER.match(self.after))


def years(mention: Mention) -> Years | None:
    """What the number says; None if it is no number of years that anybody asks for."""
    number = mention.number
    least, most = _value(number["low"]), _value(number["high"])
    is_open = bool(number["plus_high"] or patterns.PLUS_AFTER.match(mention.after))
    is_open = is_open or bool(number["plus_low"] and not most)
    if mention.unit == numbers.DECADES:
        least, most = 10 * least, 10 * most
    if numbers.MONTHS.match(mention.unit):
        if least > MOST_MONTHS or patterns.MONTHS_ON.match(mention.after):
            return None
        least, most = least / 12, most / 12
    if most and most < least:  # "Bac +5 et 3 ans d'expérience"
        least, most = most, 0
    if least > MOST_YEARS or most > 2 * MOST_YEARS:
        return None
    if not most and (
        _ends_months(mention.before[-LEAD:])
        or (not is_open and _ends_in_most(mention.before[-LEAD:]))
    ):
        return Years(0, int(least))
    return Years(int(least), None if is_open or not most else int(most))


def is_asked(mention: Mention) -> bool:
    """Whether it is the experience of those who apply, not an age, a contract or a history."""
    before, after = mention.before, mention.after
    if patterns.NOT_AFTER.match(after) or _is_instead(mention) or _is_of_others(mention):
        return False
    if " for " in before[-LEAD:] and patterns.WORKED.search(before):
        return True
    named_before = _names_experience(before[-NEAR:])
    if patterns.NOT_BEFORE.search(before[-LEAD:]) or (
        patterns.FOR_BEFORE.search(before[-LEAD:]) and not named_before
    ):
        return False
    if named_before or _names_experience(after[:NEAR]):
        return not _is_plenty(mention)
    return _stands_alone(mention)


def is_preferred(mention: Mention) -> bool:
    """Whether it is only preferred: "ideally 5+ years", "5+ years of experience preferred".

    In "5+ years of experience, preferably in law" something else is.
    """
    named = patterns.EXPERIENCE.search(mention.after)
    ending = _CLAUSE_END.search(mention.after, named.end() if named else 0)
    clause = mention.after[: ending.start() if ending else None]
    lead = mention.before[-PREFERRED_REACH:].rpartition(",")[2].rpartition(" but ")[2]
    return bool(
        patterns.PREFERRED_BEFORE.search(lead)
        or patterns.PREFERRED_AFTER.search(clause)
        or patterns.PREFERRED_ASIDE.match(mention.after)
        or (
            patterns.PREFERRED_FIRST.match(mention.before)
            and not patterns.NEXT_CLAUSE.search(mention.before[-LEAD:])
        )
    )


def is_conditional(mention: Mention) -> bool:
    """Whether it is only asked about: "if you have 4+ years in another trade, see our list"."""
    return bool(patterns.IF.search(mention.before))


def _ends_months(lead: str) -> bool:
    """Whether a range begins in months: "6 months to 2 years"."""
    return ("mo" in lead or "meses" in lead) and patterns.MONTHS_TO.search(lead) is not None


def _ends_in_most(lead: str) -> bool:
    last = lead.split()[-1:]
    return bool(last and last[0] in patterns.MOST_ENDS and patterns.AT_MOST.search(lead))


def _names_experience(words: str) -> bool:
    return "experience" in words or patterns.EXPERIENCE.search(words) is not None


def _value(number: str | None) -> float:
    if not number:
        return 0
    known = numbers.NUMBERS.get(number)
    return float(number.replace(",", ".")) if known is None else known


def _is_instead(mention: Mention) -> bool:
    """Whether it stands for a degree: "a degree or 4 years of equivalent experience"."""
    return bool(
        patterns.INSTEAD_BEFORE.search(mention.before[-NEAR:])
        or patterns.INSTEAD_AFTER.match(mention.after)
    )


def _is_of_others(mention: Mention) -> bool:
    """Whether it is the experience of the company, or of those who work there."""
    before, after = mention.before, mention.after
    if patterns.OTHERS.search(before) or patterns.TOGETHER.match(after):
        return True
    if patterns.SEEKING.search(before):
        return False
    if patterns.COMPANY.search(before) or patterns.STAFF.search(before):
        return True
    if patterns.LISTED.match(before):
        return False
    return bool(
        _is_vague_plenty(mention)
        or patterns.HAS.search(before[-LEAD:])
        or (patterns.WITH.match(before) and patterns.PRAISED.match(after))
    )


def _is_vague_plenty(mention: Mention) -> bool:
    """Whether "over 25 years of experience" is rather a company's praise of itself."""
    before = mention.before[-LEAD:]
    if not patterns.VAGUE_PLENTY.search(before) or patterns.WANTED_AFTER.search(mention.after):
        return False
    is_few = _value(mention.number["low"]) < FEW and len(mention.before) <= LEAD / 2
    return not (patterns.AT_MOST.search(before) or is_few)


def _is_plenty(mention: Mention) -> bool:
    return (
        _value(mention.number["low"]) >= PLENTY
        and not numbers.MONTHS.match(mention.unit)
        and not mention.is_bounded
        and not patterns.MINIMUM.search(mention.before[-NEAR:])
    )


def _is_of_a_skill(mention: Mention) -> bool:
    """Whether it is the end of a line about a skill: "• Java: 5+ years"."""
    return bool(
        mention.is_bounded
        and patterns.SKILL.match(mention.before)
        and patterns.ENDED.match(mention.after)
    )


def _stands_alone(mention: Mention) -> bool:
    """Whether it is asked for without the word experience: "• 5+ years in sales"."""
    is_required = patterns.REQUIRED_AFTER.match(mention.after)
    if is_required or (not mention.in_title and _is_of_a_skill(mention)):
        return True
    if mention.in_title:
        return mention.is_bounded
    return _is_of_work(mention) or _opens_a_point(mention)


def _is_of_work(mention: Mention) -> bool:
    """Whether a verb says that they were worked: "with 3+ years teaching"."""
    lead, after = mention.before[-LEAD:], mention.after
    is_least = patterns.MINIMUM.search(lead) is not None
    if is_least and patterns.WORKED_AFTER.match(after):
        return True
    return bool(
        (is_least or mention.is_bounded)
        and patterns.WITH_THEM.search(lead)
        and patterns.SPENT.match(after)
    )


def _opens_a_point(mention: Mention) -> bool:
    """Whether a sentence or a point of a list begins with it: "• 5+ years in sales"."""
    before, after = mention.before, mention.after
    is_some = _value(mention.number["low"]) < FEW and patterns.ABOUT.search(before[-LEAD:])
    if not (mention.is_bounded or is_some or patterns.MINIMUM.search(before[-NEAR:])):
        return False
    if mention.unit in ("年", "년"):
        return bool(patterns.PLUS_AFTER.match(after))
    if before.endswith("(") and mention.is_bounded:
        return bool(patterns.CLOSED.match(after) and patterns.SEEKING.search(before))
    return bool(
        patterns.OPENING.match(before)
        and (
            patterns.DOING.match(after)
            or (mention.is_bounded and patterns.LISTED.match(before) and after[:1] == " ")
        )
    )
