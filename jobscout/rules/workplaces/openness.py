"""How texts say which countries and areas a remote job is open to, for ``rules.workplaces``.

The names of places are known by their capitals, so the patterns read a sentence as it stands.
"""

from __future__ import annotations

import re
from typing import Final

MENTIONS: Final = (
    "remote", "anywhere", "based", "located", "resid", "hire", "hiring", "candidate", "applicant",
    "live in", "living in",
)  # fmt: skip
"""One of these, in lower case, is in every sentence that says who may apply."""
ABROAD: Final = (
    "ganz ", "innerhalb", "wohn", "cualquier", "partout", "qualquer", "ovunque", "remot", "basé",
)  # fmt: skip
"""The same for texts that are not English."""

_WORD: Final = r"[A-Z\u00c0-\u00de][\w.'\u2019-]*"
_PLACE: Final = rf"{_WORD}(?: (?:of |& |and the )?{_WORD}){{0,3}}"
_PLACES: Final = (
    r"((?:(?:the |any of the |all of the )?"
    rf"{_PLACE}(?:(?:, (?:and |or )?|,|/| / | & | \+ | (?:and|or|und|oder|et|ou|y|o|e) )"
    rf"(?:the |in )?{_PLACE}){{0,14}})|(?i:the (?:world|globe)\b|worldwide|globally))"
)
_SOMEONE: Final = (
    r"(?:candidates?|applicants?|residents?|individuals|people|talent|those|employees|contractors"
    r"|anyone|applications|professionals|engineers|developers|colleagues)"
)
_LIVING: Final = r"(?:based|located|residing|reside|resident|residents|live|living|domiciled)"

PATTERNS: Final = tuple(
    (needed, re.compile(rf"(?i:{lead}){_PLACES}"))
    for needed, lead in (
        (
            ("must", "should", "need", "required", "have to"),
            (
                r"\b(?:must|should|need to|needs to|required to|have to)(?: [a-z]+){0,3}? (?:be )?"
                rf"(?:physically |currently |permanently )?(?:a )?{_LIVING}(?: \w+){{0,2}}? "
                r"(?:in|within|of|from) "
            ),
        ),
        (
            ("anywhere",),
            r"\banywhere (?:in|within|across|inside|from) ",
        ),
        (
            (
                "open",
                "available",
                "limited",
                "restricted",
                "welcom",
                "hir",
                "consider",
                "accept",
                "role",
                "position",
            ),
            (
                rf"\b(?:open|available|limited|restricted|welcom\w+|hir\w+|consider\w*|accept\w*"
                r"|role for|position for)\b[^.;]{0,40}?(?:\bto |\bfrom )?\b"
                rf"{_SOMEONE}(?: who)?(?: are| is)?(?: currently)?(?: {_LIVING})?"
                r"(?: anywhere| only)? (?:in|within|across|from|of) "
            ),
        ),
        (
            ("remote",),
            (
                r"\bremote(?:ly)?(?: role| position| job| work| opportunity| first)?,?"
                r"(?: ?(?:\(|[-\u2013\u2014:|,/]| within| in| from| across| throughout| anywhere in"
                r"| based in"
                r"| located in| only in)){1,3} ?(?:the country of )?"
            ),
        ),
        (
            ("hire", "hiring", "employ", "recruit"),
            (
                r"\b(?:we|can|only|currently|able to|may) "
                r"(?:only |currently |are |can |able to |legally )*(?:hire|hiring|employ"
                r"|recruit)\w*(?: \w+){0,3}? (?:in|within|from|across) "
            ),
        ),
        (
            ("based", "only"),
            r"\b(?:must be |only |are )(?=\S+[- ](?:based|only)\b)",
        ),
        (
            ("ganz", "innerhalb", "wohn", "aus"),
            (
                r"\b(?:(?:remote|home ?office|arbeite)\w*[^.]{0,40} (?:in|aus) ganz "
                r"|innerhalb (?:von |der )?|wohnsitz in |wohnhaft in |remote aus )"
            ),
        ),
        (
            ("cualquier", "resid", "partout", "basé", "résid", "qualquer", "ovunque"),
            (
                r"\b(?:cualquier (?:lugar|parte) de |residir en |residencia en |partout en "
                r"|basée? en |résider en |qualquer lugar d[oae] |residir n[oa] |ovunque in "
                r"|residenti in )"
            ),
        ),
    )
)
_TAIL: Final = re.compile(
    r"(?:[-\s](?:[Bb]ased|[Oo]nly|Candidates?|Applicants?|Residents?|Remote|Hybrid|Office|HQ|You|We"
    r"|This|Our|Please|Must|Full-time|Full-Time|Contract))+[\s.,]*$"
)
_TIMES: Final = re.compile(r"\b(?:time|timezone|hours|EST|CET|PST|GMT|UTC)\b", re.IGNORECASE)


def trimmed(words: str) -> str:
    """*words* without what follows the last place; empty if they name hours."""
    places = _TAIL.sub("", words).strip(" .,-")
    return "" if _TIMES.search(places) else places
