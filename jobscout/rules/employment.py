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

_FULL: Final = re.compile(
    r"\b(?:full ?time|vollzeit|(?:temps|temp) (?:plein|complet)|tiempo completo|jornada completa"
    r"|(?:tempo|periodo) integral|tempo (?:pieno|completo)|pelny etat|plny uvazek|voltijds?"
    r"|heltid|heltids\w*|fulltid|fuldtid|kokoaikainen|(?:salaried|hourly) ft)\b"
    r"|フルタイム|全职|全職"
)
_PART: Final = re.compile(
    r"\b(?:part ?time|teilzeit|temps partiel|minijob|side|medio tiempo|media jornada"
    r"|jornada parcial|(?:tiempo|tempo) parcial|meio periodo|niepelny etat|czesc etatu"
    r"|(?:castecny|zkraceny) uvazek|deeltijds?|halvtid|deltid|deltids\w*|osa aikainen"
    r"|(?:salaried|hourly) pt)\b|アルバイト|パートタイム|パート・アルバイト|兼职|兼職"
)
_EITHER: Final = re.compile(r"\bfull or part time\b")
# First match wins: narrower types before wider ones. A permanent ("unlimited") contract counts
# as full time, because boards that list part-time work say so.
_STATED: Final[tuple[tuple[EmploymentType, re.Pattern[str]], ...]] = (
    (
        "volunteer",
        re.compile(
            r"\b(?:volunteer|volunteering|voluntary|ehrenamt\w*|benevolat|voluntariado"
            r"|voluntari[oa]|wolontariat|vrijwillig\w*)\b"
        ),
    ),
    (
        "internship",
        re.compile(
            r"\b(?:intern|interns|internship|traineeship|praktik\w*|werkstudent\w*"
            r"|working student|student|stagiaire|stage|alternance|apprenti\w*"
            r"|ausbildung|dual studies|duales studium|estagi\w*|co op|practicas|becari[oa]"
            r"|tirocinio|(?:jovem )?aprendiz|praktyk[ai]|staz|larling)\b|インターン|实习|實習|인턴"
        ),
    ),
    (
        "freelance",
        re.compile(
            r"\b(?:freelance\w*|freiberuflich|freie mitarbeit|b2b|self employed|selbstandig"
            r"|autonomo|pj|partita iva|zzp)\b"
        ),
    ),
    ("part_time", _PART),
    (
        "full_time",
        re.compile(
            r"\b(?:unlimited|permanent|unbefristet\w*|indefinite|open ended|cdi)(?: contract)?\b"
            r"|\b(?:indefinid[oa]|(?:tempo )?indeterminato|duree indeterminee|tillsvidare\w*"
            r"|fast anstall\w*|fast stilling|vaste? (?:baan|contract|dienstverband)"
            r"|onbepaalde tijd|efetiv[oa]|clt|umowa o prace)\b|^fast$|正社員"
        ),
    ),
    (
        "temporary",
        re.compile(
            r"\b(?:temporary|temp|fixed ?term|befristet\w*|seasonal|casual|per diem|cdd"
            r"|interim|limited (?:contract|term)|(?:maternity|parental) (?:leave )?cover"
            r"|temporal|temporari[oa]|temporaire|(?:tempo )?determinato|duree determinee|visstid\w*"
            r"|tidsbegr\w*|midlertidig|vikariat\w*|bepaalde tijd|czas okreslony)\b|契約社員"
        ),
    ),
    (
        "contract",
        re.compile(
            r"\b(?:contract|contractor|contracts|contract to hire|c2h|ftc|consultancy"
            r"|umowa zlecenie|umowa o dzielo)\b|業務委託"
        ),
    ),
    ("full_time", _FULL),
    ("full_time", re.compile(r"\b(?:regular|festanstellung)\b")),
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
    "permanent", which then only describe the hours. "Full-time, part-time" and "other" are None.
    """
    found = _stated(stated) if stated else None
    if found in {None, "full_time"} and titles.seniority(title) == "intern":
        return "internship"
    return found or _titled(title)


def _stated(stated: str) -> EmploymentType | None:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stated[:MAX_STATED_CHARS])
    plain = " ".join(re.sub(r"[\W_]+", " ", fold(spaced)).split())
    found = next((kind for kind, pattern in _STATED if pattern.search(plain)), None)
    is_either = found == "part_time" and (_EITHER.search(plain) or _FULL.search(plain))
    return None if is_either else found


def _titled(title: str) -> EmploymentType | None:
    plain = fold(titles.clean(title))
    return next((kind for kind, pattern in _TITLED if pattern.search(plain)), None)
