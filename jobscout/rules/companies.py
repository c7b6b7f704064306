"""How a company's name is shown, and the slug that identifies the company."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

from jobscout.rules.lines import line
from jobscout.rules.spelling import fold

UNNAMED: Final = "Unknown"
"""The company of postings that name none."""
MAX_NAME_CHARS: Final = 200
MAX_SLUG_CHARS: Final = 100
"""Both equal the width of their columns; the longest recorded name has 60 characters."""

_FORMS: Final = (
    "ab ag aps as asa bhd bv co corp corporation doo gmbh inc incorporated kft kg kgaa kk limited"
    " llc llp lp ltd ltda mbh nv oy oyj plc pte pty pvt sa sarl sas sdn se spa srl sro ug"
)
_LEGAL_FORMS: Final = frozenset(_FORMS.split())
_INITIALS: Final = re.compile(r"\b(\w)\.(?=\w\b)")
_SPOKEN_FORMS: Final = re.compile(
    r"\bsp\.? ?z ?o\.? ?o\b\.?|\bs\.? de r\.?l\.?(?: de c\.?v\.?)?|\ba/s\b"
)
_WORDS: Final = re.compile(r"[^\W_]+")


def clean(name: str) -> str:
    """*name* for display: no invisible characters, single spaces, at most 200 characters."""
    return line(name, MAX_NAME_CHARS)


def fingerprint_key(own: str | None, stated: str | None) -> str:
    """What stands for the company in a posting's fingerprint, whenever it is read.

    Args:
        own: the name of the board's company; None if each posting names its own.
        stated: the one that the posting states.
    """
    return slug(own or stated or "")


def slug(name: str) -> str:
    """The stable name of a company in URLs and keys.

    Lower case, without accents, words joined by "-", legal forms at the end dropped ("Acme
    GmbH & Co. KG" gives ``acme``); letters of non-Latin scripts are kept.

    Returns:
        1 to 100 characters. A name without a letter or digit becomes ``company-`` and 8
        hexadecimal digits of its SHA-256, so that two such names differ.
    """
    plain = fold(clean(name)).replace("'", "")
    plain = _SPOKEN_FORMS.sub(" ", _INITIALS.sub(r"\1", plain)).replace(" & ", " and ")
    parts = _WORDS.findall(plain)
    while len(parts) > 1 and (parts[-1] in _LEGAL_FORMS or parts[-1] == "and"):
        parts.pop()
    found = "-".join(parts)[:MAX_SLUG_CHARS].strip("-")
    return found or f"company-{sha256(name.encode(errors='surrogatepass')).hexdigest()[:8]}"
