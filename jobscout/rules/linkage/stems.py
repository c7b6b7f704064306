"""One form for the words of titles that mean the same."""

from __future__ import annotations

from jobscout.rules.linkage import vocabulary


def stem(word: str) -> str:
    """One form for "engineer" and "engineering", "trader" and "trading"."""
    if word in vocabulary.WHOLE or not word.isascii():
        return word
    while ending := next((one for one in vocabulary.ENDINGS if word.endswith(one)), None):
        if len(word) - len(ending) < vocabulary.MIN_STEM:
            break
        word = word[: -len(ending)]
    return vocabulary.SPECIALITIES.get(word, word)
