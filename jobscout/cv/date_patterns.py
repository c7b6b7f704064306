"""Patterns of dates and of the words between them, for texts in lower case and common years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jobscout.cv.date_words import MONTHS, NOW, ONWARDS, PARTS_OF_YEARS, SINCE, TO

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIRST_IDEOGRAPH: Final = "\u2e80"
"""Words in scripts from here on have no spaces around them."""


def _any(words: Iterable[str]) -> str:
    """A pattern of the longest of *words*, which tries each of their letters once."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[:1], []).append(word[1:])
    ends = by_letter.pop("", None) is not None
    branches = "|".join(
        (r"\s" if letter == " " else re.escape(letter)) + _any(rest)
        for letter, rest in sorted(by_letter.items())
    )
    if not branches:
        return ""
    return f"(?:{branches}){'?' if ends else ''}"


_YEAR: Final = r"(?:19[5-9]\d|20[0-6]\d)"
_DASH: Final = r"[-\u2010-\u2015\u2212\u30fc~\u223c\u301c\uff5e]"
_NAME: Final = _any(MONTHS)
_PART: Final = _any(PARTS_OF_YEARS)
_DAY: Final = r"(?:\d{1,2}(?:st|nd|rd|th|er|º|°|ª|\.)?\s?(?:of\s|de\s)?\s?)"
_MARK: Final = r"(?:\s?(?:年度?|년|г\.?г?\.?(?!\w)|года?(?!\w)|року|р\.(?!\w)|roku(?!\w)|yil))"
_SHORT: Final = r"['’‘`]\s?\d\d"
_DATES: Final = (
    # Jan – Jun 2019
    rf"(?P<name_from>{_NAME})\.?\s?{_DASH}\s?(?P<name_to>{_NAME})\.?,?\s(?P<name_year>{_YEAR})",
    # June to August 2018
    (
        rf"(?P<word_from>{_NAME})\.?\s(?:to|bis|à|a|al|until|till)\s(?P<word_to>{_NAME})\.?,?\s"
        rf"(?P<word_year>{_YEAR})"
    ),
    # 2018年4月〜9月
    (
        rf"(?P<cjk_year>{_YEAR})\s?[年년]\s?(?P<cjk_from>1[0-2]|0?[1-9])\s?[月월]\s?"
        rf"(?:{_DASH}|から|至|到)\s?(?P<cjk_to>1[0-2]|0?[1-9])\s?[月월]"
    ),
    # 01–06/2019
    (
        rf"(?P<number_from>1[0-2]|0[1-9])\s?{_DASH}\s?(?P<number_to>1[0-2]|0[1-9])"
        rf"[./](?P<number_year>{_YEAR})"
    ),
    # Q1 2020, 1Q20, H2/2018, Q3 '19
    (
        rf"(?:(?P<term>[qths])\.?\s?(?P<nth>[1-4])|(?P<term_nth>[1-4])\.?\s?(?P<nth_term>[qt]))"
        rf"\s?[/.,-]?\s?(?P<term_year>{_YEAR}|['’]?\d\d(?!\d))"
    ),
    rf"(?P<year_term>{_YEAR})\s?[/.,-]?\s?(?P<term_after>[qths])(?P<nth_after>[1-4])",
    # Sept. '18, 1st January 2018, enero de 2018, mid-2018
    (
        rf"{_DAY}?(?:(?P<name>{_NAME})|(?P<part>{_PART})(?:\sof\b)?)\.?,?[\s/-]?\s?"
        rf"(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?"
        rf"(?:of\s|de\s|del\s|do\s|พ\.ศ\.\s?|ค\.ศ\.\s?)?(?P<named>{_YEAR}|['’‘`]?\s?\d\d(?!\d)){_MARK}?"
    ),
    # 2018. január, 2018 Jan
    (
        rf"(?P<before_name>{_YEAR})(?:\.|,|\s?[年년])?\s?(?P<name_after>{_NAME})(?![^\W\d_])"
        rf"(?!\.?,?\s?['’]?\d)"
    ),
    # 2018-01-15, 2018年4月1日, 2018.04
    (
        rf"(?P<ymy>{_YEAR})(?P<ym>\s?[./年년-]\s?)(?P<ymm>1[0-2]|0?[1-9])(?!\d)"
        rf"(?:\s?[月월]|\.(?=\s))?"
        rf"(?:\s?[./-]\s?[0-3]?\d(?![\d./]))?(?:\s?[0-3]?\d\s?[日일])?"
    ),
    # 01/15/2018, 15.01.2018
    rf"(?P<first>[0-3]?\d)\s?[./-]\s?(?P<second>[0-3]?\d)\s?[./-]\s?(?P<full>{_YEAR}){_MARK}?",
    # 03/2019, 3/19
    rf"(?P<mym>1[0-2]|0?[1-9])\s?[./-]\s?(?P<myy>{_YEAR}|\d\d(?![\d.]\d|\d)){_MARK}?",
    # FY 2018-19, 2017/18, 2017–19, 2012 - 15
    rf"(?:fy\s?)?(?P<span>{_YEAR})(?P<between>\s?/\s?|\s?{_DASH}\s?)['’]?(?P<short>\d\d)(?![\d/.\w])",
    # 2015 to 18
    rf"(?P<span_to>{_YEAR}) (?:to|bis|a|à|al|au) '?(?P<short_to>\d\d)(?![\d/.\w]|\s*[^\W\d_])",
    # 201504
    rf"(?P<packed>{_YEAR})(?P<packed_month>0[1-9]|1[0-2])",
    rf"(?:fy\s?)?(?P<year>{_YEAR}){_MARK}?",
    rf"(?P<short_year>{_SHORT}|fy\s?['’]?\d\d)(?!\d)",
)
_SPACED_NOW: Final = [word for word in NOW if word < _FIRST_IDEOGRAPH]
_CLOSED_NOW: Final = [word for word in NOW if word >= _FIRST_IDEOGRAPH]
DATE: Final = re.compile(
    rf"(?<![\dA-Za-z.])(?<!\d/)(?:{'|'.join(_DATES)})(?![\dA-Za-z])"
    rf"|(?P<now>(?<!\w)(?:{_any(_SPACED_NOW)})(?!\w)|(?:{_any(_CLOSED_NOW)}))"
)
_SYMBOL: Final = rf"(?:{_DASH}{{1,3}}|[=–—-]?[>›»→⟶➔➜➝⇒]|\.{{2,3}})"
TO_DATE: Final = re.compile(rf"\s*(?:(?:{_SYMBOL}|{_any(TO)})[\s,]*){{1,4}}")
AND: Final = re.compile(r"\s(?:and|und|et|y|e|en|i|и)\s")
BETWEEN: Final = re.compile(r"(?<!\w)(?:between|zwischen|entre|tra|fra|tussen|między|между)\s$")
SINCE_DATE: Final = re.compile(rf"(?:(?<!\w)(?:{_any(SINCE)})|[自从從])\s*$")
OPEN: Final = re.compile(
    rf"(?:\s*{_SYMBOL}|\s*(?:{_any(ONWARDS)}))\s*(?=$|[\t\n)|])",
)
