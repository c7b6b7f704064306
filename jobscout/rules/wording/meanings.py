"""Words that mean two things, told apart by what stands around them.

"Go" the language becomes "golang", so that who asks for it does not get every text with the verb.
Other meanings of "PHP" (pesos), "Java" (an island), "Excel" and "React" (verbs) and "Spring" (a
season) get a word of their own.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

LANGUAGE: Final = {"go": "golang"}
"""What is asked by one of these words alone is the language."""

_GO: Final = re.compile(r"[Gg][Oo]\b(?![-'\u2019_@]|[.]\w)")
# Standing alone between separators, as in titles and lists: "Engineer (Go)", "Backend - Go".
_ALONE_BEFORE: Final = re.compile(r"(?:^|[(\[,/|:;\u2022\u2013\u2014\n]|(?<![^\s])[-*])[ \t]*$")
_ALONE_AFTER: Final = re.compile(r"[ \t]*(?:$|[)\],/|;\u2013\u2014\n]|-(?!\w))")
_LISTED: Final = (
    r"(?:python|java|javascript|typescript|node(?:\.?js)?|ruby|kotlin|scala|rust|php|c\+\+|c#|swift"
    r"|perl|haskell|elixir|erlang|clojure|kubernetes|k8s|docker|terraform|aws|gcp|azure"
    r"|postgres(?:ql)?|mysql|mongodb|redis|kafka|grpc|graphql|react|angular|vue(?:\.js)?|django"
    r"|flask|fastapi|\.net|linux|bash|sql|nosql|ansible|jenkins|git|elasticsearch|rabbitmq"
    r"|cassandra|spark|hadoop|airflow|snowflake|prometheus|grafana|helm|lua|dart|golang|zig|c|r)"
)
_GAP: Final = r"[ \t]*(?:[,/|&+(]|\band\b|\bor\b|\bund\b|\boder\b|\bet\b|\bou\b|\by\b|\bo\b)"
_LISTED_BEFORE: Final = re.compile(rf"(?<![\w.]){_LISTED}(?:{_GAP})+[ \t]*$", re.IGNORECASE)
_LISTED_AFTER: Final = re.compile(rf"[ \t]*(?:{_GAP}[ \t]*)+{_LISTED}(?![\w+#])", re.IGNORECASE)
_WORK: Final = re.compile(
    r" (?:lang\b|programm|develop|engineer|software|backend|back-end|entwickl|cod(?:e|ing)\b|sdk\b"
    r"|microservice|services?\b|routines?\b|modules?\b|stack\b|apis?\b|kenntnisse|experience\b)",
    re.IGNORECASE,
)
_KNOWN_BEFORE: Final = re.compile(
    r"\b(?:in|using|uses?|with|mit|en|avec|knows?|knowledge of|written in|writing|learn|learning"
    r"|language|languages|programming|code|coding|familiar with|proficien\w+ (?:in|with))[ \t]+$",
    re.IGNORECASE,
)
_PAUSE: Final = re.compile(r"[ \t]*(?:$|[.,;:)/|\n]|(?:and|or|und|oder|et|ou|y|is|for|on)\b)")
_AROUND: Final = 40
_SIGN: Final = re.compile(r"[,/|]")
# Beside every "go" that is no verb; to look for this alone is cheaper.
_BESIDE: Final = re.compile(
    r"go(?:[,/]| (?:\||dev|eng|prog|soft|lang|back|ent|cod|sdk|micro|serv|rout|mod|stack|api|ken))"
)


class _Meaning(NamedTuple):
    """*word* means *instead* where what stands before it or what stands after it matches."""

    word: str
    before: re.Pattern[str]
    after: re.Pattern[str]
    instead: str


_NOTHING: Final = re.compile(r"(?!)")
_SUBJECTS: Final = "to|you|we|they|who|that|and|will|can|must|should|i|consistently|always"
_OTHERWISE: Final = (
    _Meaning(
        "php",
        re.compile(r"(?:\d{3}(?:\.\d\d)?|\dk) $"),
        re.compile(r"[ :]?(?:\d{1,3}(?:,\d{3})+|\d{3,}|\d+k)"),
        "peso",
    ),
    _Meaning(
        "java",
        re.compile(r"\b(?:central|east|west) $"),
        re.compile(r",? indonesia| island"),
        "javaisland",
    ),
    _Meaning("excel", re.compile(rf"\b(?:{_SUBJECTS}) $"), _NOTHING, "excelling"),
    _Meaning(
        "react",
        _NOTHING,
        re.compile(r" (?:to|quickly|fast|swiftly|rapidly|appropriately|calmly)\b"),
        "reacting",
    ),
    _Meaning(
        "spring",
        _NOTHING,
        re.compile(r" (?:(?:of )?20\d\d|break|semester|term|season|intern\w*)\b"),
        "springtime",
    ),
)
_LISTED_EXCEL: Final = re.compile(r" (?:spreadsheets?|formulas?|macros?|and word)\b|,")


def with_languages(text: str) -> str:
    """*text* with "golang" where "Go" is the language; in its own case otherwise."""
    for go in ("Go", "GO"):
        if go in text:
            text = _golang(text, go)
    if "/go" in text or ", go" in text or _BESIDE.search(text):
        text = _golang(text, "go")
    return text


def _golang(text: str, go: str) -> str:
    parts, read_to = [], 0
    at = text.find(go)
    while at >= 0:
        found = None if text[at - 1 : at].isalnum() else _GO.match(text, at)
        if found and _is_language(text, found):
            parts += [text[read_to:at], "golang"]
            read_to = at + len(go)
        at = text.find(go, at + len(go))
    return "".join([*parts, text[read_to:]])


def otherwise(folded: str) -> str:
    """*folded* with a word of its own for each meaning that is no skill."""
    for meaning in _OTHERWISE:
        if meaning.word in folded:
            folded = _replaced(folded, meaning)
    return folded


def _replaced(folded: str, meaning: _Meaning) -> str:
    word, before, after, instead = meaning
    parts, read_to = [], 0
    at = folded.find(word)
    while at >= 0:
        end = at + len(word)
        whole = not folded[at - 1 : at].isalnum() and not folded[end : end + 1].isalnum()
        if whole and (
            after.match(folded, end)
            or (
                before.search(folded[max(0, at - _AROUND) : at])
                and not _LISTED_EXCEL.match(folded, end)
            )
        ):
            parts += [folded[read_to:at], instead]
            read_to = end
        at = folded.find(word, end)
    return "".join([*parts, folded[read_to:]])


def _is_language(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - _AROUND) : found.start()]
    after = text[found.end() : found.end() + _AROUND]
    if _WORK.match(after):
        return True
    listed = _LISTED_BEFORE.search(before) or _LISTED_AFTER.match(after)
    if found[0] == "go":  # a verb, where nothing beside it says otherwise
        return bool(listed and _SIGN.search(before[-2:] + after[:2]))
    if listed:
        return True
    alone = _ALONE_BEFORE.search(before) and (_ALONE_AFTER.match(after))
    return bool(alone or (_KNOWN_BEFORE.search(before) and _PAUSE.match(after)))
