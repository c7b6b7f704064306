"""Marks that name women and men at once, as in "Entwickler:in" and "Infirmier(e)"."""

from __future__ import annotations

import re
from typing import Final

_ROMANCE: Final = "(?:e|a|o|es|as|se|ne|ere|iere|rice|trice|euse|ka)"
# Each branch begins with a sign, so the pattern is tried at signs only.
_MARK: Final = re.compile(
    r"[:*/(.\u00b7\u2022](?:"
    r"(?<=[a-z]{2}[:*/(])[/-]?in(?:nen)?(?:\)|(?<!\(in)(?<!\(-in)(?<!\(innen)\b(?!\)))"
    rf"|(?<=[a-z]{{4}}\()-?{_ROMANCE}\)(?![a-z])"
    rf"|(?<=[a-z]{{4}}[/\u00b7\u2022])-?{_ROMANCE}(?:[\u00b7.]s)?(?![a-z])"
    r"|(?<=[a-z]{4}\.)(?:e|ne|trice)(?:\.s)?(?= |$))"
)


def one_gender(folded: str) -> str:
    """*folded* without such marks, so that words stand beside each other as without them."""
    return _MARK.sub("", folded)
