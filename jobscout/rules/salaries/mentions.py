"""Finds the pay that the text of a posting states.

Only sentences with a number beside a currency are read. A sum is pay if words say so: a word for
pay before or after it, the heading above it, or its own form, as in "$18.50 - $22.75 an hour".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jobscout.model import Salary
from jobscout.rules import salaries, sentences, texts
from jobscout.rules.evidence import MAX_WORDS_CHARS, Found
from jobscout.rules.lines import line
from jobscout.rules.salaries import choice as salary_choice
from jobscout.rules.salaries import currencies, exchange_rates, money, words
from jobscout.rules.salaries import sums as salary_sums
from jobscout.rules.salaries.choice import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jobscout.rules.salaries.sums import Pay
    from jobscout.rules.texts import Span

MAX_SENTENCES: Final = 40
"""Sentences with a sum that are read; recorded texts have at most 20."""
MAX_SENTENCE_CHARS: Final = 300
"""A longer sentence is cut to this many characters around its sum."""
MAX_CONTEXT_CHARS: Final = 160
"""What is read of the lines above a sum."""
MAX_RATIO: Final = 5
"""The highest of a range of pay divided by the lowest; beyond it the sums are of something else."""

_HEADING_CHARS: Final = 60
_AFTER_CHARS: Final = 48

_SURE_USD: Final = 15_000
_MOST_SURE_USD: Final = 700_000
"""Yearly pay that is believed without a word for pay; in weak currencies from ``_LEAST_USD``."""
_SURE_RATIO: Final = 2.5
_LEAST_USD: Final = 3_000
"""Yearly pay in a strong currency; less is an allowance."""
_STRONG: Final = 0.2
"""A unit of a strong currency is worth more than this many dollars."""
_HOURLY_USD: Final = (6, 200)
_BARE_LETTERS: Final = 14
"""Most letters beside the sum in a line that is nothing but a sum, as in "Zone A: $1 - $2"."""
_SINGLE_GAP: Final = 70
"""Most characters from a word for pay to a sum that is no range."""

_DIGITS: Final = re.compile("[0-9]+")
_WIDE: Final = str.maketrans("０１２３４５６７８９", "0123456789")
_SYMBOLS: Final = currencies.SYMBOLS + "￥"
_WORD_END: Final = re.compile(r"[A-Za-złč]{1,6}$")
_NEXT: Final = re.compile(
    r"[\d.,' \u00a0\u202f\u2009\u2019-]{0,14}"
    rf"(?:(?P<symbol>[kKmMtT]?[{re.escape(_SYMBOLS)}円元원万萬만])"
    r"|(?:[kK] )?(?P<word>[A-Za-złč]{2,8}))"
)
_MILLIONS: Final = re.compile(
    r"[\d.,]{0,6}\+? ?(?:[MB]|mm|bn|[mb]illions?|Million\w*|Billion\w*)(?![A-Za-z])"
)
_BLANKS: Final = " \u00a0\u202f.:()"
_BESIDE: Final = frozenset(currencies.SIGNS) | money.LAKHS
_COMPARED: Final = re.compile(
    r"\b(?:less than|under|below|above|exceed\w*|over|more than|minimum wage of|save|every)"
    r"[ :$€£a-z]{0,4}$"
)


def find(text: str, country: str | None = None) -> Found[Salary] | None:
    """The pay that *text* states, and the sentence that states it; see ``salary_choice``.

    Args:
        text: plain text with line breaks, as ``html.to_text`` gives it.
        country: the alpha-2 code of where the job is.
    """
    read = texts.read(text)
    text = read.whole
    numbers = read.numbers()
    if "円" in text or "万" in text or "元" in text:
        text = text.translate(_WIDE)
        numbers = (digits.span() for digits in _DIGITS.finditer(text))
    mentions = list(_mentions(text, numbers, country))
    chosen = salary_choice.chosen(mentions, country) if mentions else None
    return chosen and Found(chosen[0], line(chosen[1], MAX_WORDS_CHARS))


def _mentions(text: str, numbers: Iterable[Span], country: str | None) -> Iterator[Mention]:
    end = count = 0
    for first, last in numbers:
        if first < end or not _is_sum(text, first, last):
            continue
        start, end = _sentence(text, first, last, floor=end)
        yield from _of_sentence(text, start, end, country)
        count += 1
        if count == MAX_SENTENCES:
            return


def _is_sum(text: str, start: int, end: int) -> bool:
    """Whether a currency stands beside a number, and not a million of a strong one."""
    left = text[max(0, start - 8) : start].rstrip(_BLANKS)
    last = left[-1:]
    if last and last in _SYMBOLS:
        return last not in "$€£" or _MILLIONS.match(text, end) is None
    if last.isalpha() and (word := _WORD_END.search(left)) and word[0].lower() in _BESIDE:
        return True
    beside = _NEXT.match(text, end)
    if beside is None:
        return text[end : end + 1] in {"k", "K"} and "薪" in text[max(0, start - 40) : end + 40]
    word_after = (beside["word"] or "").lower()
    return not word_after or word_after in _BESIDE or word_after[1:] in _BESIDE


def _sentence(text: str, start: int, end: int, *, floor: int) -> tuple[int, int]:
    """Where the sentence around text[start:end] begins and ends."""
    left, right = sentences.bounds(text, start, end, floor=floor)
    for mark in "•|":
        left = max(left, text.rfind(mark, left, start) + 1)
        edge = text.find(mark, end, right)
        right = right if edge < 0 else edge
    return left, right + 1 if text[right : right + 1] in {".", "!"} else right


def _context(text: str, start: int) -> str:
    """What leads to a sentence: the sentence before it, or the lines above it as headings."""
    above = text[max(0, start - MAX_CONTEXT_CHARS) : start]
    if not above[-3:].strip(" •").endswith("\n"):
        return above[above.rfind("\n") + 1 :]
    lines = [line.strip(" •\t:-*") for line in above.rstrip(" •\n").split("\n")[-2:]]
    if len(lines[-1]) > _HEADING_CHARS:
        lines = lines[-1:]
    return ": ".join(line for line in lines if line) + ": "


def _of_sentence(text: str, start: int, end: int, country: str | None) -> Iterator[Mention]:
    sentence = " ".join(text[start:end].split())
    own = salary_sums.prepared(sentence)
    context = salary_sums.prepared(_context(text, start))
    line = f"{context} {own}" if context else own
    sums = [pay for pay in salary_sums.read(line, country) if pay.start >= len(line) - len(own)]
    left = len(line) - len(own)
    is_piecework = any(pay.is_piecework for pay in sums)
    for n, pay in enumerate(sums):
        until = sums[n + 1].start if n + 1 < len(sums) else len(line)
        clause = line[left:until]
        is_apart = not is_piecework or (pay.is_range and pay.says_period)
        salary = _paid(pay, line, own) if is_apart and not pay.is_piecework else None
        left = pay.end
        if salary is not None:
            yield Mention(pay, salary, clause, sentence[:MAX_SENTENCE_CHARS], start)


def _paid(pay: Pay, line: str, own: str) -> Salary | None:
    """The checked pay of a sum, if words or its form say that it is pay."""
    salary = pay.salary or _by_the_hour(pay, line)
    checked = salaries.sane(salary) if salary and not pay.is_no_pay else None
    if checked is None or pay.low * MAX_RATIO < pay.high:
        return None
    annual = exchange_rates.annual(pay.low, checked.currency, checked.period) or 0
    rate = exchange_rates.USD_PER_UNIT.get(checked.currency, 0)
    if rate > _STRONG and annual < _LEAST_USD:
        return None
    edge = words.BREAK.search(line, pay.end, pay.end + _AFTER_CHARS)
    if words.PAY.search(line, pay.start, edge.start() if edge else pay.end + _AFTER_CHARS):
        return checked
    if words.WITH_EXTRAS.match(line, pay.end) and _SURE_USD <= annual <= _MOST_SURE_USD:
        return checked
    before = line[: pay.start]
    if pay.is_range:
        near = line[len(line) - len(own) : edge.start() if edge else len(line)]
        is_pay = words.PAY.search(before) or _is_sure(pay, checked, near, annual)
    else:
        is_pay = not _COMPARED.search(before) and (
            _is_named(before) or _is_sure(pay, checked, own, annual)
        )
    return checked if is_pay else None


def _is_named(before: str) -> bool:
    """Whether a word for pay leads to a single sum, and nothing else."""
    ends = [match.end() for match in words.PAY.finditer(before)]
    if not ends:
        return False
    gap = before[ends[-1] :]
    return len(gap) <= _SINGLE_GAP and not (words.NO_PAY.search(gap) or words.SENTENCE.search(gap))


def _is_sure(pay: Pay, salary: Salary, own: str, annual: float) -> bool:
    """Whether the form of a sum says that it is pay, where no word does."""
    least = (
        _SURE_USD if exchange_rates.USD_PER_UNIT.get(salary.currency, 0) > _STRONG else _LEAST_USD
    )
    if pay.gross and pay.says_period and pay.is_range:
        least = _LEAST_USD
    if not least <= annual <= _MOST_SURE_USD or pay.high > pay.low * _SURE_RATIO:
        return False
    if pay.gross:
        return True
    if words.NO_PAY.search(own) or words.BUSINESS.search(own):
        return False
    if pay.says_period and salary.period in {"hour", "year"}:
        return pay.is_range or salary.period == "hour" or len(own) <= 2 * _SINGLE_GAP
    if pay.says_period:
        return pay.is_range or salary.period == "day"
    letters = sum(char.isalpha() for char in own) - (pay.end - pay.start)
    return pay.is_range and letters <= _BARE_LETTERS


def _by_the_hour(pay: Pay, line: str) -> Salary | None:
    """Of a sum without a period, but with cents, as in "Pay: $18.50 - $22.75"."""
    rate = exchange_rates.USD_PER_UNIT.get(pay.currency or "", 0)
    has_cents = pay.low % 1 or pay.high % 1
    if pay.currency is None or rate < _STRONG or not has_cents or not words.PAY.search(line):
        return None
    if not _HOURLY_USD[0] <= pay.low * rate <= pay.high * rate <= _HOURLY_USD[1]:
        return None
    return Salary(min=pay.low, max=pay.high, currency=pay.currency, period="hour")
