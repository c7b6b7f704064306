"""Which type of employment a posting offers, in the wording of any board."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jobscout.rules import titles
from jobscout.rules.spelling import fold

if TYPE_CHECKING:
    from jobscout.model import EmploymentType

MAX_STATED_CHARS: Final = 200
"""A longer value is prose that was put into the wrong field."""

# First match wins: narrower types before wider ones. A permanent ("unlimited") contract counts
# as full time, because boards that list part-time work say so.
_STATED: Final[tuple[tuple[EmploymentType | None, re.Pattern[str]], ...]] = (
    (None, re.compile(r"\bfull (?:time )?or part time\b|\bpart (?:time )?or full time\b")),
    ("volunteer", re.compile(r"\b(?:volunteer|volunteering|ehrenamt\w*|benevolat|voluntary)\b")),
    (
        "internship",
        re.compile(
            r"\b(?:intern|interns|internship|praktik\w*|werkstudent\w*|working student|student"
            r"|stagiaire|stage|alternance|apprentice\w*|ausbildung|dual studies|duales studium"
            r"|estagio|co op)\b"
        ),
    ),
    (
        "freelance",
        re.compile(
            r"\b(?:freelance\w*|freiberuflich|freie mitarbeit|b2b|self employed|selbstandig)\b"
        ),
    ),
    (
        "part_time",
        re.compile(
            r"\b(?:part ?time|teilzeit|temps partiel|minijob|side|deeltijd|halvtid|deltid)\b"
        ),
    ),
    (
        "full_time",
        re.compile(
            r"\b(?:unlimited|permanent|unbefristet\w*|indefinite|open ended|cdi)(?: contract)?\b"
        ),
    ),
    (
        "temporary",
        re.compile(
            r"\b(?:temporary|temp|fixed ?term|befristet\w*|seasonal|casual|per diem|cdd"
            r"|interim|limited contract)\b"
        ),
    ),
    ("contract", re.compile(r"\b(?:contract|contractor|contracts|contract to hire|c2h|ftc)\b")),
    (
        "full_time",
        re.compile(r"\b(?:full ?time|vollzeit|temps plein|regular|festanstellung|heltid)\b"),
    ),
)
# In a title, only words that cannot be part of the profession: a Contract Manager is an employee.
_TITLED: Final[tuple[tuple[EmploymentType, re.Pattern[str]], ...]] = (
    ("volunteer", re.compile(r"\b(?:volunteer|ehrenamt(?:lich)?)\b(?! (?:manager|coordinator))")),
    (
        "freelance",
        re.compile(r"\b(?:freelance|freelancer|freiberuflich)\b(?! (?:manager|platform))"),
    ),
    ("part_time", re.compile(r"\b(?:part[ -]time|teilzeit|minijob)\b(?!.*\bfull[ -]time\b)")),
    (
        "contract",
        re.compile(r"[(\[|/\u2013-] ?(?:contract|contract to hire)\s*(?:[)\]]|$)|\bcontractor$"),
    ),
    ("full_time", re.compile(r"\b(?:full[ -]time|vollzeit)\b(?!.*\b(?:part[ -]time|teilzeit)\b)")),
)


@lru_cache(maxsize=8192)
def employment_type(stated: str | None, title: str = "") -> EmploymentType | None:
    """The employment type; None if the board states none that we recognise.

    The board's field is read first. A title that names an internship overrides "full-time" or
    "permanent", which then only describe the hours. "Full or part time" and "other" are None.
    """
    found = _stated(stated) if stated else None
    if found in {None, "full_time"} and titles.seniority(title) == "intern":
        return "internship"
    return found or _titled(title)


def _stated(stated: str) -> EmploymentType | None:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stated[:MAX_STATED_CHARS])
    plain = " ".join(re.sub(r"[^a-z0-9]+", " ", fold(spaced)).split())
    return next((kind for kind, pattern in _STATED if pattern.search(plain)), None)


def _titled(title: str) -> EmploymentType | None:
    plain = fold(titles.clean(title))
    return next((kind for kind, pattern in _TITLED if pattern.search(plain)), None)
