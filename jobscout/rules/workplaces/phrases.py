"""Where work is done by the parts of a phrase: how much of it, and at home or in an office.

"60 % Homeoffice", "2 jours sur site" and "três dias no escritório" are one phrase in three
languages: a part of the week beside a place of work. So the words of a sentence are replaced by
one letter for their kind, and a few patterns over these letters read all languages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from jobscout.rules.spelling import fold
from jobscout.rules.workplaces import phrase_words as words

if TYPE_CHECKING:
    from jobscout.model import Workplace

MAX_CHARS: Final = 400
"""Length of a sentence that is read."""
FAR: Final = 28
"""Characters between two words that have nothing to do with each other."""
NEAR: Final = 12
SHORT: Final = 70
"""Length of a line that says nothing else."""

_KINDS: Final = {
    "H": words.HOME, "B": words.BASED_AT_HOME, "h": words.AT_HOME, "O": words.ON_SITE,
    "o": words.OFFICE, "Y": words.HYBRID, "F": words.FULLY, "L": words.ONLY, "G": words.DAILY,
    "N": words.NOT, "M": words.MIXED, "p": words.PARTLY, "P": words.PART_OF_THE_TIME,
    "R": words.ROLE, "V": words.WORK, "U": words.YOU,
    "d": words.DAYS, "t": words.TIMES, "a": words.OFTEN, "W": words.WEEK,
    "X": words.REQUIRED, "q": words.MAYBE,
    "Q": words.OTHERS, "C": words.SAID_OF_ALL, "-": words.NAMES, "%": "%, percent, prozent",
}  # fmt: skip
_WORDS: Final = {fold(word): kind for kind, said in _KINDS.items() for word in said.split(", ")}
_LETTERS: Final = tuple(_WORDS.values())
_FINDER: Final = AhoCorasick(
    list(_WORDS), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
)
_SPACELESS: Final = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3%]")
_UNBOUND: Final = frozenset(word for word in _WORDS if _SPACELESS.match(word[-1]))

_PART: Final = (
    r"(?:[1-4]|one|two|three|four|ein|eine[nm]?|zwei|drei|vier|un|deux|trois|quatre|uno|una|dos"
    r"|tres|cuatro|um|dois|duas|quatro|due|tre|quattro|een|twee|drie|vier|en|ett|tva|to|fyra|fire"
    r"|jeden|dwa|trzy|cztery|два|три|mbili|tatu|nne|一|二|两|三|四)"
)
_WHOLE: Final = r"(?:5|five|all five|all 5|funf|cinq|cinco|cinque|vijf|fem|piec|tano|五)"
_COUNT: Final = re.compile(
    rf"(?:(?P<whole>(?<![\w.,-]){_WHOLE})|(?<![\w.,]){_PART})(?:[ -](?:full|fixed|ganze?n?|volle"
    r"|feste|working|work|in-office|office))?['’]?[ -]?$"
)
_SPACELESS_COUNT: Final = re.compile(r"(?:(?P<whole>[5五])|[1-4一二两三四])$")
_PERCENT: Final = re.compile(r"(?:(?P<whole>\b100)|\b[1-9][05]) ?$")

# "a remote mine site" is no remote role.
_ATTRIBUTE: Final = re.compile(r"\b(?:an?|the|our|of|in|to|with|for|at) $")
_DESCRIBES: Final = re.compile(r" (?!(?:and|or|with|from|in|within|for|on|working|work)\b)[a-z]")
_OF_A_ROLE: Final = re.compile(
    r" (?:[a-z-]+ ){0,2}?(?:role|position|job|opportunity|vacancy|contract|internship|post"
    r"|basis)\b"
)

_RARELY: Final = re.compile(
    r" ?(?:days? )?(?:per|a|each|every|/|pro|im|par|al|por|in de|in der|i) (?:month|monat|mois|mes"
    r"|maand|quarter|quartal|year|jahr|an|ano|trimestre)\b"
)
"""Days of a longer time than a week."""
_ANY_PLACE: Final = frozenset("HBhOoYC")
# Between the letters, "_" stands for many other words and "," for a clause's end.
_SAID: Final[tuple[tuple[Workplace, tuple[str, ...]], ...]] = (
    ("onsite", (r"N[Fq]?[HB]", r"H[,RVU]?N")),  # no telework; telework is not possible
    (
        "hybrid",
        (
            # a part of the week beside a place
            r"A[VWRU]{0,2}[HO]",
            r"PV?[HO]",
            r"[HO][VW]?q?,?[AP]",
            # beside an office or a home that may be any, only with the week or the other one
            r"(?:A|aW)[W,]?[ho]W",
            r"[ho]W?,?AW",
            r"AW,?[ho]",
            r"[ho],?PW?",
            r"A[ho],?A[ho]",
            r"AW?[Oo]AW?[Hh]",
            # both, mixed
            r"[Mp][HhB],?[Mp]?[Oo]",
            r"[Mp][Oo],?[Mp]?[Hh]",
            r"[Hh],?[Oo],?M",
            r"[Oo],?[Hh],?M",
            r"p[HO]",
            r"[HO]p",
            r"[HhOo]{2}Y",
            r"[RV]Y",
            r"Y[RV]",
            r"UV?Y",
        ),
    ),
    ("remote", (r"C", r"[FT]{1,2}V?[HB]", r"[HB]V?,?[FTL]", r"HRL")),
    ("onsite", (r"[FTLG]W?,?O", r"O,?[FTLG]", r"TW?,?o", r"o,?[TG]", r"oL", r"GX,?o")),
    ("remote", (r"[HB]R", r"R[FU]?[HB]", r"UB", r"hR")),
    ("onsite", (r"RO", r"OR", r"O[OV]?X", r"XO")),
)
_STATEMENTS: Final = tuple((kind, re.compile("|".join(ways))) for kind, ways in _SAID)
"""The first that is found is believed."""
_HYBRID_LINE: Final = re.compile(
    fold(
        r"^\W{0,3}(?:h?[íi]brid[oa]|hybrydow\w|hybride?|hybrid(?:arbete|arbeid|arbejde)|ハイブリッド"
        r"|混合办公|하이브리드)(?= ?(?:$|[(,:/|]))"
    )
)
_NOT_AT_HOME: Final = re.compile(r"N[FqVR]?[HB]")
_COUNTED_AT_HOME: Final = re.compile(r"A[VWR]{0,2}H|PV?H|H[VW]?,?[AP]")
_WHOLE_LINE: Final[tuple[tuple[Workplace, re.Pattern[str]], ...]] = (
    ("remote", re.compile(r"^(?:VH|HV|FH)")),
    ("onsite", re.compile(r"^(?:VO|OV)")),
)
"""What a short line says that has no other words before it: "Trabajo desde casa"."""


def read(plain: str) -> Workplace | None:
    """What a folded sentence says, None if nothing plainly."""
    letters = _letters(plain)
    if _ANY_PLACE.isdisjoint(letters):
        return None
    for kind, pattern in _STATEMENTS:
        found = pattern.search(letters)
        if found and _is_sure(letters, found):
            return kind
    if _HYBRID_LINE.match(plain):
        return "hybrid"
    if len(plain) <= SHORT and not any(map(letters.__contains__, "Qq")):
        return next((kind for kind, line in _WHOLE_LINE if line.match(letters)), None)
    return None


def corrected(plain: str) -> Workplace:
    """What a folded sentence says that seems to call a job remote.

    It is hybrid if it counts the days or the share of work at home, on site if it says no.
    """
    letters = _letters(plain)
    if _NOT_AT_HOME.search(letters):
        return "onsite"
    found = _COUNTED_AT_HOME.search(letters)
    return "hybrid" if found and _is_sure(letters, found) else "remote"


def _is_sure(letters: str, found: re.Match[str]) -> bool:
    """Whether it is about the job, and no mere possibility."""
    if "B" in found[0] and any(map(found[0].__contains__, "RU")):
        return True  # "home-based with visits to customers"
    after = 0 if found[0].endswith("R") else 2
    around = letters[max(0, found.start() - 2) : found.end() + after]
    if "Q" in around:
        return False
    return "q" not in around or any(map(found[0].__contains__, "AaPpTFN"))


def _letters(plain: str) -> str:
    """The kinds of the words of *plain*, with "_" and "," between those that are apart."""
    found: list[str] = []
    behind = 0
    plain = plain[:MAX_CHARS]
    for number, start, end in _FINDER.find_matches_as_indexes(plain):
        letter = _LETTERS[number]
        if plain[start:end] not in _UNBOUND and not _is_word(plain, start, end, letter):
            continue
        if letter in "dt%":
            letter = _amount(letter, plain, start, end)
        elif letter == "H" and _is_attribute(plain, start, end):
            letter = "-"
        if not letter:
            continue
        between = plain[behind:start]
        if found and (len(between) > FAR or ". " in between):
            found.append("_")
        elif found and (", " in between or " - " in between or "(" in between):
            found.append(",")
        found.append(letter)
        behind = end
    return "".join(found)


def _is_word(plain: str, start: int, end: int, letter: str) -> bool:
    before = plain[start - 1 : start] if start else ""
    is_counted = letter in "dt" and before.isdigit()  # "3x"
    return (is_counted or not before.isalnum()) and not plain[end : end + 1].isalnum()


def _is_attribute(plain: str, start: int, end: int) -> bool:
    """Whether "remote" describes another thing than a role."""
    return (
        plain.startswith("remote", start)
        and _DESCRIBES.match(plain, end) is not None
        and _ATTRIBUTE.search(plain[max(0, start - 6) : start]) is not None
        and _OF_A_ROLE.match(plain, end) is None
    )


def _amount(letter: str, plain: str, start: int, end: int) -> str:
    """A for a part of the days, P for one of the time, T for all of it, "" for no amount."""
    before = plain[max(0, start - 22) : start]
    if _RARELY.match(plain, end):
        return ""
    if letter == "%":
        count = _PERCENT.search(before)
        part = "P"
    else:
        spaceless = _SPACELESS.match(plain, start)
        count = (_SPACELESS_COUNT if spaceless else _COUNT).search(before)
        part = "A"
    if not count:
        return ""
    return "T" if count["whole"] else part
