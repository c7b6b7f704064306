"""Recognises headings by their wording, in the languages in which CVs are written here."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jobscout.cv.heading_names import NAMES
from jobscout.cv.heading_words import (
    BINDING,
    COMPOUND,
    CONTINUED_WORDS,
    DONE,
    FIRST_NAMES,
    LAST_LETTERS,
    LAST_NAMES,
    MEASURES,
    SENTENCE,
    TOPICS,
    listed,
)

if TYPE_CHECKING:
    from jobscout.cv.lines import Section

MAX_WORDS: Final = 7
_MAX_LENGTH: Final = 60
_MAX_LETTERS: Final = 12
"""Longest heading in a script without spaces."""

_BLANKS: Final = re.compile(r"\s+")
_KNOWN: Final[dict[str, Section]] = {
    name.casefold(): section for section, names in NAMES.items() for name in listed(names)
}

_CLOSED: Final = {name.replace(" ", ""): section for name, section in _KNOWN.items()}
"""For letter-spaced headings without wider gaps between the words."""

_QUALIFIED: Final = re.compile(
    r"(?:(?:professional|work|working|relevant|other|additional|key|core|technical|academic|my|main"
    r"|selected|research|teaching|leadership|industry|personal|recent|past"
    r"|previous|current|further|general|special|software|development|engineering|career|computer|it"
    r"|employment|military|freelance|consulting|internship|on campus|campus|community|foreign|top"
    r"|digital|areas of|business|data|summary of|notable|practical|soft|hard|interpersonal|language"
    r"|programming|tools?|technology|technologies|major|primary|secondary|favou?rite|featured|extra"
    r"|and|&) )+?(?P<noun>.+)"
)
_JOINED: Final = re.compile(
    r"\s*(?:&|/|,|\+|\||·|•|\band\b|\bund\b|\bet\b|\by\b|\be\b|与|與|和|及)\s*"
)
_SPACED: Final = re.compile(r"(?:\S ){3,}\S")
_EDGES: Final = re.compile(r"^[\W\d_]+|[\W_]+$")

_CONTINUED: Final = re.compile(
    rf"(?P<name>.{{2,}}?)(?:\s*[(\[（]\s*(?:{CONTINUED_WORDS})\s*[)\]）]?"
    rf"|\s*[,:;–—-]\s*(?:{CONTINUED_WORDS})|\s+(?:continued|contd|cont['.]d|fortsetzung))"
)
"""A name with the note that it goes on from the page before, or is not complete."""

_AROUND: Final = re.compile(
    r"(?:(?:brief |short )?(?:summary|details?|record|history|overview|areas?|fields?"
    r"|range|scope) of (?:my )?(?P<of>.+)"
    r"|(?P<before>.+?) (?:details?|summary|overview|records?|history|background|highlights"
    r"|timeline|at a glance|in brief|section|information|im überblick|en bref))"
)
"""Words that say how a section is told, around its name."""


def _by_name(names: dict[Section, str]) -> dict[str, Section]:
    return {name: section for section, joined in names.items() for name in listed(joined)}


_LAST: Final = _by_name(LAST_NAMES)
_FIRST: Final = _by_name(FIRST_NAMES)
_ENDS: Final = sorted(_by_name(LAST_LETTERS).items(), key=lambda end: -len(end[0]))
_AND_SO_ON: Final = re.compile("(?:等|など|사항|내역|정보)$")
_VOLUNTEER: Final = re.compile(r"volunteer|voluntary|ehrenamt|bénévol|voluntari|волонт|志愿|ボラン")
_MAX_QUALIFIERS: Final = 4
_SPACELESS: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@lru_cache(4096)
def heading_of(text: str, *, qualified: bool = True) -> Section | None:
    """The section that a line introduces, judged by its wording; None if it is no heading.

    Ignores capitals, letter-spacing, numbers, bullets and colons around the words.

    Args:
        qualified: whether any words around a name may qualify it ("Clinical experience"). Such
            words stand in lists and sentences, too.
    """
    if len(text) > 2 * _MAX_LENGTH:
        return None
    words = folded(text)
    if not words or len(words) > _MAX_LENGTH or words.count(" ") >= MAX_WORDS:
        return None
    if (known := _meaning(words) or _first_of(words)) is not None:
        return known
    if (continued := _CONTINUED.fullmatch(_inner(text))) is not None:
        words = folded(continued["name"])
        if (known := _meaning(words) or _first_of(words)) is not None:
            return known
    if not qualified or any(map(str.isdigit, text)):
        return None
    return _qualified(words)


def folded(text: str) -> str:
    """*text* in lower case, without letter-spacing and without anything around its words."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'")
    plain = _EDGES.sub("", plain)
    if _SPACED.fullmatch(plain.replace("  ", " ").strip()) or _is_spaced(plain):
        plain = _closed(plain)
    return _BLANKS.sub(" ", plain).strip().casefold()


