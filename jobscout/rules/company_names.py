"""Which spellings of a name are one company's."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from jobscout.rules import legal_forms
from jobscout.rules.companies import MAX_SLUG_CHARS, clean
from jobscout.rules.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_KEY_CHARS: Final = 400
"""Folding may make a name longer: "™" would be two letters, "ﷺ" is eighteen."""
MIN_STEM_CHARS: Final = 3

_TRADEMARKS: Final = re.compile(
    "[\N{REGISTERED SIGN}\N{TRADE MARK SIGN}\N{COPYRIGHT SIGN}\N{SERVICE MARK}]"
)
_QUOTES: Final = re.compile(
    "['`\"\N{HEBREW PUNCTUATION GERSHAYIM}\N{RIGHT DOUBLE QUOTATION MARK}\N{PRIME}]"
)
_BATCH: Final = re.compile(r"\(yc [a-z]+\d+\)")
# A letter, a dot and the next one: "S.A. de C.V.", "G.m.b.H.", "ש.מ", "ذ.م.م".
_INITIALS: Final = re.compile(r"(?<![^\W_])([^\W\d_])\.\s?(?=[^\W\d_](?![^\W_]))")
_SLASHED: Final = re.compile(r"(?<![^\W_])([^\W\d_])/(?=[^\W\d_](?![^\W_]))")
_PLUS: Final = re.compile(r"(?<=[^\W\d_]{2})\+(?!\w)")
_ENDINGS: Final = (
    "incorporated",
    "corporation",
    "limited",
    "careers",
    "gmbh",
    "corp",
    "jobs",
    "inc",
    "llc",
    "ltd",
    "plc",
    "hq",
)
_KEPT_CATEGORIES: Final = "LMN"


@lru_cache(maxsize=16_384)
def name_key(name: str) -> str:
    """What all spellings of a company's name have in common.

    Words in lower case without accents and punctuation, joined by spaces. Legal forms at the end,
    "The" and what separates words do not count, "&" is "and". A place does: "Acme Kenya" is
    another company than "Acme". Leading words stay ("AB InBev"), and something always does.

    Returns:
        1 to 400 characters. A name without a letter or digit becomes
        ``company-`` and 8 hexadecimal digits of its SHA-256.
    """
    words = _words(clean(name))
    if not words:
        return f"company-{sha256(name.encode(errors='surrogatepass')).hexdigest()[:8]}"
    return " ".join(words)[:MAX_KEY_CHARS].rstrip()


def slug_of(key: str) -> str:
    """The name in URLs of a company with this key: 1 to 100 characters, never a space."""
    return key.replace(" ", "-")[:MAX_SLUG_CHARS].strip("-")


def stem(text: str) -> str:
    """A key, token or domain's label run together, without a legal form that is glued to it.

    Equal stems do not prove anything; they are shown to operators.
    """
    glued = "".join(_plain(fold(text)).split())
    for ending in _ENDINGS:
        if glued.endswith(ending) and len(glued) - len(ending) >= MIN_STEM_CHARS:
            return glued[: -len(ending)]
    return glued


def _words(name: str) -> list[str]:
    said = _TRADEMARKS.sub(" ", name)
    last = said.split()[-1:] or [""]
    trusted = not last[0].strip(".,)").istitle()
    plain = _BATCH.sub(" ", fold(said))
    plain = _SLASHED.sub(r"\1", _INITIALS.sub(r"\1", _QUOTES.sub("", plain)))
    plain = _PLUS.sub(" plus", plain).replace("&", " and ")
    head, bracket, rest = plain.partition("(")
    words = _unglued(_plain(head)).split()
    if bracket:  # "Acme Ltd (Kenya)" is "Acme (Kenya) Ltd"
        words = [*_without_forms(words, trusted=True), *_plain(rest).split()]
    return _without_forms(words, trusted=trusted)


def _plain(text: str) -> str:
    """Letters, marks and digits; everything else is a space."""
    if text.isascii():
        return "".join(char if char.isalnum() else " " for char in text)
    return "".join(
        char if unicodedata.category(char)[0] in _KEPT_CATEGORIES else " " for char in text
    )


def _unglued(plain: str) -> str:
    if plain.isascii():
        return plain
    for form in legal_forms.GLUED:
        rest = plain.strip().removesuffix(form).removeprefix(form)
        if rest.strip():
            plain = rest
    return plain


def _without_forms(words: Sequence[str], *, trusted: bool) -> list[str]:
    """*trusted*: the last word is a form even if it is an ordinary word as well."""
    left = list(words)
    if len(left) > 1 and left[-1] == "the":  # "Acme Company, The"
        left.pop()
    if len(left) > 1 and left[0] == "the":
        del left[0]
    while size := _form_at_end(left, trusted=trusted):
        del left[-size:]
        trusted = True
    while size := _form_at_start(left):
        del left[:size]
    return left


def _form_at_end(words: Sequence[str], *, trusted: bool) -> int:
    """How many words at the end are a legal form; 0 if none are, or nothing would be left."""
    for size in range(min(legal_forms.MOST_WORDS, len(words) - 1), 0, -1):
        found = tuple(words[-size:])
        if found in legal_forms.TRAILING or _spelt_out(found):
            return size if trusted or not legal_forms.DOUBTFUL.issuperset(found) else 0
    return int(len(words) > 1 and words[-1] == "and")


def _spelt_out(words: tuple[str, ...]) -> bool:
    """Whether single letters make up a form: "S A", "G m b H"."""
    glued = "".join(words)
    return len(words) > 1 and len(glued) == len(words) and (glued,) in legal_forms.TRAILING


def _form_at_start(words: Sequence[str]) -> int:
    for size in range(min(legal_forms.MOST_WORDS, len(words) - 1), 0, -1):
        if tuple(words[:size]) in legal_forms.LEADING:
            return size
    return 0
