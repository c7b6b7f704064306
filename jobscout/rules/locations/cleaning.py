"""Takes out of a text about places what is no name, and writes abbreviated names out."""

from __future__ import annotations

import re
from typing import Final

from jobscout.rules.locations import gazetteer

_EXCEPT: Final = re.compile(
    r"\b(?:except|excluding|excl\.?|not (?:in|including|available in|open to)|other than|but not"
    r"|outside(?: of)?|without|minus|(?-i:(?<!^)not (?=[A-Z]))"
    r"|ausser|außer|ohne|sauf|hors|excepto|salvo|exceto|кроме)\b([^();|\n]*)"
    r"|[(,]([^(),;|\n]+) excluded\b",
    re.IGNORECASE,
)
_ZONE: Final = r"(?:[ECMP][SD]?T|UTC|GMT|CES?T)"
_HOURS: Final = re.compile(
    rf"\b{_ZONE}(?:\s*(?:/|or|and|to|-|,|&)\s*{_ZONE})*\s+(?:hours|time|time ?zones?|tz)\b"
    r"|\b(?:eastern|central|mountain|pacific|atlantic) (?:(?:standard|daylight) )?time"
    r"(?: ?zones?)?\b"
    r"|\bn/a\b|\b(?:remote|hybrid)[ -](?:is )?ok(?:ay)?\b",
    re.IGNORECASE,
)
_FLAG: Final = re.compile("([\U0001f1e6-\U0001f1ff])([\U0001f1e6-\U0001f1ff])")
_FIRST_FLAG: Final = 0x1F1E6
_NATIONWIDE: Final = re.compile(
    r"\b(deutschland|österreich|schweiz|europa)weit\w*|\b([A-Z][\w.]+)[- ]wide\b", re.IGNORECASE
)
_RIVERS: Final = (
    (re.compile(r"\ba\. ?M(?:ain)?\.?(?!\w)"), "am Main"),
    (re.compile(r"\ba\. ?Rh?\.?(?!\w)"), "am Rhein"),
    (re.compile(r"\ba\. ?d\. ?(?=[A-Z])"), "an der "),
    (re.compile(r"\bi\. ?Br?\.?(?!\w)"), "im Breisgau"),
)
"""Abbreviations behind the names of German towns."""
_PICTURES: Final = re.compile('[\u2190-\u2bff\U0001f300-\U0001faff\ufe0f\u200d★✓*#"“”]+')
_POSTCODE: Final = re.compile(
    r"\b[A-Z]{1,2}-(?=\d{3})|\b\d{4} ?[A-Z]{2}\b(?=[ ,]*[A-Z]|$)|〒"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
)
_DOTTED: Final = re.compile(r"\b(?:[A-Z]\.\s?){2,}|\b[A-Z]\.[A-Z]\b|\bd\.c\.?(?!\w)")


def excepted(text: str) -> list[str]:
    """What *text* leaves out: "US" of "Worldwide (except US)"."""
    return [found[1] or found[2] or "" for found in _EXCEPT.finditer(text)]


def cleaned(text: str) -> str:
    """*text* without exceptions, hours of work, pictures and the forms of postcodes."""
    text = _FLAG.sub(_flag, text)
    text = _HOURS.sub(" ", _EXCEPT.sub(" ", text))
    text = _PICTURES.sub(" ", text)
    if "w" in text:
        text = _NATIONWIDE.sub(r"\1\2", text)
    if "." in text:
        for short, river in _RIVERS:
            text = short.sub(river, text)
    text = _DOTTED.sub(lambda found: found[0].replace(".", "").replace(" ", "").upper() + " ", text)
    return _POSTCODE.sub("0000 ", text)


def _flag(found: re.Match[str]) -> str:
    code = "".join(chr(ord(letter) - _FIRST_FLAG + ord("A")) for letter in found.groups())
    country = gazetteer.country_names().get(code)
    return f", {country}, " if country else " "
