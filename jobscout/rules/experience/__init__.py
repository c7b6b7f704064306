"""How many years of experience a posting asks for."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules import cues, sentences, texts
from jobscout.rules.evidence import Found
from jobscout.rules.experience import mentions, numbers, patterns
from jobscout.rules.experience import none_asked as experience_none
from jobscout.rules.experience.mentions import Mention, Years

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jobscout.rules.texts import Span, Text

MAX_HITS: Final = 200
"""Units looked at; recorded postings have three."""
WIDEST: Final = 60
"""Most characters of a range of numbers."""
MAX_HEADING_CHARS: Final = 80
MAX_LINES: Final = 80
"""Lines below a heading that it may be the heading of."""
PERSON_REACH: Final = 80
MAX_WORD_CHARS: Final = 16
"""More than the longest word for a number has."""

_DIGIT: Final = re.compile(r"\d")
_NUMBER_ENDS: Final = ("+", ")")
_LAST_WORD: Final = re.compile(r"[^\W\d_]+\Z")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SPACELESS: Final = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


class _Statement(NamedTuple):
    years: Years
    start: int
    end: int
    is_wanted: bool
    is_conditional: bool


def find(title: str, text: str) -> Found[Years] | None:
    """The years of experience in the whole that a posting requires; None if it states none.

    The largest minimum of what is required is taken: experience with one tool, in management or
    in a trade is a part of the whole. Of alternatives in one sentence ("… or 3 years with a
    master's degree") the first is taken. What is only asked about ("if you have 6+ years") counts
    where nothing else is asked for. What is only preferred does not count, nor do years that
    stand for a degree. 0 means that the posting says that no experience is needed.
    """
    head, body = texts.read(title), texts.read(text)
    whole, low = f"{head.whole}\n{body.whole}", f"{head.low}\n{body.low}"
    units = texts.apart(_joined(head, body, cues.YEARS))
    required = [each for each in _statements(whole, low, units, len(title)) if not each.is_wanted]
    if not required:
        words = experience_none.find(whole, low, _joined(head, body, cues.NO_EXPERIENCE))
        return Found(Years(0, None), words) if words else None
    sure = [each for each in required if not each.is_conditional]
    best = max(sure or required, key=lambda each: each.years.min)
    return Found(best.years, sentences.around(whole, best.start, best.end))


def _joined(head: Text, body: Text, kind: int) -> list[Span]:
    """The cues of a title and of a text, as they stand in both joined by a line break."""
    size = len(head.low) + 1
    first = [(size - 1, size + 3)] if kind == cues.NO_EXPERIENCE and body.low[:3] == "no " else []
    below = [(start + size, end + size) for start, end in body.cues[kind]]
    return head.cues[kind] + first + below


def _statements(
    whole: str, low: str, units: Iterable[Span], title_end: int
) -> Iterator[_Statement]:
    behind = -1
    for at, unit_end in islice(units, MAX_HITS):
        number = _number(low, at, unit_end)
        if number is None:
            continue
        start, end = min(at, number.start()), max(_word_end(low, unit_end), number.end())
        first, last = sentences.bounds(whole, start, end)
        in_title = start < title_end
        mention = Mention(number, low[at:unit_end], low[first:start], low[end:last], in_title)
        years = mentions.years(mention)
        if years is None or not (
            number.start() > at or mentions.is_asked(mention) or _is_in_needs(low, first, mention)
        ):
            continue
        if patterns.PERSON.search(low, max(0, first - PERSON_REACH), first):
            continue
        if behind >= first and patterns.ALTERNATIVE.search(low, behind, start):
            continue
        is_wanted = mentions.is_preferred(mention) or _is_below_wishes(low, first)
        yield _Statement(years, start, end, is_wanted, mentions.is_conditional(mention))
        behind = end


def _number(low: str, at: int, end: int) -> re.Match[str] | None:
    """The number before the unit at *at*; after it in Swahili, or after a label."""
    if (
        low[at] == " "
        and low[end - 1].isalpha()
        and low[end : end + 2].isalpha()
        and len(low) > end + 1
    ):
        return None  # "answer" is not "ans"
    if low.startswith(("miaka", "mwaka"), at):
        named = patterns.EXPERIENCE.search(low, max(0, at - 30), end + 40)
        return numbers.NUMBER_AFTER.match(low, end) if named else None
    if _ends_in_number(low[max(0, at - WIDEST) : at]):
        found = numbers.NUMBER_BEFORE.search(low, max(0, at - WIDEST), at)
        if found:
            return found
    label = patterns.LABEL.match(low, end) if low.startswith("year", at) else None
    if label and patterns.EXPERIENCE.search(low, max(0, at - 20), label.end()):
        return numbers.NUMBER_AFTER.match(low, label.end())
    return None


def _ends_in_number(head: str) -> bool:
    """Whether ``NUMBER_BEFORE`` may match: "at least 5 ", "three or more ", "(3) full "."""
    end = head.rstrip().rstrip("-").rstrip()
    if not end[-1:].isalpha():
        return end[-1:] in _NUMBER_ENDS or end[-1:].isdigit()
    word = _LAST_WORD.search(end[-MAX_WORD_CHARS:])
    return word is not None and (
        word[0] in numbers.LAST_WORDS or not numbers.HAN_NUMBERS.isdisjoint(word[0])
    )


def _word_end(low: str, end: int) -> int:
    """Where the word ends that goes on at *end*: "year" is a part of "years"."""
    word = None if _SPACELESS.match(low, end - 1) else _WORD.match(low, end)
    return word.end() if word else end


def _is_in_needs(low: str, first: int, mention: Mention) -> bool:
    """Whether it begins a point of a list of what is required: "- 3 years Python"."""
    after = mention.after
    if not (patterns.LISTED.fullmatch(mention.before) and patterns.OF_WHAT.match(after)):
        return False
    if patterns.NOT_AFTER.match(after):
        return False
    end = low.rfind("\n", 0, first)
    for _ in range(MAX_LINES):
        above = low.rfind("\n", 0, max(0, end))
        line = low[above + 1 : max(0, end)]
        if not patterns.LISTED.match(line):
            return patterns.HEADING_NEEDS.search(line[:MAX_HEADING_CHARS]) is not None
        end = above
    return False


def _is_below_wishes(low: str, at: int) -> bool:
    """Whether the nearest heading above *at* is one such as "Nice to have"."""
    end = low.rfind("\n", 0, at)
    for _ in range(MAX_LINES):
        if end < 0:
            return False
        above = low.rfind("\n", 0, end)
        line = low[above + 1 : end]
        end = above
        has_colon = line.endswith(":")
        if len(line) > MAX_HEADING_CHARS or not (has_colon or not patterns.LISTED.match(line)):
            continue
        wanted = patterns.HEADING_WANTED.search(line) and not _DIGIT.search(line)
        if wanted and not patterns.HEADING_REQUIRED.search(line):
            return True
        follows_list = patterns.LISTED.match(
            low, low.rfind("\n", 0, max(above, 0)) + 1, max(above, 0)
        )
        if has_colon or follows_list or patterns.HEADING.search(line):
            return False
    return False
