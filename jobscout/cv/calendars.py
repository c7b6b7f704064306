"""Years of other calendars, and digits of other scripts, as common years in ASCII digits."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ERAS: Final = {
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "民國": 1911,
    "民国": 1911,
    "r": 2018,
    "h": 1988,
    "s": 1925,
}
"""The year before the first one of an era; the letters are Japan's on forms."""

_ERA: Final = re.compile(
    r"(?P<era>令和|平成|昭和|民國|民国)\s?(?P<year>元|\d{1,3})(?=\s?[年./-])"
    r"|(?<=[至到~\u301c\u2013-])\s?(?P<carried>\d{1,3})(?=年)"
    r"|(?<![A-Za-z0-9])(?P<letter>[RHS])\s?(?P<number>元|\d{1,2})(?=[年.]\s?\d|年)"
)
_TWICE: Final = re.compile(r"(?<=[\d年])\((?:令和|平成|昭和)?\s?(?:元|\d{1,4})年?\)")
"""The same year in the other calendar, in brackets after it."""

_JAPANESE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff~\u301c]")
_THAI: Final = re.compile(r"[\u0e00-\u0e7f]")
_BUDDHIST: Final = re.compile(r"(?<!\d)(?:(?:พ\.?\s?ศ\.?|B\.?E\.?)\s?)?(2(?:4[89]|5\d|60)\d)(?!\d)")
_COMMON: Final = re.compile(r"(?:ค\.?\s?ศ\.?|A\.?D\.?|C\.?E\.?)\s?(?=\d{4})")
_BUDDHIST_BEFORE: Final = 543
_PERSIAN: Final = re.compile(r"[\u06f0-\u06f9]")
_SOLAR: Final = re.compile(r"(?<!\d)(1(?:3[3-9]|4[0-2])\d)(?!\d)")
_SOLAR_AFTER: Final = 621
_FOREIGN_DIGIT: Final = re.compile(r"[^\D0-9]")


def common_years(text: str) -> str:
    """*text* in NFKC, its years and digits as other countries write them.

    Japanese and Taiwanese eras ("平成30年", "H30.4", "民國107年"), Thailand's Buddhist years in
    Thai texts, and Iran's solar years in Persian digits, which are taken to begin with ours.
    """
    is_persian = _PERSIAN.search(text) is not None
    plain = unicodedata.normalize("NFKC", text).replace("’", "'")
    plain = _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.digit(digit[0])), plain)
    if is_persian:
        plain = _SOLAR.sub(lambda year: str(int(year[1]) + _SOLAR_AFTER), plain)
    if _THAI.search(plain):
        plain = _COMMON.sub("", plain)
        plain = _BUDDHIST.sub(lambda year: str(int(year[1]) - _BUDDHIST_BEFORE), plain)
    return _without_eras(_TWICE.sub("", plain)) if _JAPANESE.search(plain) else plain


def _without_eras(text: str) -> str:
    """*text* with common years; the end of a range may leave out the era of its beginning."""
    era = ""

    def common(found: re.Match[str]) -> str:
        nonlocal era
        if found["carried"] and not era:
            return found[0]
        era = found["era"] or (found["letter"] or "").casefold() or era
        number = found["year"] or found["number"] or found["carried"]
        return str(_ERAS[era] + (1 if number == "元" else int(number)))

    return _ERA.sub(common, text)
