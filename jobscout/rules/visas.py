"""Whether an employer sponsors visas, where a posting says so plainly."""

from __future__ import annotations

from itertools import islice
from typing import Final

from jobscout.rules import cues, sentences, texts
from jobscout.rules import visa_patterns as patterns
from jobscout.rules.evidence import Found

MAX_HITS: Final = 60
"""Mentions looked at; only a lawyer's posting has more."""


def find(text: str) -> Found[bool] | None:
    """True if visas are sponsored, False if they are not; None if it is not said, or both is.

    A permit to work that is required says nothing of sponsoring, nor do questions, cards, laws
    against discrimination, or work that is about visas.
    """
    whole, low, found = texts.read(text)
    said: dict[bool, tuple[int, int]] = {}
    behind = 0
    for at, end in islice(texts.apart(found[cues.VISAS]), MAX_HITS):
        if at < behind or (at and low[at].isascii() and low[at - 1].isalpha()):
            continue
        first, last = sentences.bounds(whole, at, end)
        behind = last
        value = _said(low[first:last], whole[first:last])
        if value is not None:
            said.setdefault(value, (at, end))
    if len(said) != 1:
        return None
    value, (at, end) = said.popitem()
    return Found(value, sentences.around(whole, at, end))


def _said(sentence: str, written: str) -> bool | None:
    """What one sentence says. A refusal is stronger than the offer it is worded with."""
    if patterns.LISTED_VISA.search(written):
        return True
    if "sponsor" not in sentence and not patterns.TOPIC.search(sentence):
        return None
    if patterns.NEGATION.search(sentence) and patterns.REFUSED.search(sentence):
        value, is_task = False, None
    elif patterns.OFFERED.search(sentence):
        value, is_task = True, patterns.DUTY.match(sentence)
    else:
        return None
    if is_task or patterns.UNCLEAR.search(sentence) or patterns.OF_OTHER_THINGS.search(sentence):
        return None
    return value
