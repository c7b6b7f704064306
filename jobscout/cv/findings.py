"""Which skills a CV names, with what confidence, and where."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.cv.passages import MASK, across, is_contact, is_employer, is_profile, passages
from jobscout.model import Evidence, FoundSkill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobscout.cv.lines import Placed, Section
    from jobscout.cv.passages import Passage
    from jobscout.rules.skills import Mention, Taxonomy

MAX_EVIDENCE: Final = 5
EVIDENCE_LENGTH: Final = 160
WORDS_AROUND: Final = 70
"""Characters on each side of a name."""

SURE: Final = 0.6
"""Confidence from which a skill counts without the user's confirmation."""

_TOPICS: Final = frozenset({"concept", "method", "business", "soft", "trade"})
_NAMED_TOPICS: Final = frozenset({"concept", "method", "trade"})
_NOT_STATED: Final = frozenset({None, "contact"})
_POSTS: Final = frozenset({"experience", "other", None})

_ITEM_BEFORE: Final = re.compile(
    r"(?:^|[\n\t,;:•·∙●▪■|/&(+*–—]|(?<!\w)[-o]|\b(?:and|und|et|y))\s*$"
)
_ITEM_AFTER: Final = re.compile(r"^\s*(?:$|[\n\t,;•·∙●▪■|/&)+*–—(.]|-(?!\w)|(?:and|und|et|y)\b)")
_LABEL_END: Final = re.compile(r"\s*(?:\([^)]*\))?\s*[:\t]\s*\S")
_LIST: Final = re.compile(r"[,;•|/].*[,;•|/]")
_LANGUAGE_LABEL: Final = re.compile(
    r"[^\n:\t]{0,30}\b(?:languages?|sprachen|programmiersprachen|langages|lenguajes)\s*[:\t]",
    re.IGNORECASE,
)
_LOOK_AHEAD: Final = 120
"""Characters examined to see whether lists follow."""

_RUNS_ON: Final = re.compile(r"[^\n]{40}\s(?!(?:and|und|et|y)\n)[^\W\d_]+\n$")
"""A long line that ends in the middle of a sentence."""

_MIN_ACRONYM: Final = 3


class _Sighting(NamedTuple):
    """One mention.

    *is_item*: it is an item of a list. *is_alone*: its line names no other skill, apart from
    topics. *rejoined*: only an additional reading contains it. *is_employer*: it may only name
    the user's employer.
    """

    mention: Mention
    page: int
    section: Section | None
    around: str
    is_item: bool
    is_alone: bool
    rejoined: bool
    is_employer: bool = False


def skills(
    lines: Sequence[Placed], others: Sequence[tuple[int, str]], taxonomy: Taxonomy
) -> tuple[tuple[FoundSkill, ...], tuple[FoundSkill, ...]]:
    """The certain skills and the doubtful ones, each with the highest confidence first."""
    seen: dict[str, list[_Sighting]] = {}
    main, rejoined = passages(lines)
    for sighting in _sightings(main, taxonomy, rejoined=False):
        seen.setdefault(sighting.mention.skill.slug, []).append(sighting)
    further: dict[str, list[_Sighting]] = {}
    for passage in rejoined:
        for sighting in _sightings(passage, taxonomy, rejoined=True):
            further.setdefault(sighting.mention.skill.slug, []).append(sighting)
    for page, text in others:
        for sighting in _on_page(page, across(text, lines), taxonomy):
            further.setdefault(sighting.mention.skill.slug, []).append(sighting)
    for slug, sightings in further.items():
        seen.setdefault(slug, sightings)
    found = sorted(
        (_found(slug, sightings) for slug, sightings in seen.items()),
        key=lambda one: (-one.confidence, one.skill),
    )
    return (
        tuple(one for one in found if one.confidence >= SURE),
        tuple(one for one in found if one.confidence < SURE),
    )


def _sightings(passage: Passage, taxonomy: Taxonomy, *, rejoined: bool) -> Iterator[_Sighting]:
    mentions = taxonomy.find(passage.text)
    named = Counter(
        id(passage.at(mention.start))
        for mention in mentions
        if mention.skill.category not in _TOPICS
    )
    for mention in mentions:
        part = passage.at(mention.start)
        if part.is_heading or _is_address(part, mention) or _is_no_language(passage, mention):
            continue
        is_alone = named[id(part)] < 2
        yield _Sighting(
            mention,
            part.line.page,
            part.section,
            _around(passage.text, mention, passage.stretch(mention.start)),
            _is_item(passage, mention),
            is_alone,
            rejoined,
            is_alone and _is_post(part) and _is_maker(passage.text, mention),
        )


def _is_post(part: Placed) -> bool:
    """Whether a line may be about a post, with the name of an employer."""
    return part.section in _POSTS and not part.line.margin


def _is_maker(text: str, mention: Mention) -> bool:
    """Whether it only names the user's employer."""
    begin = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    line = text[begin : end if end >= 0 else None]
    return is_employer(mention.skill.slug, line, mention.start - begin, mention.end - begin)


