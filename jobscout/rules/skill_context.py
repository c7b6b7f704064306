"""Whether a name that is also an ordinary word is meant as a skill, judged by its context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.rules import mention_patterns as cues
from jobscout.rules.mention_context import CAPITALS, MAX_GAP, MentionContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.rules.mention_context import Hit
    from jobscout.rules.skill_text import Reading

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
    scene = MentionContext(text, reading, hits, keep)
    for _ in range(2):
        before = len(unsure)
        for n in unsure:
            keep[n] = _meant(scene, n)
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
        if sure and spelling.category in cues.ROLES:
            role = cues.ROLE.match(low, end)
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
    return reading.text[start:end] in cues.WORDS and text[reading.original(start)].islower()


def _meant(scene: MentionContext, n: int) -> bool:
    ambiguity = scene.all[n][2].ambiguity
    if ambiguity == "never_alone":
        return _between(scene, n)
    if _refuted(scene, n):
        return False
    if ambiguity == "exact_case":
        if scene.as_written(n):
            return cues.INNER_CAPITAL.search(scene.surface(n)) is not None or _exact(scene, n)
        # "San Francisco" does not mean SAN
        return not scene.surface(n).istitle() and _listed(scene, n)
    return _listed(scene, n) or (
        scene.surface(n)[0].isupper() and (_cued(scene, n) or _paired(scene, n))
    )


def _refuted(scene: MentionContext, n: int) -> bool:
    start, end, _ = scene.all[n]
    if cues.REFUTED.match(scene.low, end):
        return True
    if end - start == 1:
        at = scene.reading.original(start)
        before = scene.text[max(0, at - 4) : at]  # R. A. Fisher is not the language R
        return bool(cues.INITIAL_AFTER.match(scene.text, at + 1)) or (
            scene.text[at + 1 : at + 2] == "." and bool(cues.INITIAL_BEFORE.search(before))
        )
    if scene.low[start - 1] == "-" and scene.low[start - 2].isalnum():
        return True  # "DevOps-Teams" is not software
    if scene.low[start:end] in cues.COMPANY_FORMS and _ends_a_company(scene, n):
        return True
    return scene.low[start:end] in cues.SEASONS and bool(cues.YEAR.match(scene.low, end))


def _ends_a_company(scene: MentionContext, n: int) -> bool:
    """Whether it is a legal form after a name and not in a list of skills: "Bull SAS, France"."""
    start, end, _ = scene.all[n]
    if scene.gap(n - 1, n) is not None or scene.gap(n, n + 1) is not None:
        return False
    at = scene.reading.original(start)
    before = scene.text[max(0, at - CAPITALS) : at]
    return bool(cues.COMPANY.search(before) and cues.COMPANY_END.match(scene.low, end))


def _exact(scene: MentionContext, n: int) -> bool:
    if _listed(scene, n) or _cued(scene, n) or _companions(scene, n):
        return True
    if scene.surface(n).islower():
        return scene.in_skills(n)  # a short lower-case word may be any word: sed is also Latin
    return not _opens(scene, n) and (_near(scene, n) or scene.in_skills(n))


def _cued(scene: MentionContext, n: int) -> bool:
    start, end, _ = scene.all[n]
    if cues.CUE_AFTER.match(scene.low, end):
        return True
    if not cues.PLAIN_NEXT.match(scene.low, end):
        return False
    return bool(cues.CUE_BEFORE.search(scene.low[max(0, start - 40) : start]))


def _opens(scene: MentionContext, n: int) -> bool:
    """Whether it starts a sentence that goes on in lower case: any word is capitalised there."""
    if not scene.goes_on(n):
        return False
    at = scene.reading.original(scene.all[n][0])
    return bool(cues.START.search(scene.text[max(0, at - 4) : at]))


def _companions(scene: MentionContext, n: int) -> bool:
    """Whether two more names in the same list are written in their own case."""
    count = 0
    for step in (-1, 1):
        at = n
        while (scene.gap(min(at, at + step), max(at, at + step)) or " ") != " ":
            at += step
            if not scene.as_written(at):
                break
            count += 1
            if count == 2:
                return True
    return False


def _near(scene: MentionContext, n: int) -> bool:
    """Whether a certain name is near, in the same sentence."""
    start, end, _ = scene.all[n]
    for step in (-1, 1):
        at = n + step
        while 0 <= at < len(scene.all):
            other = scene.all[at]
            first, last = (other[1], start) if step < 0 else (end, other[0])
            if last - first > NEAR:
                break
            if scene.supports(at) and other[2].ambiguity is None:
                stretch = scene.low[first:last]
                if ". " not in stretch and "\n" not in stretch:
                    return True
                break
            at += step
    return False


def _listed(scene: MentionContext, n: int) -> bool:
    """Whether it is next to a certain skill in a list, in similar case, or in a skills section.

    A lower-case word needs a product next to it: "logging and access" names no database.
    """
    upper = scene.surface(n)[0].isupper()
    sides = []
    for left, right, other in ((n - 1, n, n - 1), (n, n + 1, n + 1)):
        gap = scene.gap(left, right)
        if gap is None or not scene.supports(other):
            continue
        if upper or scene.all[other][2].category not in cues.ROLES:
            sides.append((gap, other))
    if not sides:
        return scene.as_written(n) and not _opens(scene, n) and scene.in_skills(n)
    if len(sides) == 2:
        return True
    gap, other = sides[0]
    if other < n and ("." in gap or _in_prose(scene, n)):
        return False
    if not gap.strip(" ") and other > n:
        return scene.in_skills(n)  # "Nexus AI" is a company
    if other > n and not upper and _behind_a_word(scene, n):
        return False
    return upper or scene.surface(other)[0].islower() or scene.as_written(n)


def _behind_a_word(scene: MentionContext, n: int) -> bool:
    """Whether it only ends a phrase, as in "database access and Python"."""
    before = scene.low[max(0, scene.all[n][0] - 40) : scene.all[n][0]]
    return bool(cues.WORD_BEFORE.search(before)) and not cues.CUE_BEFORE.search(before)


def _in_prose(scene: MentionContext, n: int) -> bool:
    """Whether running text continues after it, so that it does not end a list.

    "…on EMR, processing clicks": a lower-case word; "…with Node.js. Express yourself": the first
    word of a sentence.
    """
    end = scene.all[n][1]
    if not scene.goes_on(n):
        return False
    if cues.CUE_AFTER.match(scene.low, end) or cues.PLAIN_NEXT.match(scene.low, end):
        return False
    return scene.surface(n).islower() or _opens(scene, n)


def _paired(scene: MentionContext, n: int) -> bool:
    """Whether an uncertain name is next to it in a list, and a certain one is near.

    Both must be in their own case: "Ember.js before Elixir / Phoenix services".
    """
    if not (scene.as_written(n) and _near(scene, n)):
        return False
    for other, gap in ((n - 1, scene.gap(n - 1, n)), (n + 1, scene.gap(n, n + 1))):
        if gap and gap.strip(" ") and scene.as_written(other) and scene.surface(other)[0].isupper():
            return True
    return False


def _between(scene: MentionContext, n: int) -> bool:
    """Directly before a certain name, or after one with at most a comma in between.

    An acronym must be in capitals: the French "ses" is not a mail service.
    """
    written = scene.all[n][2].written
    if all(form.isupper() for form in written) and written and not scene.surface(n).isupper():
        return False
    ahead = scene.gap(n, n + 1)
    if ahead is not None and ":" not in ahead and scene.supports(n + 1):
        return True
    behind = scene.gap(n - 1, n)
    return behind is not None and not behind.strip(" ,(") and scene.supports(n - 1)
