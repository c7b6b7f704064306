"""Dates as people write them in texts: which day, month and year a number begins."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_MONTHS: Final = """
january jan januar jänner janvier janv enero ene janeiro gennaio gen januari tammikuuta stycznia
  styczeń leden ledna január januára ianuarie ocak января январь січня ιανουαρίου يناير januaria
  gener
february feb februar février févr febrero fevereiro fev febbraio februari helmikuuta lutego únor
  února február februára februarie şubat февраля лютого φεβρουαρίου فبراير februaria
march mar märz mrz mars marzo março maart mrt maaliskuuta marca marzec březen března március
  martie marts mart марта березня μαρτίου مارس machi maret
april apr avril avr abril abr aprile huhtikuuta kwietnia kwiecień duben dubna április aprilie
  nisan апреля квітня απριλίου أبريل ابريل aprili apríla
may mai mayo maio maggio mag mei maj toukokuuta maja květen května május mayıs мая травня μαΐου
  مايو mája
june jun juni juin junio junho giugno giu kesäkuuta czerwca czerwiec červen června június iunie
  haziran июня червня ιουνίου يونيو júna
july jul juli juillet juil julio julho luglio lug heinäkuuta lipca lipiec červenec července
  július iulie temmuz июля липня ιουλίου يوليو julai júla
august aug août agosto ago augustus augusti elokuuta sierpnia sierpień srpen srpna augusztus
  ağustos августа серпня αυγούστου أغسطس agosti agustus augusta
september sep sept septembre septiembre setembro set settembre syyskuuta września wrzesień září
  szeptember septembrie eylül сентября вересня σεπτεμβρίου سبتمبر septemba septembra
october oct oktober okt octobre octubre outubro out ottobre ott lokakuuta października
  październik říjen října október octombrie ekim октября жовтня οκτωβρίου أكتوبر oktoba
november nov novembre noviembre novembro marraskuuta listopad listopadu listopada noiembrie
  kasım ноября листопада νοεμβρίου نوفمبر novemba novembra
december dec dezember dez décembre déc diciembre dic dezembro dicembre desember des joulukuuta
  grudnia grudzień prosinec prosince decembrie aralık декабря грудня δεκεμβρίου ديسمبر desemba
  decembra
"""
"""One month a paragraph; a line that begins with spaces goes on."""
MONTHS: Final = {
    word: number
    for number, words in enumerate(_MONTHS.replace("\n  ", " ").strip().split("\n"), 1)
    for word in words.split()
}

_DAY_FIRST: Final = (
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|e|º|ª|\.)?(?: (?:of|de|d[ei]l?)(?= ))?[ \u00a0-]?"
    r"(?P<month>[^\W\d_]{3,12})\.?(?:,?[ -](?:(?:of|de|del) )?(?P<year>\d{4}"
    r"|'?\d{2}(?![\d:.h]))(?! ?[ap]m))?"
)
_DATE: Final = re.compile(
    r"(?P<iso_year>\d{4})[-/.] ?(?P<iso_month>\d{1,2})[-/.] ?(?P<iso_day>\d{1,2})(?!\d)"
    r"|(?:(?P<han_year>\d{4}) ?[年년] ?)?(?P<han_month>\d{1,2}) ?[月월] ?"
    r"(?P<han_day>\d{1,2}) ?[日일号]"
    r"|(?P<first>\d{1,2})(?P<mark>[./-]) ?(?P<second>\d{1,2})(?P=mark) ?"
    r"(?:(?P<numeric_year>\d{4}|\d{2})(?!\d)|(?<=\.)(?<=\d\.)(?!\d))"
    rf"|{_DAY_FIRST}"
)
_MONTH_BEFORE: Final = re.compile(r"([^\W\d_]{3,12})\.? \Z")
_AFTER_MONTH: Final = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<year>\d{4}))?(?![\d:])"
)

_DAY_DIGITS: Final = 2
_YEAR_DIGITS: Final = 4
_HAN_MONTH: Final = frozenset("月월")
_BEHIND_YEAR: Final = frozenset("-/. 年년")
_BEHIND_DAY: Final = frozenset("-/.\u00a0")
_BEGINNINGS: Final = frozenset({"of ", "de ", "di ", "del", "dil", *(word[:3] for word in MONTHS)})
_ENDINGS: Final = frozenset(f"{word[-2:]} " for word in MONTHS)
"""Of what follows the number of a day after a space, and of a month before one."""


class Written(NamedTuple):
    """A date as written at ``text[start:end]``. *year* is None if it has none.

    *first* and *second* are the two numbers of which one is the day and one the month, if it is
    written in numbers; otherwise *first* is the day.
    """

    year: int | None
    first: int
    second: int
    is_numeric: bool
    start: int
    end: int


def read(low: str, at: int, end: int) -> Written | None:
    """The date in lower-case *low* whose first number is ``low[at:end]``; None if there is none."""
    match = _DATE.match(low, at) if _may_go_on(low, end - at, end) else None
    if match and match["iso_year"]:
        return _written(match, match["iso_year"], match["iso_day"], match["iso_month"])
    if match and match["han_month"]:
        return _written(match, match["han_year"], match["han_day"], match["han_month"])
    if match and match["first"]:
        year = match["numeric_year"]
        written = _written(match, year, match["first"], match["second"])
        return written._replace(is_numeric=match["mark"] != ".")
    month = MONTHS.get(match["month"]) if match else None
    if match and month:
        return _written(match, match["year"], match["day"], str(month))
    return _behind_month(low, at) if end - at <= _DAY_DIGITS else None


def _behind_month(low: str, at: int) -> Written | None:
    """The date whose month stands before its day at *at*: "march 3, 2026"."""
    last = low[max(0, at - 3) : at]
    if not (last in _ENDINGS or last.endswith(". ")):
        return None
    before = _MONTH_BEFORE.search(low, max(0, at - 16), at)
    month = MONTHS.get(before[1]) if before else None
    after = _AFTER_MONTH.match(low, at) if month else None
    if before and after:
        written = _written(after, after["year"], after["day"], str(month))
        return written._replace(start=before.start())
    return None


def _may_go_on(low: str, digits: int, end: int) -> bool:
    """Whether what follows a number may be the rest of a date; most numbers end here."""
    after = low[end : end + 1]
    if digits > _DAY_DIGITS:
        return digits == _YEAR_DIGITS and after in _BEHIND_YEAR
    if after != " ":
        return after.isalpha() or after in _BEHIND_DAY
    return low[end + 1 : end + 4] in _BEGINNINGS or low[end + 1 : end + 2] in _HAN_MONTH


def _written(match: re.Match[str], year: str | None, first: str, second: str) -> Written:
    number = int(year.lstrip("'")) if year else None
    if number is not None and number < 100:
        number += 2000
    return Written(number, int(first), int(second), False, match.start(), match.end())