def _inner(text: str) -> str:
    """*text* as ``folded`` sees it, with the bracket or full stop at its end."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'")
    return _BLANKS.sub(" ", re.sub(r"^[\W\d_]+|[\s:]+$", "", plain)).casefold()


def _is_spaced(text: str) -> bool:
    parts = text.split()
    return len(parts) >= 4 and sum(len(part) == 1 for part in parts) >= 0.8 * len(parts)


def _closed(text: str) -> str:
    """Closes letter-spaced words: one space separates letters, several separate words."""
    return " ".join("".join(word.split()) for word in re.split(r"\s{2,}|\t", text))


def _meaning(words: str) -> Section | None:
    known = _KNOWN.get(words) or _CLOSED.get(words)
    if known is not None:
        return known
    if (told := _AROUND.fullmatch(words)) is not None:
        known = _meaning(told["of"] or told["before"])
        if known is not None:
            return known
    while (match := _QUALIFIED.fullmatch(words)) is not None:
        words = match["noun"]
        if (known := _KNOWN.get(words)) is not None:
            return known
    return None


def _first_of(words: str) -> Section | None:
    """The first of several joined names ("Skills & Interests"), if all of them are known."""
    parts = _JOINED.split(words)
    if len(parts) < 2:
        return None
    meant = [_meaning(part) for part in parts]
    if None in meant:
        return None
    # "Military service & experience": what else is joined says nothing of the section
    return "experience" if meant[0] == "other" and "experience" in meant else meant[0]


def _qualified(words: str) -> Section | None:
    """The section whose name is at the end or the beginning of *words*, with any qualifiers."""
    letters = _AND_SO_ON.sub("", words.replace(" ", ""))
    if _SPACELESS.search(words) and len(letters) <= _MAX_LETTERS:
        return next((section for end, section in _ENDS if letters.endswith(end)), None)
    if (told := _AROUND.fullmatch(words)) is not None:
        return _qualified(told["of"] or told["before"])
    parts = [part for part in _JOINED.split(words) if part]
    meant = [_meaning(part) or _named(part) for part in parts]
    found = next((section for section in meant if section is not None), None)
    if found is None or (meant[-1] is None and words.split(maxsplit=1)[0] not in _FIRST):
        return None
    if any(set(part.split()) & SENTENCE or part in TOPICS for part in parts):
        return None
    return "other" if found == "experience" and _VOLUNTEER.search(words) else found


def _named(part: str) -> Section | None:
    """The section that one of joined parts names."""
    words = part.split()
    if not words or len(words) > _MAX_QUALIFIERS + 1 or set(words) & (SENTENCE | MEASURES):
        return None
    *before, last = words
    first, *after = words
    if DONE.fullmatch(first):
        return None
    if after and after[0] in {"of", "als"}:
        return _KNOWN.get(first)
    for name in (first, " ".join(words[:2])):
        if name in _FIRST and after:
            return _FIRST[name]
    if set(words) & BINDING:
        return None
    found = _LAST.get(last) if before else None
    if found is None:
        found = next((section for end, section in COMPOUND if last.endswith(end)), None)
    is_topic = found in {"experience", "education"} and " ".join(before) in TOPICS
    return None if is_topic else found
