"""The level that a folded title names; other modules use ``titles.seniority``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jobscout.rules.alternatives import grouped
from jobscout.rules.level_words import UNSPACED, WORDS
from jobscout.rules.numerals import numbered

if TYPE_CHECKING:
    from jobscout.model import Seniority

_TRADE: Final = (
    r"(?:engineer|engineers|engineering|developer|scientist|designer|architect|researcher|analyst"
    r"|programmer|technician|writer|sre|technologist|tester|administrator|entwickler(?:in)?"
    r"|desarrollador|developpeur|ingenieur|programista|qa|devops|marketer|recruiter)"
)
_MANAGED: Final = r"(?:product|program|project|technical|engineering|data|design|marketing)"

# Who works for a chief is none: what follows such a noun names whom the person assists.
_ASSISTANT: Final = re.compile(
    r"\b(?:(?:executive|personal|administrative|admin|management|office|team|board|leadership)"
    r" (?:assistant|secretary)|assistant (?:to|for)|[a-z]*assisten(?:z|t|tin|te|ten|ter)"
    r"|assistante? (?:de|du|des|d')|[a-z]*asistente|secretar(?:y|ia|io)|secretaire"
    r"|sekretar(?:in|iat)?|(?:pa|ea) to|^(?:pa|ea)|advis[eo]r to|chief of staff)\b"
)
_AIDES: Final = re.compile("助理|秘[书書]|비서|помощник|асистент")
_WHOSE: Final = re.compile(r"\b(?:to|for|of|supporting|the|des?|der|du|del|dell[ao]|da|do)\b")
_CHIEF: Final = (
    r"(?:chief|c[etfompi]o|ciso|cro|chro|[se]?vp|president|vice president|(?:managing |general )?"
    r"director|director general|general manager|head of|executive|board|founder|principal|partner)"
)
_SERVED: Final = re.compile(
    r"\b(?:to|for|supporting|under) (?:the |our |an? )?(?:(?:senior|executive|vice|group|deputy) )?"
    + _CHIEF
    + r"s?\b.*|\boffice of (?:the )?[^,(|]*|\b"
    + _CHIEF
    + r"(?:'s)? (?:executive |personal )?(?:assistant|secretary)\b|\b"
    + _CHIEF
    + r"'s? .*|\b(?<!mitglied )(?:der|des|von|fur die|fur den)"
    r" (?:geschaftsf\w+|geschaftsl\w+|vorstand\w*|bereichsl\w+|direktion)"
)
_SCHOOL: Final = re.compile(
    r"\b(?:(?:junior|senior|jr|sr)\.? (?:high|secondary|primary|school|college|kindergarten"
    r"|infants?|varsity|prep|cert\w*|infant)|middle school|intermediate school"
    r"|(?:post|under)[ -]?graduates?"
    r"|graduate (?:school|admissions?|studies|medical|education|housing|enrol\w*|recruit\w*"
    r"|advis\w*|faculty|level|council|program\w* (?:manag|coordinat|direct|administ|recruit)\w*))\b"
)
_EDUCATION: Final = re.compile(
    r"\b(?:schools?|elementary|academy|college|k-?(?:5|8|12)|kindergarten|principal's|montessori)\b"
    r"|\b(?:assistant|vice|deputy|associate|interim|substitute) principal\b"
    r"|\bprincipal$(?<=^principal)"
)
_STORE: Final = re.compile(
    r"\b(?:assistant|associate|deputy|trainee|in training|stores?|shop|restaurants?|hotels?|inn"
    r"|resort|gym|fitness|clubs?|caf|cafe|bar|pub|coffee|pizz\w+|kitchen|bakery|branch|salon|spa"
    r"|retail|dealership|cinema|theat(?:er|re)|franchise|venue|property|properties|apartments?"
    r"|warehouse|plant|site|center|centre|facility|food|grill|diner|hospitality|fast|casual"
    r"|catering"
    r"|supermarket|grocery|convenience|shack|burgers?|chicken|tacos?|steakhouse|bistro|brewery"
    r"|tavern"
    r"|cafeteria|canteen|bowling|golf|pool|leisure|car wash|auto|tire|outlet|mall|qsr|daycare"
    r"|clinic"
    r"|dental|storage|senior living)\b"
)
_PRINCIPAL_TRADE: Final = re.compile(rf"\bprincipal (?:[^ ]+ ){{0,3}}{_TRADE}\b")
_HOSTS: Final = re.compile(r"(?:manager|recruiter|coordinator|lead)(?:,| of| -) $")
_HOST: Final = re.compile(
    r"(?:(?:senior|sr) )?(?:manager|director|head|coordinator|recruiter)(?:,| of| -) "
)
_COOP_THING: Final = re.compile(
    r"\b(?:food|caf|cafe|barista|coffee|worker co-?op|rural|cook|chef|book\w*|artists?|preschool"
    r"|childcare|grocer\w*|housing|bank|credit|electric co-?op|farmers?|farm|cashier|members?"
    r"|funeral\w*|stores?|pharmacy|multiplayer|gameplay|deli|baker\w*|dairy|agronom\w*"
    r"|agricultur\w*|line(?:man|worker)|produce|market|teller|supermarket|verkauf\w*"
    r"|(?:coordinator|manager|recruiter|advis[eo]r)(?! intern))\b|co-?op (?:mode|game|shooter)"
)
_COOP: Final = re.compile(r"\bco-ops?\b")
_COOP_GLUED: Final = re.compile(
    r"\bcoops?\b(?=.*\b(?:student|engineer\w*|software|developer|data)\b)"
    r"|\b(?:student|engineering|software|technology|data|digital|science|design|it)\b.* coops?\b"
)

_INTERN: Final = (
    r"\bintern(?:s|ships?)?\b(?! (?:(?:program\w*|recruit\w*) )?"
    r"(?:manag|coordinat|recruit|direct|supervis|advis|administ|counsel|officer)\w*)"
)
_LETTERS: Final = (
    r"(?:^(?:(?:co-?)?founder|founding|deputy|vice|interim|fractional|virtual|acting|group|global"
    r"|regional|divisional|part[ -]time|startup)? ?|[/&+|] ?|\b(?:and|und|et|y|interim) |"
    r"(?:, | - |\()(?=c[etf]o))"
    r"v?(?:ceo|cto|cfo|coo|cpo|cmo|cio|ciso|cro|chro|cdo)\b"
    r"(?= ?(?:$|[/&,(|:)@+]|- | -|(?:of|at|for|in|and|und|bei|fur|emea|apac|europe|dach)\b))"
)
_OFFICERS: Final = frozenset({"ceo", "cto", "cfo"})
_ROLE_OF_ANOTHER: Final = re.compile(
    r"\b(?:owner|analyst|assistant|associate|coordinator|specialist|engineer|consultant|manager"
    r"|lead|counsel|support|accountant|controller|business partner|projects?|programs?|strategy"
    r"|operations)(?:, | - | ?\()?$"
)
"""Before the letters of a chief, whom this person works for: "Enablement Owner, CFO"."""
_EXECUTIVE: Final = (
    r"\bchief (?:(?!of |to |petty |warrant )[a-z&,-]+ ){1,4}officer\b|"
    + _LETTERS
    + r"|^(?:president)(?= ?(?:$|[,&(/-]))|^vd(?= ?(?:$|[,(/]| - |till ))|\bgeneral manager\b"
)
_MANAGER: Final = (
    r"\b(?:engineering|software|software development|(?:application|web|game)s? development"
    r"|data science|machine learning|devops|site reliability|team|line|people) managers?\b"
    r"|\b(?:senior|sr)\.? managers?\b|^manager (?:[a-z]+ ){0,2}engineering\b"
    r"|(?:^|[,(|:] ?| - )(?:(?:group|global|lead) )?managers?(?: (?:i{1,3}|[1-3]))?"
    r"(?= ?(?:$|[,(|):]| ?- | of\b))"
)
_UNPROVEN: Final = re.compile(r"\b(?:trainee|in training|assistant manager|junior|jr)\b")
_LEAD: Final = (
    r"\blead\b(?<!inbound lead)(?<!outbound lead)(?<!internet lead)(?<!12.lead)(?<!pacing lead)"
    r"(?![ -](?:gen|generation|generators?|qualif\w+|nurtur\w+|paint|abatement|hazards?|acid"
    r"|poisoning|management(?! (?:consult|account)\w*)|conversions?|capture|intake|to|times?"
    r"|scoring|routing|magnets?|track|acquisition|based|free|safe|smelt\w+|remediation|exposure|removal"
    r"|batter\w+|service lines?|lines? (?:inspector|replacement)|follow-?up|sheath\w+|handl\w+"
    r"|response (?:specialist|rep\w*|agent|team)|development (?:rep|representative|specialist))\b)"
)
_STAFF: Final = (
    r"\b(?:senior|sr)[./~ ]{1,3}staff\b(?! (?:nurse|accountant|attorney|pharmacist|physician))"
    r"|\bstaff\b(?<!of staff)(?<!support staff)(?<!technical staff)(?! (?:analyst|consultant"
    r"|counsel|writer"
    r"|technician|augmentation|experience|scheduling|training|development|relations|engagement)\b)"
    r"(?=(?:,| -| /|/\w+)? (?:[^ ]+ ){0,6}"
    + _TRADE
    + r"\b|,? (?:[^ ]+ ){0,2}"
    + _MANAGED
    + r" manage(?:r|ment)\b)|"
    + _TRADE
    + r"(?:, | - | ?\(|/| / | & |, [^,]+, )staff(?= ?(?:$|[)\],|/]| - ))"
)
_SENIOR: Final = (
    r"\b(?:senior|sr)\b(?<!semi.senior)(?<!semi.sr)(?! (?:living|care|citizens?|housing|services"
    r"|companions?|cent(?:er|re)"
    r"|home ?care|day ?care|apartments?|adults?|communities|nutrition)\b)"
)
# "Mid" and "Middle" are levels before a trade or beside another level, else part of a name.
_MID: Final = (
    r"\b(?:mid|middle)\+?(?= ?(?:/|-|,|to|or|and|&|\+) ?(?:senior|sr|junior|jr|lead|level)\b)"
    r"|(?:[(,|/] ?| - |\b(?:junior|jr|strong)[ /-]{1,3}(?:to )?)(?:mid|middle)\+?(?= ?(?:$|[)|/,]))"
    r"|\b(?:mid|middle)\+?(?! (?:market|east|office|mile|atlantic|west|south|north|enterprise|cap"
    r"|size|school|term|range|tier)\b) (?:[^ ,(|]+ ){0,3}" + _TRADE + r"\b"
    r"|\bintermediate\b(?! (?:school|english|level english|care|sanction\w*)\b)"
)
_SALES: Final = re.compile(r"\b(?:account|sales|customer success|business development)\b")
_JUNIOR: Final = (
    r"\b(?:junior|jr)\b(?! (?:achievement|league|golf|tennis|academy|sports?)\b)"
    r"|\b(?:new|fresh|recent)[ -](?:(?:college|university)[ -])?grad(?:uate)?s?\b"
    r"|\b(?:university|college|20\d\d) grad(?:uate)?s?\b|\bgraduates?\b"
    r"|\bgrads?\b(?= (?:[^ ]+ ){0,2}" + _TRADE + r"\b)"
    r"|\bearly[ -](?:in[ -])?careers?\b(?! (?:recruit|talent|program\w* manag)\w*)"
    r"|\bassociate (?:[^ ]+ ){0,2}(?:engineer|developer|scientist|designer|programmer)\b"
)
_SPECIAL: Final[dict[Seniority, str]] = {
    "intern": _INTERN,
    "executive": _EXECUTIVE,
    "director": r"\bdirectors?\b(?<!art director)(?<!funeral director)",
    "manager": _MANAGER,
    "lead": rf"{_LEAD}|{_STAFF}|\bprincipal\b",
    "senior": _SENIOR,
    "mid": _MID,
    "junior": _JUNIOR,
}


# Without one of these a title does not match the pattern above, and need not be searched.
_NEEDED: Final[dict[Seniority, tuple[str, ...]]] = {
    "intern": ("intern",),
    "executive": (
        *("chief", "ceo", "cto", "cfo", "coo", "cpo", "cmo", "cio", "ciso", "cro", "chro", "cdo"),
        *("president", "general", "vd"),
    ),
    "director": ("director",),
    "manager": ("manager",),
    "lead": ("lead", "staff", "principal"),
    "senior": ("senior", "sr"),
    "mid": ("mid", "intermediate"),
    "junior": ("junior", "jr", "grad", "early", "associate"),
}


def _listed(*levels: Seniority) -> re.Pattern[str]:
    """What finds the words of *levels*; a "^" before one is kept."""
    words = [word.strip() for level in levels for word in re.split(r",(?= )", WORDS[level])]
    return re.compile(rf"\b(?:{grouped(words)})(?!\w)")


# First match wins. The order gives precedence: "Senior Director" is a director.
RANKED: Final[tuple[Seniority, ...]] = (
    "executive", "director", "manager", "lead", "senior", "mid", "junior",
)  # fmt: skip
_OFFICES: Final = frozenset({"executive", "director", "manager", "lead"})
_LISTED: Final = {level: _listed(level) for level in WORDS}
_ANY_LISTED: Final = _listed(*WORDS)
_PATTERNS: Final = {level: re.compile(_SPECIAL[level]) for level in WORDS}
_UNSPACED: Final = {level: re.compile(UNSPACED[level]) for level in WORDS}


def named(folded: str) -> Seniority | None:
    """The highest level that *folded* names in words, or the one of its numeral.

    An internship comes before all: it is one in any department. *folded* is a title in the form
    of ``spelling.fold``, without marks of gender.
    """
    text = _SCHOOL.sub(" school ", folded)
    is_listed = _ANY_LISTED.search(text) is not None
    if _names("intern", text, is_listed=is_listed):
        return "intern"
    own, rest = _without_chiefs(text)
    if rest != text or own != text:
        is_listed = any(_ANY_LISTED.search(part) for part in (own, rest))
    for level in RANKED:
        if _names(level, own if level in _OFFICES else rest, is_listed=is_listed):
            return level
    return numbered(rest)


def _names(level: Seniority, text: str, *, is_listed: bool) -> bool:
    """Whether *text* names the level; *is_listed* is false if no level's words are in it."""
    if any(word in text for word in _NEEDED[level]):
        found = _PATTERNS[level].search(text)
        if found and _counts(level, found, text):
            return True
    if is_listed and _LISTED[level].search(text):
        return True
    if not text.isascii() and _UNSPACED[level].search(text):
        return True
    return level == "intern" and "op" in text and _is_coop(text)


