"""What a job title says: how to show it, how to compare it, and which level it names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jobscout.rules import words
from jobscout.rules.lines import line
from jobscout.rules.spelling import fold

if TYPE_CHECKING:
    from jobscout.model import Seniority

MAX_TITLE_CHARS: Final = 300
"""Longest title kept; the longest recorded one has 160."""

_GENDER: Final = re.compile(
    r"[(\[]\s*(?:all genders?|alle geschlechter|gn"
    r"|[mwfdxhiv](?:\s?[/|*,]\s?(?:[mwfdxhi]|divers)){1,3})"
    r"\s*[)\]]\*?"
    r"|(?<![\w/])[mwfdxhiv](?:\s?[/|]\s?[mwfdxhi]){1,3}(?![\w/])\*?"
)
_INFLECTED: Final = re.compile(r"(?<=[a-z]{2})(?:[:*]|/-?)in(?:nen)?\b|(?<=[a-z]{2})\(in\)")

_ENGINEERING: Final = (
    r"(?:engineer|engineering|developer|scientist|designer|architect|researcher|analyst|manager"
    r"|programmer|consultant|technician|specialist|writer|sre|technologist|counsel)"
)
_NUMBERED: Final = re.compile(
    r"\b(?:engineer|engineering|developer|scientist|designer|architect|analyst|programmer|manager"
    r"|technician|specialist|consultant|associate|administrator|accountant|representative)"
    r"[ ,(-]{1,3}(?:(?:level|l) ?)?(iv|iii|ii|i|v|[0-6])\b"
)
_NUMERALS: Final[dict[str, Seniority]] = {
    **dict.fromkeys(("0", "1", "i"), "junior"),
    **dict.fromkeys(("2", "ii"), "mid"),
    **dict.fromkeys(("3", "4", "5", "6", "iii", "iv", "v"), "senior"),
}
# First match wins. The order gives precedence: "Senior Director" is a director.
_SENIORITIES: Final[tuple[tuple[Seniority, re.Pattern[str]], ...]] = (
    (
        "intern",
        re.compile(
            r"\b(?:interns?|internships?)\b"
            r"(?! (?:program|programme|recruit\w*|coordinator|manager)\b)"
            r"|\b(?:praktik(?:um|ant(?:in|en|innen)?)|pflichtpraktikum|werkstudent(?:in|en|innen)?"
            r"|working students?|stagiaires?|alternance|alternante?|apprentie?s?"
            r"|apprentice(?:ship)?|co-?ops?|azubis?|auszubildende[rn]?|ausbildung"
            r"|duales? studi(?:um|es)|dual studies"
            r"|becari[oa]|practicante|tirocini\w*|tirocinante|stagista|estagiari[oa]|estagio"
            r"|student assistant|stage (?:de|en|-|/)|offre de stage)(?!\w)"
        ),
    ),
    (
        "executive",
        re.compile(
            r"\bchief (?:[a-z&,]+ ){1,4}officer\b"
            r"|(?<!to )(?<!to the )(?<!of the )(?<!for the )\b(?:ceo|cto|cfo|coo|cpo|cmo|cio"
            r"|ciso|cro|chro)\b(?! office)"
            r"|\b(?:[se]?vp|avp|vice[ -]president|managing director|general manager"
            r"|geschaftsfuhr(?:er|erin|ung)|geschaftsleitung|directeur general)\b"
        ),
    ),
    (
        "director",
        re.compile(
            r"(?<!art )(?<!to the )\b(?:directors?|directeur|directrice|direktor(?:in)?"
            r"|direttore)\b|\bhead of\b|\bhead,|\bglobal head\b|\bbereichsleit(?:er|erin|ung)\b"
        ),
    ),
    (
        "lead",
        re.compile(
            r"\b(?:lead|teamlead|techlead|teamleit(?:er|erin|ung)|team leader|leiter(?:in)?"
            r"|principal|distinguished)\b"
            r"(?! (?:gen\b|generation|generator|qualification|nurturing))"
            r"|(?<!of )(?<!support )\bstaff\b(?= (?:[^ ]+ ){0,6}" + _ENGINEERING + r"\b)"
        ),
    ),
    (
        "senior",
        re.compile(
            r"\b(?:senior|sr|snr)\b(?! (?:living|care|citizens?|housing|services)\b)"
            r"|\b(?:seniorin|seniore)\b"
        ),
    ),
    ("mid", re.compile(r"\b(?:mid|mid-?level|midweight|mid-?senior|intermediate|confirme)\b")),
    (
        "junior",
        re.compile(
            r"\b(?:junior|jr|entry[ -]level|graduate|new[ -](?:college[ -])?grad|university grad"
            r"|trainee|traineeship|berufseinstei?g(?:er|erin)?|debutante?"
            r"|early[ -](?:in[ -])?career)\b"
            r"|\bassociate (?:[^ ]+ ){0,2}(?:engineer|developer|scientist|designer|programmer)\b"
        ),
    ),
)
_STATED: Final[dict[str, Seniority]] = {
    "entry": "junior",
    "entry level": "junior",
    "berufseinstieg": "junior",
    "junior level": "junior",
    "mid": "mid",
    "middle": "mid",
    "berufserfahren": "mid",
    "manager": "lead",
    "team lead": "lead",
    "teamleitung": "lead",
    "executive": "executive",
    "c level": "executive",
    "student": "intern",
    "hilfstatigkeit student": "intern",
}
# Boards state these for most of their postings, so a level in the title takes precedence.
_VAGUE: Final[dict[str, Seniority]] = {
    "associate": "junior",
    "experienced": "mid",
    "professional experienced": "mid",
    "professional": "mid",
    "mid senior level": "mid",
    "mid senior": "mid",
}


def clean(title: str) -> str:
    """*title* for display: no invisible characters, single spaces, at most 300 characters."""
    return line(title, MAX_TITLE_CHARS)


def key(title: str) -> str:
    """*title* for comparison: words in their canonical spelling, without gender marks.

    "Sr. Entwickler:in C++ (m/w/d)" and "Senior Entwickler, C++" have one key, "C++ Developer"
    and "C# Developer" have two. Empty only if the title contains no letter or digit.
    """
    return words.canonical(_ungendered(clean(title)))


@lru_cache(maxsize=8192)
def seniority(title: str, stated: str | None = None) -> Seniority | None:
    """The level a posting asks for; None if neither the board nor the title states one.

    Args:
        title: as the board wrote it. Only whole phrases count: "Internal Audit" is no
            internship, "Lead Generation" no lead, "Assistant to the CEO" no CEO.
        stated: the board's own level. It wins if recognised; vague ones ("experienced",
            "Mid-Senior level") count only if the title states none.

    Staff and Principal count as lead, a vice president as executive, II as mid, III as
    senior. Apprentices and working students count as interns.
    """
    named = re.sub(r"[^a-z0-9]+", " ", fold(stated[:MAX_TITLE_CHARS])).strip() if stated else ""
    if named and named not in _VAGUE and (found := _STATED.get(named) or _named(named)):
        return found
    return _named(_ungendered(clean(title))) or _VAGUE.get(named)


def _named(folded: str) -> Seniority | None:
    for seniority, pattern in _SENIORITIES:
        if pattern.search(folded):
            return seniority
    numbered = _NUMBERED.search(folded)
    return _NUMERALS[numbered[1]] if numbered else None


def _ungendered(title: str) -> str:
    return _INFLECTED.sub("", _GENDER.sub(" ", fold(title)))
