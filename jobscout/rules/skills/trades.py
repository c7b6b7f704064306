"""Names that mean something else in another trade, decided by words near them.

The patterns see a reading: lower case, no accents. Each is tried on some hundred characters
beside a name that has another meaning, so its cost does not depend on the text.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

WINDOW: Final = 120
"""Characters on each side of a name that say the trade."""

_HEALTH: Final = r"""
    nurs|patient|wards?\b|clinic|hospital|icu\b|nicu\b|bls\b|acls\b|cpr\b|medicat|medical|surg
    |cardiac|cardio|physician|vital signs|bedside|midwi|triage|catheter|wound|ecg\b|ekg\b
    |ventilat|iv (?:therapy|access|line|fluid)|dialysis|neonat|preterm|anaesth|anesth
    |diagnos\w+ of|copd\b|chf\b|stent|angio|cabg\b|hypertens|diabet|insulin|icd-10|respirat
    |pulmon|anatomy|biops|telemetry unit|health assist|caregiv|rehab|therap(?:y|ist)|stroke
    |sepsis|hiv\b|hepat
"""
_MONEY: Final = r"""
    account(?:s|ing|ants?)\b|ledger|reconcil|invoic|audit|payroll|tax(?:es|ation)?\b|bookkeep
    |month-end|month end|journals?\b|accrual|vat\b|fiscal|balance sheet|vendors?\b|payables?
    |receivables?|quickbooks|gaap\b|ifrs\b|treasury|cash ?flow|cash ?book|acca\b|cpa\b
    |\bap ?(?:/|&|and|,) ?ar\b|credit control|year-end|dividend|bank(?:s|ing)?\b|netsuite
"""
_CRAFT: Final = r"""
    weld|solder|pipe|plumb|hvac|duct|boiler|wiring|electrician|lathe|mechanic|scaffold|concrete
    |brick|brak|engine (?:repair|oil|diagn)|gearbox|torque|carpent|steel|smaw|gmaw|gtaw|asme\b
    |6g\b|bearings?\b|vehicle|automotive|spanner|drill|grinder|workshop|obd|cwi\b|joiner|roof
    |tiling
"""
_KITCHEN: Final = r"""
    kitchen|cook|menu|restaurant|food|recipe|catering|hotel|sous|cuisine|guest|barista
    |bak(?:ed?|ing)|pastry|grill|oven|herbs?\b|pepper|dish|waiter|waitress|cocktail|banquet
    |haccp|housekeep|sauce
"""
_GOODS: Final = r"""
    forklift|warehous|cargo|freight|vessel|quay|ship|truck|lorry|pallet|crane|dock\b|haul
"""
_LAW: Final = r"""
    \blaws?\b|legal|litigat|attorney|solicitor|barrister|advocate|jurist|llb\b|court
    |bar admission
"""
_SHOP: Final = r"""
    shop|store|till\b|cashier|customers?\b|jewel|retail|cosmetic|checkout|clothes|fashion
"""
_SCHOOL: Final = r"""
    teach|pupil|classroom|lesson|school|child|literacy|novel|kindergarten|zoo\b
"""
_LAB: Final = r"""
    electron|microscop|micrograph|fracture surface|tem\b|xrd\b|afm\b|ed[sx]\b
    |structural equation
"""
_AIR: Final = r"""
    hvac|duct|ventilat|laminar|clean ?room|balanc|cfm\b|fume|cabinet|airway|nasal|respirat
    |pulmon|breath|aerodynam|cooling|heating|fans?\b|measur\w* air|air quality|air handl
    |spirometr|copd\b|asthma|limitation|obstruct
"""
_SCREEN: Final = r"""
    news|bbc\b|fox\b|nbc\b|tv\b|televis|seen on|featured|broadcast
"""
_INSURER: Final = r"""
    medicare|medicaid|hipaa\b|joint commission|nurs|hospital|core measures
"""
_FLAME: Final = r"""
    weld|solder|cutting|blow|flame|oxy|plasma|olympic|gas\b|braz|plumb
"""
_ADVERTISING: Final = r"""
    cost per|ppc\b|google ads|roas\b|ctr\b|cpc\b|cpm\b|campaign|advertis|per acqui
