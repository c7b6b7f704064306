"""The numeral behind a profession: "Nurse II", "SDE 3", "Data Engineer L3"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jobscout.model import Seniority

_LEVELS: Final[dict[str, Seniority]] = {
    **dict.fromkeys(("0", "1", "i"), "junior"),
    **dict.fromkeys(("2", "ii"), "mid"),
    **dict.fromkeys(("3", "4", "5", "6", "iii", "iv", "v"), "senior"),
}
_RANKS: Final = ("junior", "mid", "senior")
_PROFESSION: Final = (
    r"(?:engineer|engineering|developer|scientist|designer|architect|researcher|analyst|programmer"
    r"|manager|technician|technologist|specialist|consultant|associate|administrator|accountant"
    r"|representative|rep|agent|advis[eo]r|advocate|aide|apprentice|assistant|attendant|attorney"
    r"|auditor|bookkeeper|buyer|cashier|chemist|clerk|clinician|coach|controller|cook|coordinator"
    r"|counsel|counselor|counsellor|custodian|dispatcher|driver|drafter|editor|electrician"
    r"|estimator|examiner|executive|fabricator|generalist|handler|hygienist|inspector|instructor"
    r"|interpreter|investigator|investor|janitor|labou?rer|librarian|machinist|marketer|mechanic"
    r"|nurse|officer|operator|paralegal|pharmacist|planner|processor|producer|recruiter|registrar"
    r"|reviewer|scheduler|secretary|strategist|supervisor|surveyor|teacher|teller|tech|tester"
    r"|therapist|trader|trainer|translator|underwriter|welder|worker|writer|steward|painter"
    r"|carpenter|plumber|assembler|packer|picker|sourcer|biologist|geologist|physicist"
    r"|epidemiologist|psychologist|hydrologist|toxicologist|statistician|economist|actuary"
    r"|entwickler|ingenieur|techniker|analista|asistente|assistente|auxiliar|tecnico|ingeniero"
    r"|barista|chef|lifeguard|guard|deputy|phlebotomist|groundskeeper|housekeeper|firefighter"
    r"|appraiser"
    r"|caregiver|courier|caseworker|host|engenheiro|desenvolvedor|desarrollador|programador"
    r"|professional|in test)"
)
_ACRONYM: Final = r"(?:sdet?|swe|sre|qa|csr|rn|lpn|cna|mts|tpm|dev|dba)"
_COUNTED: Final = (
    r"(?:\+|%|x|hours?|hrs?|h|days?|nights?|weeks?|wks?|months?|mths?|mos?|years?|yrs?|openings?"
    r"|positions?|roles?|vacanc\w+|posts?|jobs?|spots?|seats?|slots?|hires?|heads?|headcount|people"
    r"|persons?|locations?|sites?|shifts?|times|am|pm|needed|available|fte|tage?n?|wochen?"
    r"|monate?n?|jahre?n?|stunden?|std|stellen?|mois|ans?|annees?|jours?|heures?|postes?|mes|meses"
    r"|anos?|dias?|horas?|plazas?|vagas?|vacantes?|mesi|anni|giorni|maanden|jaar|uur|dagen|star"
    r"|stars?|per|of|to|or|and)\b"
)
_UNCOUNTED: Final = rf"(?![.,:'-]?\d)(?![ -]?{_COUNTED})(?! ?[x%])"
_NUMERAL: Final = r"(iv|iii|ii|i|v|[0-6])"
_RANGE: Final = r"(?: ?(?:/|&|or|-) ?(iv|iii|ii|v|[1-6]))?"
_ANY: Final = re.compile(r"[0-6iv]\b")
_BEHIND: Final = re.compile(
    rf"\b{_PROFESSION}(?:[ ,(-]{{1,3}}(?:level|lvl|l|grade)[ -]?| | ?\((?=[iv])"
    r"|[ ,-]{1,3}(?=[iv]+\b|\d ?(?:$|[),|/(:]| - )))"
    rf"{_NUMERAL}{_RANGE}(?![&+'/])\b{_UNCOUNTED}"
)
_GLUED: Final = re.compile(rf"\b{_ACRONYM}[ -]{{0,3}}{_NUMERAL}{_RANGE}\b(?![&+'/]){_UNCOUNTED}")
_GRADED: Final = re.compile(
    r"(?<=.)(?<!support )[,(-] ?(?:level|lvl)[ -](iv|iii|ii|i|[0-6])(?= ?(?:$|[),|/]| - ))"
)
# A Roman numeral that ends a part counts behind any word except those that number other things.
_ENDING: Final = re.compile(r" (iv|iii|ii|i)(?= ?(?:$|[),|/(:]| - ))")
_NUMBERED_THINGS: Final = {
    "tier", "phase", "part", "type", "class", "title", "chapter", "stage", "war", "category",
    "division", "group", "zone", "section", "schedule", "volume", "trauma", "area", "unit",
    "shift", "mark", "bloc", "block", "grade", "hartz", "hospital", "campus", "building",
    "support", "series", "house", "fund", "region",
}  # fmt: skip


def numbered(folded: str) -> Seniority | None:
    """The level that a numeral in *folded* means; of a range, the higher one.

    None where a number counts something: months, openings, days.
    """
    if not _ANY.search(folded):
        return None
    for pattern in (_BEHIND, _GLUED, _GRADED):
        if found := pattern.search(folded):
            levels = [_LEVELS[numeral] for numeral in found.groups() if numeral]
            return max(levels, key=_RANKS.index)
    if found := _ENDING.search(folded):
        before = folded[: found.start()].rpartition(" ")[2]
        return None if before.strip("(,/-") in _NUMBERED_THINGS else _LEVELS[found[1]]
    return None
