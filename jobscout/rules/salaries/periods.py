"""The periods that pay is for, as texts in many languages say them.

The patterns are for lines in lower case as ``money.plain`` makes them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jobscout.model import SalaryPeriod

_UNITS: Final[dict[SalaryPeriod, str]] = {
    "hour": "hour hours hr hrs stunde std heure hora ora uur timme timmen time timen godzinę"
    " godzine godzina godz hodinu hod saa",
    "day": "day tag jour journée journee día dia giorno dag dagen dzień dzien manday man-day"
    " workday siku",
    "week": "week wk woche semaine semana settimana vecka veckan uke uken uge ugen tydzień tydzien"
    " wiki",
    "month": "month months mth mnth monat mois mes mês mese maand månad månaden måned måneden"
    " miesiąc miesiac mies měsíc mesic mesiac"
    " mjesec mėn mēn kk kuu kuus ay hó bulan mwezi",
    "year": "year years yr yrs annum anum jahr année annee ann an año ano anno jaar år året rok"
    " tahun mwaka",
}
"""After a slash or a word for "each"."""
_SHORT_UNITS: Final[dict[SalaryPeriod, str]] = {
    "hour": "h u t 时 小时 小時 時 時間 시간",
    "day": "d j md 天 日 일",
    "week": "w 周 週 주",
    "month": "mo m mnd mc msc 月 个月 個月 월 달",
    "year": "y a p.a pa 年 년",
}
"""Only after a slash."""
_ADVERBS: Final[dict[SalaryPeriod, str]] = {
    "hour": "hourly stündlich stundenlohn stundensatz horaire horaires timlön timeløn timelønn"
    " uurloon",
    "day": "daily per_diem day_rate täglich tagessatz diario diarios diaria diarias journalier tjm"
    " dagtarief",
    "week": "weekly wöchentlich hebdo hebdomadaire hebdomadaires semanal semanales wochenlohn"
    " weekloon",
    "month": "monthly monatlich monatliche monatliches monatlichen mtl mensuel mensuels mensuelle"
    " mensuelles mensual mensuales mensualmente mensal mensais mensile mensili maandelijks"
    " maandsalaris miesięcznie miesiecznie miesięczne miesięczny månedlig månatligen månadslön"
    " månedslønn månedsløn mån měsíčně mesačne mjesečno mėnesį mēnesī havi aylık"
    " monatsgehalt monatslohn monatsbrutto monatsvergütung monatsbruttogehalt bruttomonatsgehalt"
    " bulanan",
    "year": "yearly annual annually annualised annualized jährlich jährliche jährliches jährlichen"
    " annuel annuels annuelle annuelles anual anuales anualmente anuais annuo annui annua"
    " jahresgehalt jahresbrutto jahresbruttogehalt jahreszielgehalt jahresfestgehalt"
    " jahresgrundgehalt jahreslohn jahreseinkommen jahresvergütung jahresentgelt jahresfixum"
    " bruttojahresgehalt bruttojahresvergütung jahresgehalts rocznie roczne roczny ročně"
    " ročne godišnje yıllık årlig årligt årslønn årslön årsløn jaarlijks jaarsalaris ral lpa ctc",
}
_SIGNED: Final[dict[SalaryPeriod, str]] = {
    "hour": "時給 时薪 時薪 시급 每小时 每小時 시간당",
    "day": "日給 日薪 일급 每天 每日",
    "week": "週給 周薪 週薪 주급 每周",
    "month": "月給 月収 月薪 月收入 월급 每月 월_ 13薪 14薪 15薪 16薪",
    "year": "年収 年俸 年薪 年收入 연봉 每年 연_",
}
_BESIDE: Final[dict[SalaryPeriod, str]] = {
    "hour": "ph p.h p/h p/hr p/u hr",
    "day": "pd p.d p/d",
    "week": "pw p.w p/w",
    "month": "pm p.m pcm p.c.m p/m",
    "year": "pa p.a p/a p/y",
}
"""Directly after an amount; elsewhere "5 pm" is a time."""
_PERIODS: Final[dict[str, SalaryPeriod]] = {
    word.replace("_", " "): period
    for said in (_UNITS, _SHORT_UNITS, _ADVERBS, _SIGNED, _BESIDE)
    for period, listed in said.items()
    for word in listed.split()
}


def _any(*said: dict[SalaryPeriod, str]) -> str:
    """A pattern of all words, the longest first."""
    listed = {word for each in said for line in each.values() for word in line.split()}
    by_length = sorted(listed, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("_", " ") for word in by_length)


_EACH: Final = (
    r"(?:per|an?|each|every|pro|je|im|die|par|por(?: cada)?|al?|a la|ao|à|il|alla|om|w|na|za|i|kwa"
    r"|pr\.?|la|le|in der|for each|for every) |(?:de |à |a |all|del)?l['e] ?"
)
_OTHER_TIMES: Final = (
    r"(?:bi|semi|half)[-_ ]?(?:week(?:ly)?|month(?:ly)?|annual(?:ly)?)|fortnight(?:ly)?|quarterly"
    r"|quincenal(?:es)?|quinzena(?:l|is)?|14-tägig|zweiwöchentlich"
    r"|(?:every|each|per) (?:two|2|other|four|4|three|3|six|6) (?:weeks?|months?)"
    r"|(?:twice|two times) (?:a |per |each )?(?:month|week)(?:ly)?"
)
_PIECES: Final = (
    r"(?:[\d,]{1,6}[- ])?(?:fortnight|quarter|quinzaine|quincena|shift|visit|word|article|task"
    r"|project|session|mile|km|event|class|page|piece|unit|lesson|call|lead|sale|referral|hire|image"
    r"|video|minute|user|seat|customer|client|person|employee|child|patient|case|bottle|ticket|night"
    r"|semester|term|course|post|order|delivery|trip|stop|load|game|match|appointment|square|sq|kg"
    r"|ton|gig|review|survey|test|transaction|share|incident|licen[cs]e|paycheck|pay period|nacht"
    r"|schicht|einsatz|nuit|lifetime|head|pax|team member)s?"
)
_END: Final = r"(?![a-zà-ÿ])"
_DOT: Final = r"(?:\.(?= ?[-/)]))?"  # of an abbreviation, not of the sentence
# What comes first in each branch is a fact about speed: words are tried only where one begins.
_SAID: Final = (
    rf"(?<![a-zà-ÿ_-])(?:(?P<times>{_OTHER_TIMES})|(?P<adverb>{_any(_ADVERBS)})"
    rf"|(?:{_EACH})(?:(?P<pieces>{_PIECES})|(?P<unit>{_any(_UNITS)}))){_END}{_DOT}"
    rf"|(?:p?/ ?(?:per )?)(?:(?P<slashed>{_any(_UNITS, _SHORT_UNITS, _ADVERBS)})"
    rf"|(?P<sliced>{_PIECES})){_END}{_DOT}"
    rf"|(?P<signed>{_any(_SIGNED)})"
)
PERIOD: Final = re.compile(_SAID)
PERIOD_AFTER: Final = re.compile(
    rf"(?>[ ,]{{0,2}}\(? ?)(?:(?P<beside>(?:{_any(_BESIDE)}))\.?{_END}|{_SAID})"
)
"""Matched where an amount ends."""


def period(match: re.Match[str]) -> SalaryPeriod | None:
    """What a match of ``PERIOD`` or ``PERIOD_AFTER`` says.

    None for a unit that cannot be converted honestly: two weeks, half a month, a visit, a word.
    """
    return _PERIODS.get(match[match.lastgroup or 0])


def is_phrase(match: re.Match[str]) -> bool:
    """Whether a period is said as in "per year", which may belong to something else."""
    return match.lastgroup in {"unit", "slashed"}


HOURS_OF_WORK: Final = re.compile(
    r"\d[\d.,-]{0,8} ?\+? ?(?:hours?|hrs?|h|std|stunden|heures|horas|ore|uur|uren|timer|timmar|tim"
    r"|godzin|days?|tage|jours|d[íi]as|dagen|dage|dagar|nights|shifts|times)\b\.? ?(?:of work )?"
    r"(?:/|per|an?|each|every|pro|par|por|in der|die|i|w|om|la|alla|al|a la)? ?(?:week|wk|w|woche"
    r"|semaine|semana|settimana|veckan?|uken?|ugen?|tydzień|month|monat|mois|mes|day|tag|jour|year"
    r"|jahr|weekly|monthly|daily)\b"
)
"""How much one works, which says nothing of how pay is counted."""
WORKING_TIME: Final = re.compile(
    r"\b(?:weekly|daily|monthly) (?:working )?hours\b|\bhours? (?:(?:per|a) |/ ?)(?:week|day)\b"
    r"|\bhours (?:weekly|daily)\b|\b(?:hourly|weekly|daily) (?:employees|workers|basis|minimum)\b"
)