"""


class Otherwise(NamedTuple):
    """What a name means where *near* is found: the skill *slug*, or none of the taxonomy."""

    near: re.Pattern[str]
    slug: str | None = None


class Trades(NamedTuple):
    """Of one name: its meanings *elsewhere*, the first that fits first, and the words *needed*.

    *upper*: it must be in capitals.
    """

    elsewhere: tuple[Otherwise, ...] = ()
    needed: re.Pattern[str] | None = None
    upper: bool = False

    def slug(self, around: str, own: str) -> str | None:
        """The skill that the name means in the text *around* it, *own* by default."""
        for near, other in self.elsewhere:
            if near.search(around):
                return other
        return own if self.needed is None or self.needed.search(around) else None


def _near(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{''.join(line.strip() for line in words.splitlines())})")


_PATTERNS: Final = {
    words: _near(words)
    for words in (
        _HEALTH, _MONEY, _CRAFT, _KITCHEN, _GOODS, _LAW, _SHOP, _SCHOOL, _LAB, _AIR, _SCREEN,
        _INSURER, _FLAME, _ADVERTISING,
    )
}  # fmt: skip
_NAMES: Final = {
    _HEALTH: """
        pci dns rds ecs vpc sns ses iam ebs ssis git cvs cad node gulp angular echo ci pr dms ar
        nlp etl ant flutter jenkins sed amp gdb mdm erp lamp mean bi iot cdn can helm ml
    """,
    _CRAFT: """
        aws angular rust spark bash lambda ruby docker node torch flutter ant arc
    """,
    _KITCHEN: "chef salt scratch sass ember blender basil crystal ruby gulp grunt node bash mint",
    _GOODS: "docker container containers helm node maven kafka",
    _LAW: "llm llms bash",
    _SHOP: "ruby dart mac crystal maven",
    _SCHOOL: "kafka puppet pandas scratch sketch bash",
    _MONEY: "dax abc ci sdl",
    _LAB: "sem",
    _AIR: "airflow",
    _SCREEN: "cnn",
    _INSURER: "cms",
    _FLAME: "torch",
    _ADVERTISING: "cpa",
}
"""Names that are no skill of ours beside words of a trade."""
_OTHER_SKILLS: Final = {
    "telemetry": Otherwise(_PATTERNS[_HEALTH], "cardiac-monitoring"),
    "adls": Otherwise(_PATTERNS[_HEALTH], "personal-care"),
    "ar": Otherwise(_PATTERNS[_MONEY], "accounts-receivable"),
    "emr": Otherwise(_PATTERNS[_HEALTH], "electronic-health-records"),
}
_SOFTWARE: Final = r"""
    bugs?\b|tickets?\b|issues?\b|alerts?\b|code\b|software|developer|servers?\b|deploy|python|java
    |sql\b|react\b|api\b|apis\b|kubernetes|framework|on-call|vulnerab|devops|cloud|github
"""
_STOCK: Final = "stock|inventor|warehous|goods|lifo\\b|rotation|perishab|forklift|pick|food"
_NEEDED: Final = {
    _HEALTH: """
        charting preceptor precepting aed hts cvc injections hoisting ivs epi
    """,
    _MONEY: """
        ap ar gl isa aca tds consolidation deb bas cis ias
    """,
    _KITCHEN: "reservations butchery sauces cocktails barista espresso laundry concierge",
    _STOCK: "fifo fefo picking",
    f"{_MONEY}|{_HEALTH}": "billing",
    f"{_MONEY}|caseware|statements?\\b": "consolidations",
}
_PHRASES_NEEDED: Final = {
    "incident reporting": _HEALTH,
    "incident reports": _HEALTH,
    "patient flow": _HEALTH,
    "year end": _MONEY,
    "audit reports": _MONEY,
    "reporting packs": _MONEY,
    "purchase orders": _MONEY,
}
_IN_ITS_TRADE: Final = {
    name: _near(words) for words, names in _NEEDED.items() for name in names.split()
} | {name: _near(words) for name, words in _PHRASES_NEEDED.items()}
"""Names that are a skill only beside words of their trade."""
_UPPER_CASE: Final = frozenset(
    {"ap", "ar", "gl", "isa", "deb", "epi", "aed", "bas", "cis", "epf", "itr", "hst"}
)
"""Of those, the ones that must be written in capitals."""


def _meanings() -> dict[str, tuple[Otherwise, ...]]:
    told: dict[str, tuple[Otherwise, ...]] = {}
    for words, names in _NAMES.items():
        for name in names.split():
            told[name] = (*told.get(name, ()), Otherwise(_PATTERNS[words]))
    for name, other in _OTHER_SKILLS.items():
        told[name] = (other, *told.get(name, ()))
    return told


_MEANINGS: Final = _meanings()
_SOFTWARE_WORDS: Final = frozenset(("triage", "scaffolding", "plumbing"))
"""Names of a trade that are a figure of speech beside software: bugs are triaged too."""
_BESIDE_SOFTWARE: Final = _near(_SOFTWARE)
_BESIDE_SCIENCE: Final = _near(
    "publi|peer|academic|articles?\\b|research|scientific|conference|editor"
)
_ADVERTISED: Final = frozenset({"cpa"})
"""Names of a trade that mean something else in another one."""
TRADE_TOOLS: Final = frozenset(
    {
        "excel", "microsoft-word", "microsoft-outlook", "microsoft-powerpoint", "sage", "tally",
        "epic", "addison", "sap-concur", "pacs", "sap-fico", "cpa", "microsoft-access",
    }
)  # fmt: skip
"""Ambiguous names of software that a skill of another trade beside them confirms."""


def trades_of(name: str, category: str) -> Trades | None:
    """What is to be asked about the folded *name* of a skill of *category*; None for nothing."""
    if category != "trade":
        elsewhere = _MEANINGS.get(name)
        return Trades(elsewhere) if elsewhere else None
    if name in _ADVERTISED:
        return Trades(_MEANINGS[name])
    if name == "journals":
        return Trades((Otherwise(_BESIDE_SCIENCE),))
    if name in _SOFTWARE_WORDS:
        return Trades((Otherwise(_BESIDE_SOFTWARE),))
    needed = _IN_ITS_TRADE.get(name)
    return Trades(needed=needed, upper=name in _UPPER_CASE) if needed else None