def _without_chiefs(text: str) -> tuple[str, str]:
    """*text* without those whom an assistant serves: for offices, and for the other levels."""
    own = "" if not text.isascii() and _AIDES.search(text) else text
    if assistant := _ASSISTANT.search(text):
        own = f"{text[: assistant.start()]}assistant"
        served = _WHOSE.search(text, assistant.end())
        whose = _WHOSE.search(assistant[0])
        text = own if whose else text[: served.start()] if served else text
    rest = _SERVED.sub(" ", text)
    return rest if own == text else _SERVED.sub(" ", own), rest


def _counts(level: Seniority, found: re.Match[str], text: str) -> bool:
    """Whether the rest of the title lets the found words mean the level."""
    said = found[0]
    if level == "intern":
        before = text[: found.start()]
        return not (_HOSTS.search(before) or (said != "intern" and _HOST.match(before)))
    if level == "executive":
        before = text[: found.start()]
        is_letters = said.lstrip("/&+|,-( ") in _OFFICERS
        is_store = said == "general manager" and _STORE.search(text)
        return not (is_store or (is_letters and _ROLE_OF_ANOTHER.search(before)))
    if said == "principal":
        return not _EDUCATION.search(text) or _PRINCIPAL_TRADE.search(text) is not None
    if level == "manager":
        return not _UNPROVEN.search(text)
    if level == "mid" and said.strip("(,|/- ") in {"mid", "middle"}:
        return not _SALES.search(text)
    return True


def _is_coop(text: str) -> bool:
    if not (_COOP.search(text) or _COOP_GLUED.search(text)):
        return False
    return "student" in text or not _COOP_THING.search(text)
