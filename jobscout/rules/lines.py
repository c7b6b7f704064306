"""Reduces untrusted text to one line: a title, a mail header, a line of a notification."""

from __future__ import annotations

import re
from typing import Final

# C0 and C1 controls, soft hyphen, zero-width characters, direction marks and overrides, byte
# order mark, lone surrogates. Joiners are kept: emoji and Persian need them.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_BLANKS: Final = re.compile(r"\s+")


def folded(text: str) -> str:
    """*text* without invisible characters, with each run of whitespace replaced by one space.

    The result is one line for any kind of line break (CR, LF, U+0085, U+2028 and U+2029), and
    can be encoded in UTF-8.
    """
    if text.isprintable() and "  " not in text:  # most texts
        return text
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text))


def line(text: str, most: int | None = None) -> str:
    """``folded`` without surrounding spaces, at most *most* characters. Idempotent."""
    return folded(text).strip()[:most].rstrip()


def shortened(text: str, most: int) -> str:
    """``line``, ending in "…" if it was cut off."""
    whole = line(text)
    return whole if len(whole) <= most else f"{whole[: most - 1].rstrip()}…"