def _on_page(page: int, text: str, taxonomy: Taxonomy) -> Iterator[_Sighting]:
    for mention in taxonomy.find(text):
        if mention.skill.category not in _TOPICS and not is_profile(mention.skill.slug):
            yield _Sighting(
                mention, page, "other", _around(text, mention, (0, len(text))), False, False, True
            )


def _is_address(part: Placed, mention: Mention) -> bool:
    """Whether the name only says where the user has a profile page."""
    if not is_profile(mention.skill.slug):
        return False
    return part.section in _NOT_STATED or is_contact(part.line.text)


def _is_no_language(passage: Passage, mention: Mention) -> bool:
    """Whether a topic is in a line of programming languages: ML is also a language."""
    if mention.skill.category not in _TOPICS:
        return False
    begin = passage.text.rfind("\n", 0, mention.start) + 1
    return _LANGUAGE_LABEL.match(passage.text, begin, mention.start) is not None


def _around(text: str, mention: Mention, within: tuple[int, int]) -> str:
    """Whole words around a name, taken from a stretch of *text*."""
    first, last = within
    begin, end = max(first, mention.start - WORDS_AROUND), min(last, mention.end + WORDS_AROUND)
    if begin > first:
        begin = text.find(" ", begin, mention.start) + 1 or begin
    if end < last:
        end = max(text.rfind(" ", mention.end, end), mention.end)
    shown = " ".join(word for word in text[begin:end].split() if word != MASK)
    return shown[:EVIDENCE_LENGTH]


def _is_item(passage: Passage, mention: Mention) -> bool:
    """Whether it is a whole item of a list.

    The label of a list is not an item, nor is a name alone on a line above lines that are lists.
    """
    text = passage.text
    before, after = text[max(0, mention.start - 8) : mention.start], text[mention.end :][:8]
    if not (_ITEM_BEFORE.search(before) and _ITEM_AFTER.match(after)):
        return False
    begin = text.rfind("\n", 0, mention.start) + 1
    if begin == mention.start and _RUNS_ON.search(text, max(0, begin - _LOOK_AHEAD), begin):
        return False
    end = text.find("\n", mention.end)
    end = len(text) if end < 0 else end
    if _LABEL_END.match(text, mention.end, end) and not text[begin : mention.start].strip(" •*-"):
        return False
    if text[begin:end].strip() != mention.surface:
        return True
    return not any(_LIST.search(line) for line in text[end + 1 : end + _LOOK_AHEAD].split("\n")[:2])


def _found(slug: str, sightings: Sequence[_Sighting]) -> FoundSkill:
    sure = max(_confidence(one) for one in sightings)
    repeated = min(len(sightings) - 1, 3) * 0.03
    by_context = {one.around: one for one in reversed(sightings)}
    evidence = tuple(
        Evidence(page=one.page, section=_section(one.section), text=one.around)
        for one in reversed(by_context.values())
    )
    confidence = sure + (repeated if sure >= SURE else 0.0)
    return FoundSkill(
        skill=slug,
        confidence=round(min(0.99, confidence), 2),
        evidence=evidence[:MAX_EVIDENCE],
    )


def _section(section: Section | None) -> str:
    return "other" if section is None or section == "contact" else section


def _confidence(one: _Sighting) -> float:
    """The confidence of one mention by itself, from 0 to 1."""
    skill = one.mention.skill
    listed = one.section in {"skills", "languages"}
    if skill.category in _TOPICS:
        return _topic_confidence(one, listed=listed)
    if one.is_employer:
        return 0.5
    sure = 0.8
    if listed or one.section == "certifications":
        sure += 0.1
    if skill.ambiguity is not None:
        plain = one.mention.surface.istitle() or one.mention.surface.islower()
        sure -= 0.25 if plain and one.is_alone and not listed else 0.1
    if one.section in {"other", "contact", None}:
        sure -= 0.05
    if one.rejoined:
        sure -= 0.1
    return sure


def _topic_confidence(one: _Sighting, *, listed: bool) -> float:
    """Methods are certain wherever they are stated; topics only as list items or as names.

    A method has a name of its own that people work by: Scrum, TDD, ELISA.
    """
    skill = one.mention.skill
    if skill.category not in _NAMED_TOPICS:
        return 0.5 if listed else 0.4
    if one.rejoined:
        return 0.4
    is_method = skill.category in {"method", "trade"}
    if skill.ambiguity is not None and not (is_method and skill.ambiguity != "never_alone"):
        return 0.3
    if listed and one.is_item:
        return 0.75
    return 0.65 if is_method or _is_acronym(one.mention.surface) else 0.45


def _is_acronym(surface: str) -> bool:
    """Whether it is written as an acronym, or begins with one: NLP, MLOps, ETL pipelines."""
    first, *rest = surface.split(maxsplit=1)
    if rest and rest[0].isupper():
        return False  # a line in capitals
    return len(first) >= _MIN_ACRONYM and sum(map(str.isupper, first)) > 1
