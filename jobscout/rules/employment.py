"""Which type of employment a posting offers, in the wording of any board."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jobscout.rules import employment_words as words
from jobscout.rules import titles
from jobscout.rules.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.model import EmploymentType

MAX_STATED_CHARS: Final = 200
"""A longer value is prose that was put into the wrong field."""


def _pattern(words: str, unspaced: str | None = None) -> re.Pattern[str]:
    listed = "|".join(fold(words).replace("-", " ").split(", "))
    return re.compile(rf"\b(?:{listed})\b" + (f"|{unspaced}" if unspaced else ""))


# A narrower type wins over a wider one.
_NARROW: Final[tuple[tuple[EmploymentType, re.Pattern[str]], ...]] = (
    ("volunteer", _pattern(words.VOLUNTEER, words.UNSPACED["volunteer"])),
    ("internship", _pattern(words.INTERNSHIP, words.UNSPACED["internship"])),
)
_HOURS: Final[tuple[tuple[EmploymentType, re.Pattern[str]], ...]] = (
    ("part_time", _pattern(words.PART_TIME, words.UNSPACED["part_time"])),
    ("full_time", _pattern(words.FULL_TIME, words.UNSPACED["full_time"])),
)
_LIMITED: Final[tuple[tuple[EmploymentType, re.Pattern[str]], ...]] = (
    ("freelance", _pattern(words.FREELANCE, words.UNSPACED["freelance"])),
    ("temporary", _pattern(words.TEMPORARY, words.UNSPACED["temporary"])),
    ("contract", _pattern(words.CONTRACT, words.UNSPACED["contract"])),
)
# A permanent ("unlimited") contract counts as full time: boards that list part-time work say so.
_PERMANENT: Final = re.compile(_pattern(words.PERMANENT).pattern + r"(?: contracts?\b)?")
_TO_PERMANENT: Final = re.compile(r"\bto (?:permanent|perm|hire)\b")
_SEPARATORS: Final = re.compile(r"[/|,;&]+")
_SIGNS: Final = re.compile(r"[^\w/]+")
_HUMPS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")

# In a title, only words that cannot be part of the profession: a Contract Manager is an employee.
_TITLED: Final[tuple[tuple[EmploymentType, re.Pattern[str]], ...]] = (
    ("volunteer", re.compile(r"\b(?:volunteer|ehrenamt(?:lich)?)\b(?! (?:manager|coordinator))")),
    (
        "freelance",
        re.compile(r"\b(?:freelance|freelancer|freiberuflich)\b(?! (?:manager|platform))"),
    ),
    (
        "contract",
        re.compile(
            r"[(\[|/-] ?(?:contract|contract to hire)\s*(?:[)\]]|$)|\bcontractor$"
            r"|^contract(?:or)?(?::| -) "
            r"|\b\d{1,2}[ -]?months? (?:contract|ftc)\b"
        ),
    ),
    ("temporary", re.compile(r"\b(?:fixed[ -]term|befristet|maternity cover|seasonal)\b")),
)
_TITLED_PART: Final = re.compile(
    r"\b(?:part[ -]?time|teilzeit|minijob|temps partiel|media jornada|tempo parziale|deeltijd"
    r"|deltid|halvtid|bijbaan|meio periodo|mi[ -]temps|medio tiempo"
    r"|(?:tiempo|tempo|jornada) parcial|castecny uvazek|zkraceny uvazek|skrateny uvazok"
    r"|(?:niepelny|pol|czesc) (?:etatu?|wymiar)"
    r"|osa-?aika\w*|reszmunkaid\w*|yari zamanli|частичн\w+ занятост\w*|неполн\w+ (?:день"
    r"|занятост\w*)|неповн\w+ заинят\w*|часткова заинят\w*)\b|アルバイト|兼[职職]"
)
_TITLED_FULL: Final = re.compile(
    r"\b(?:full[ -]?time|full(?= or part)|vollzeit|voll(?=-? ?(?:und|oder|/))|temps plein"
    r"|jornada completa|tempo pieno|voltijd|heltid)\b"
)


@lru_cache(maxsize=8192)
def employment_type(stated: str | None, title: str = "") -> EmploymentType | None:
    """The employment type; None if the board states none that we recognise, or two.

    The board's field is read first. A title that names an internship overrides "full-time" or
    "permanent", which then only describe the hours. "Full-time, part-time" and "other" are None.
    """
    found = _stated(stated) if stated else None
    if found in {None, "full_time"} and titles.seniority(title) == "intern":
        return "internship"
    return found or _titled(title)


def _stated(stated: str) -> EmploymentType | None:
    spaced = _HUMPS.sub(" ", stated[:MAX_STATED_CHARS])
    parted = _SEPARATORS.sub(" / ", fold(spaced).replace("_", " "))
    plain = " ".join(_SIGNS.sub(" ", parted).split())
    if narrow := _first(_NARROW, plain):
        return narrow
    part, full = (pattern.search(plain) for _, pattern in _HOURS)
    lasting = _PERMANENT.sub(" ", plain)
    permanent = lasting != plain and not _TO_PERMANENT.search(plain)
    limited = _first(_LIMITED, lasting)
    if limited == "freelance":
        return None if permanent else limited
    if part:
        return None if full else "part_time"
    if permanent:
        return None if limited else "full_time"
    return limited or ("full_time" if full else None)


def _titled(title: str) -> EmploymentType | None:
    plain = fold(titles.clean(title))
    if found := _first(_TITLED, plain):
        return found
    part, full = _TITLED_PART.search(plain), _TITLED_FULL.search(plain)
    return None if bool(part) == bool(full) else "part_time" if part else "full_time"


def _first(
    kinds: Sequence[tuple[EmploymentType, re.Pattern[str]]], text: str
) -> EmploymentType | None:
    return next((kind for kind, pattern in kinds if pattern.search(text)), None)
