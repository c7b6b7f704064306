"""Whether a name that is also an ordinary word is meant as a skill, judged by its context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.rules.skills import mention_patterns as patterns
from jobscout.rules.skills.mention_context import CAPITALS, MAX_GAP, MentionContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.rules.skills.mention_context import Hit
    from jobscout.rules.skills.text import Reading

NEAR: Final = 80
"""Most characters between an ambiguous name and a certain one in the same sentence."""


def confirmed(text: str, reading: Reading, hits: Sequence[Hit]) -> list[bool]:
    """For each hit whether it is meant as a skill.

    Certain names come first. Ambiguous ones are then compared with what is certain, in two passes,
    so that a list may begin with an ambiguous name.
    """
    keep, unsure = _at_first(text, reading, hits)
    if not unsure:
        return keep
    context = MentionContext(text, reading, hits, keep)
    for _ in range(2):
        before = len(unsure)
        for n in unsure:
            keep[n] = _meant(context, n)
        unsure = [n for n in unsure if not keep[n]]
        if len(unsure) == before:
            break
    return keep


def _at_first(text: str, reading: Reading, hits: Sequence[Hit]) -> tuple[list[bool], list[int]]:
    """Which hits are certain, and which others the context may confirm."""
    low = reading.text
    keep: list[bool] = []
    unsure: list[int] = []
    behind = -MAX_GAP
    for n, (start, end, spelling) in enumerate(hits):
        ambiguity = spelling.ambiguity
        sure = ambiguity is None
        if sure and spelling.category in patterns.ROLES:
            role = patterns.ROLE.match(low, end)
            sure = role is None or bool(spelling.category == "method" and role["team"])
        elif not sure and not _is_word(text, reading, start, end):
            ahead = hits[n + 1][0] if n + 1 < len(hits) else len(low)
            near = start - behind <= MAX_GAP or ahead - end <= MAX_GAP
            if near or ambiguity != "never_alone":
                unsure.append(n)
        keep.append(sure)
        behind = end
    return keep, unsure


def _is_word(text: str, reading: Reading, start: int, end: int) -> bool:
    return reading.text[start:end] in patterns.WORDS and text[reading.original(start)].islower()


def _meant(context: MentionContext, n: int) -> bool:
    ambiguity = context.all[n][2].ambiguity
    if ambiguity == "never_alone":
        return _between(context, n)
    if _refuted(context, n):
        return False
    if ambiguity == "exact_case":
        if context.as_written(n):
            return patterns.INNER_CAPITAL.search(context.surface(n)) is not None or _exact(
                context, n
            )
        # "San Francisco" does not mean SAN
        return not context.surface(n).istitle() and _listed(context, n)
    return _listed(context, n) or (
        context.surface(n)[0].isupper() and (_introduced(context, n) or _paired(context, n))
    )


def _refuted(context: MentionContext, n: int) -> bool:
    start, end, _ = context.all[n]
    if patterns.REFUTED.match(context.low, end):
        return True
    if end - start == 1:
        at = context.reading.original(start)
        before = context.text[max(0, at - 4) : at]  # R. A. Fisher is not the language R
        return bool(patterns.INITIAL_AFTER.match(context.text, at + 1)) or (
            context.text[at + 1 : at + 2] == "." and bool(patterns.INITIAL_BEFORE.search(before))
        )
    if context.low[start - 1] == "-" and context.low[start - 2].isalnum():
        return True  # "DevOps-Teams" is not software
    if context.low[start:end] in patterns.COMPANY_FORMS and _ends_a_company(context, n):
        return True
    return context.low[start:end] in patterns.SEASONS and bool(
        patterns.YEAR.match(context.low, end)
    )


def _ends_a_company(context: MentionContext, n: int) -> bool:
    """Whether it is a legal form after a name and not in a list of skills: "Bull SAS, France"."""
    start, end, _ = context.all[n]
    if context.gap(n - 1, n) is not None or context.gap(n, n + 1) is not None:
        return False
    at = context.reading.original(start)
    before = context.text[max(0, at - CAPITALS) : at]
    return bool(patterns.COMPANY.search(before) and patterns.COMPANY_END.match(context.low, end))


def _exact(context: MentionContext, n: int) -> bool:
    if _listed(context, n) or _introduced(context, n) or _companions(context, n):
        return True
    if context.surface(n).islower():
        return context.in_skills(n)  # a short lower-case word may be any word: sed is also Latin
    return not _opens(context, n) and (_near(context, n) or context.in_skills(n))


def _introduced(context: MentionContext, n: int) -> bool:
    start, end, _ = context.all[n]
    if patterns.AFTER.match(context.low, end):
        return True
    if not patterns.PLAIN_NEXT.match(context.low, end):
        return False
    return bool(patterns.BEFORE.search(context.low[max(0, start - 40) : start]))


def _opens(context: MentionContext, n: int) -> bool:
    """Whether it starts a sentence that goes on in lower case: any word is capitalised there."""
    if not context.goes_on(n):
        return False
    at = context.reading.original(context.all[n][0])
    return bool(patterns.START.search(context.text[max(0, at - 4) : at]))


def _companions(context: MentionContext, n: int) -> bool:
    """Whether two more names in the same list are written in their own case."""
    count = 0
    for step in (-1, 1):
        at = n
        while (context.gap(min(at, at + step), max(at, at + step)) or " ") != " ":
            at += step
            if not context.as_written(at):
                break
            count += 1
            if count == 2:
                return True
    return False


def _near(context: MentionContext, n: int) -> bool:
    """Whether a certain name is near, in the same sentence."""
    start, end, _ = context.all[n]
    for step in (-1, 1):
        at = n + step
        while 0 <= at < len(context.all):
            other = context.all[at]
            first, last = (other[1], start) if step < 0 else (end, other[0])
            if last - first > NEAR:
                break
            if context.supports(at, n) and other[2].ambiguity is None:
                stretch = context.low[first:last]
                if ". " not in stretch and "\n" not in stretch:
                    return True
                break
            at += step
    return False


def _listed(context: MentionContext, n: int) -> bool:
    """Whether it is next to a certain skill in a list, in similar case, or in a skills section.

    A lower-case word needs a product next to it: "logging and access" names no database.
    """
    upper = context.surface(n)[0].isupper()
    sides = []
    for left, right, other in ((n - 1, n, n - 1), (n, n + 1, n + 1)):
        gap = context.gap(left, right)
        if gap is None or not context.supports(other, n):
            continue
        if upper or context.all[other][2].category not in patterns.ROLES:
            sides.append((gap, other))
    if not sides:
        return context.as_written(n) and not _opens(context, n) and context.in_skills(n)
    if len(sides) == 2:
        return True
    gap, other = sides[0]
    if other < n and ("." in gap or _in_prose(context, n)):
        return False
    if not gap.strip(" ") and other > n:
        return context.in_skills(n)  # "Nexus AI" is a company
    if other > n and not upper and _behind_a_word(context, n):
        return False
    return upper or context.surface(other)[0].islower() or context.as_written(n)


def _behind_a_word(context: MentionContext, n: int) -> bool:
    """Whether it only ends a phrase, as in "database access and Python"."""
    before = context.low[max(0, context.all[n][0] - 40) : context.all[n][0]]
    return bool(patterns.WORD_BEFORE.search(before)) and not patterns.BEFORE.search(before)


def _in_prose(context: MentionContext, n: int) -> bool:
    """Whether running text continues after it, so that it does not end a list.

    "…on EMR, processing clicks": a lower-case word; "…with Node.js. Express yourself": the first
    word of a sentence.
    """
    end = context.all[n][1]
    if not context.goes_on(n):
        return False
    if patterns.AFTER.match(context.low, end) or patterns.PLAIN_NEXT.match(context.low, end):
        return False
    return context.surface(n).islower() or _opens(context, n)


def _paired(context: MentionContext, n: int) -> bool:
    """Whether an uncertain name is next to it in a list, and a certain one is near.

    Both must be in their own case: "Ember.js before Elixir / Phoenix services".
    """
    if not (context.as_written(n) and _near(context, n)):
        return False
    for other, gap in ((n - 1, context.gap(n - 1, n)), (n + 1, context.gap(n, n + 1))):
        if (
            gap
            and gap.strip(" ")
            and context.as_written(other)
            and context.surface(other)[0].isupper()
        ):
            return True
    return False


def _between(context: MentionContext, n: int) -> bool:
    """Directly before a certain name, or after one with at most a comma in between.

    An acronym must be in capitals: the French "ses" is not a mail service.
    """
    written = context.all[n][2].written
    if all(form.isupper() for form in written) and written and not context.surface(n).isupper():
        return False
    ahead = context.gap(n, n + 1)
    if ahead is not None and ":" not in ahead and context.supports(n + 1, n):
        return True
    behind = context.gap(n - 1, n)
    return behind is not None and not behind.strip(" ,(") and context.supports(n - 1, n)
