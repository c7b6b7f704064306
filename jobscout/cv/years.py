"""Years of experience, computed from dates of employment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from jobscout.cv.lines import Placed

_FIRST_YEAR: Final = 1950

_MONTH_NAMES: Final = """
january jan januar jänner janvier janv enero ene gennaio gen janeiro januari styczeń январь янв
february feb februar février févr fev febrero febbraio fevereiro februari luty февраль
march mar märz mär mrz mars marzo março maart marzec март
april apr avril avr abril abr aprile abr kwiecień апрель
may mai mayo maggio mag maio mei maj май
june jun juni juin junio giugno giu junho czerwiec июнь
july jul juli juillet juil julio luglio lug julho lipiec июль
august aug août aout agosto ago augustus sierpień август
september sep sept septembre septiembre settembre set setembro wrzesień сентябрь
october oct oktober okt octobre octubre ottobre ott outubro out październik октябрь
november nov novembre noviembre novembro listopad ноябрь
december dec dezember dez décembre déc diciembre dic dicembre dezembro grudzień декабрь
"""
_MONTHS: Final = {
    name: number
    for number, row in enumerate(_MONTH_NAMES.strip().splitlines(), 1)
    for name in row.split()
}
_SEASONS: Final = {"winter": 1, "spring": 3, "summer": 6, "autumn": 9, "fall": 9, "sommer": 6}

_NAMED: Final = "|".join(sorted((*_MONTHS, *_SEASONS), key=len, reverse=True))
_YEAR: Final = r"(?:19[5-9]\d|20[0-6]\d)"
_DATE: Final = (
    rf"(?:(?P<name{{0}}>{_NAMED})\.?,?\s*(?:\d{{{{1,2}}}}(?:st|nd|rd|th)?,?\s+)?(?:of\s+|de\s+)?"
    rf"(?P<named{{0}}>{_YEAR}|['’]?\d\d(?!\d))"
    rf"|(?P<ymy{{0}}>{_YEAR})\s?[./年-]\s?(?P<ymm{{0}}>1[0-2]|0?[1-9])(?![\d])\s?月?"
    rf"(?:[./-]\d{{{{1,2}}}}(?!\d))?"
    rf"|(?:\d{{{{1,2}}}}\.)?(?P<mym{{0}}>1[0-2]|0?[1-9])\s?[./-]\s?(?P<myy{{0}}>{_YEAR}|\d\d(?!\d))"
    rf"|(?P<year{{0}}>{_YEAR})年?)"
)
_NOW: Final = (
    r"(?P<now>present|presente|current|currently|now|today|ongoing|date|heute|jetzt|aktuell|laufend"
    r"|présent|aujourd['’]hui|ce jour|actuel|actuellement|en cours|actualidad|actual|hoy|presente"
    r"|oggi|attuale|atual|hoje|heden|nu|obecnie|teraz|настоящее время|至今|现在|今|現在|현재)"
)
_TO: Final = (
    r"\s*(?:-{1,3}|–|—|‒|−|~|～|→|to|until|till|through|bis(?: zum)?|à|au|a|al|hasta|até|tot|do"
    r"|по|至|到|から)\s*"
)
_RANGE: Final = re.compile(
    rf"(?<![\w./]){_DATE.format('1')}{_TO}(?:{_DATE.format('2')}|{_NOW})(?!\w)", re.IGNORECASE
)
_SINCE: Final = re.compile(
    rf"(?<!\w)(?:since|seit|depuis(?: le)?|desde|dal|sinds|od|с|自)\s*{_DATE.format('1')}(?!\w)",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(rf"(?<![\w./]){_DATE.format('1')}\s*[-–—]\s*(?=$|[\t\n])", re.IGNORECASE)

_BLANKS: Final = re.compile(r"\s{3,}")

Span = tuple[int, int]
"""Months since the year 0: the first, and the one after the last."""


def years_of_experience(lines: Iterable[Placed], today: date) -> float | None:
    """Years with one decimal, counting overlapping months once; None without a date range.

    Only ranges in sections of experience count. A range of years counts from January to January:
    "2017–2019" is two years. A range that ends before it begins, or begins after *today*, is
    ignored as a mistake.
    """
    now = today.year * 12 + today.month
    experience = "\n".join(line.text for line, section, _ in lines if section == "experience")
    text = _BLANKS.sub(lambda run: run[0][:2], experience)
    spans = sorted(
        (begin, min(end, now))
        for begin, end in _spans(text, now)
        if _FIRST_YEAR * 12 <= begin < now and begin < end
    )
    if not spans:
        return None
    months, reached = 0, 0
    for begin, end in spans:
        months += max(0, end - max(begin, reached))
        reached = max(reached, end)
    return round(months / 12, 1)


def _spans(text: str, now: int) -> Iterator[Span]:
    rest = []
    at = 0
    for found in _RANGE.finditer(text):
        rest.append(text[at : found.start()])
        at = found.end()
        begin = _month(found, "1")
        if found["now"]:
            yield begin, now
            continue
        end = _month(found, "2")
        by_year = found["year1"] or found["year2"]
        yield begin, end if by_year and found["year2"] else end + 1
    left = "\t|".join([*rest, text[at:]])
    for pattern in (_SINCE, _OPEN):
        for found in pattern.finditer(left):
            yield _month(found, "1"), now


def _month(found: re.Match[str], side: str) -> int:
    """Months since the year 0; a year without a month means January."""
    name, year = found[f"name{side}"], found[f"named{side}"]
    if name:
        low = name.casefold()
        return _year(year) * 12 + (_MONTHS.get(low) or _SEASONS[low])
    if found[f"ymy{side}"]:
        return int(found[f"ymy{side}"]) * 12 + int(found[f"ymm{side}"])
    if found[f"myy{side}"]:
        return _year(found[f"myy{side}"]) * 12 + int(found[f"mym{side}"])
    return int(found[f"year{side}"]) * 12 + 1


def _year(written: str) -> int:
    short = written.lstrip("'’")
    if len(short) == 4:
        return int(short)
    return (2000 if int(short) < 50 else 1900) + int(short)
