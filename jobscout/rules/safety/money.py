"""Whether a posting asks applicants for money, or for what leads to their money.

Each fact has the sentence that says so. A warning of fraud, what the employer pays, and work that
is about money are none.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from ahocorasick_rs import AhoCorasick, Implementation

from jobscout.rules import sentences, texts
from jobscout.rules.evidence import Found
from jobscout.rules.safety import money_patterns as patterns

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator

Kind = Literal["fee", "gift_cards", "crypto", "forwards_money", "bank_details"]

MAX_SENTENCES: Final = 300
"""Sentences with a word about money that are looked at."""

_FINDER: Final = AhoCorasick(list(patterns.TRIGGERS), implementation=Implementation.DFA)


def find(text: str) -> list[Found[Kind]]:
    """The first sentence of each kind, in the order of the text."""
    found: dict[Kind, Found[Kind]] = {}
    for start, end, low in islice(_sentences(text), MAX_SENTENCES):
        kind = _kind(low)
        if kind is not None and kind not in found:
            found[kind] = Found(kind, sentences.around(text, start, end))
    return list(found.values())


def _sentences(text: str) -> Iterator[tuple[int, int, str]]:
    """A word about money in each sentence that has one, and that sentence in lower case."""
    whole, low, _ = texts.read(text)
    behind = 0
    for _, start, end in _FINDER.find_matches_as_indexes(low):
        if start < behind:
            continue
        first, behind = sentences.bounds(whole, start, end)
        yield start, end, low[first:behind].strip(" \t\n•–*·-").replace("’", "'")


def _kind(sentence: str) -> Kind | None:
    plain = patterns.FIRST_PAY.sub("first-pay", sentence)
    if patterns.DENIED.search(plain) or patterns.OTHERS_PAY.search(plain):
        return None
    return next((kind for kind, is_asked in _ASKED if is_asked(plain)), None)


def _any(alternatives: Iterable[re.Pattern[str]], sentence: str) -> bool:
    return any(one.search(sentence) for one in alternatives)


def _all(parts: Iterable[re.Pattern[str]], sentence: str) -> bool:
    return all(one.search(sentence) for one in parts)


def _asks_for_a_fee(sentence: str) -> bool:
    """Who pays for what one needs for the job: a sum, what it is for, and that it is to be paid."""
    if patterns.OTHER_MONEY.search(sentence):
        return False
    if _any(patterns.WITHOUT_AMOUNT, sentence):
        return True
    if not (patterns.AMOUNT.search(sentence) or patterns.AMOUNT_LOCAL.search(sentence)):
        return False
    if patterns.PURPOSE.search(sentence) and _any(patterns.WITH_AMOUNT, sentence):
        return True
    return any(what.search(sentence) and asked.search(sentence) for what, asked in patterns.FOREIGN)


def _wants_coins(sentence: str) -> bool:
    return _all((patterns.COIN, patterns.COIN_PAID, patterns.COIN_PURPOSE), sentence)


def _wants_bank_details(sentence: str) -> bool:
    return _all((patterns.BANK_ITEM, patterns.BANK_SENT, patterns.BANK_HOW), sentence)


_ASKED: Final[tuple[tuple[Kind, Callable[[str], bool]], ...]] = (
    ("gift_cards", lambda sentence: _any(patterns.GIFT_CARDS, sentence)),
    ("crypto", _wants_coins),
    ("fee", lambda sentence: patterns.CHECK.search(sentence) is not None),
    ("forwards_money", lambda sentence: _any(patterns.FORWARDS, sentence)),
    ("bank_details", _wants_bank_details),
    ("fee", _asks_for_a_fee),
)
