"""The first line of an advertisement on Hacker News.

By custom it is "Company | Role | Place | REMOTE | Full-time | pay | URL", in any order after the
company, with several roles or none. Its parts are told apart by what they look like. Some write
labelled lines instead ("Company: Acme"). Otherwise the first line, or its first sentence, is the
title, and no company is known.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from jobscout.rules import locations
from jobscout.sources.texts import plain

_LINE_CHARS = 20_000
_PART_CHARS = 120  # a longer part is where prose begins
_LABELLED_LINES = 8
_NAME_CHARS = 60
_BULLETS = re.compile(r"\s*•\s*")
_END_OF_LINE = re.compile(r"<p>|<pre>|\n", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_LABEL = re.compile(
    r"(company|(?:open )?roles?|position|title|location|type|salary)\s?:\s?(.+)", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!](?=\s)")
_SCHEME = re.compile(r"https?://(?:www\.)?(?=[\w-])", re.IGNORECASE)
_URL = re.compile(r"\(?\s?(?:https?://|www\.)[^\s|)]+\s?\)?", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+){1,3}(?:/\S*)?", re.ASCII)
_PROFESSION = (
    r"\b(?:engineers?|developers?|scientists?|designers?|programmers?|architects?|analysts?)\b"
)
_STRICT_ROLE = re.compile(_PROFESSION, re.IGNORECASE)
_ROLE = re.compile(
    rf"{_PROFESSION}|\b(?:managers?|leads?|directors?|head of|founding|interns?|roles?|positions?"
    r"|sres?|devops|c[te]o|recruiter|consultants?|specialists?|technicians?|testers?|researchers?"
    r"|hackers?|staff|back-?end|front-?end|full-?stack|engineering|marketing|product|support|ems?"
    r"|pms?)\b",
    re.IGNORECASE,
)
_WORKPLACE = re.compile(
    r"\b(?:remote\w*|hybrid\w*|on-?site|wfh|work from (?:home|anywhere)|in[- ](?:person|office))\b",
    re.IGNORECASE,
)
_TYPE = re.compile(
    r"\b(?:full[- ]?time|part[- ]?time|contract\w*|freelance\w*|permanent|internship|ft)\b",
    re.IGNORECASE,
)
_PAY = re.compile(
    r"[$€£₹]\s?\d|\d\s?[kK]\b|\d\s?(?:USD|EUR|GBP|CHF)\b|\bequity\b|\b[Ss]alary\b|\bSALARY\b"
)
_CONDITION = re.compile(r"\b(?:visa|citizen\w*|sponsor\w*|relocation)\b", re.IGNORECASE)


class HiringLine(NamedTuple):
    """What it says; *title* has all roles, or is the line itself."""

    title: str
    company: str | None = None
    places: tuple[str, ...] = ()
    workplace: str | None = None
    employment_type: str | None = None
    pay: str | None = None


def read_line(comment: str) -> HiringLine | None:
    """What the first line of *comment*, HTML, says; None if it offers nothing."""
    lines = [_plain(line) for line in _lines(comment)]
    line = lines[0] if lines else ""
    labelled = _labelled(lines)
    if labelled is not None:
        return labelled
    named = _SCHEME.sub("", line, count=1) if _SCHEME.match(line) else line  # by its address
    parts = [part for text in named.split("|") if (part := _without_url(text))]
    if len(parts) < 2:
        return _unparted(line)
    company, rest = _company(parts)
    found: dict[str, list[str]] = {}
    for text in rest:
        for kind in _kinds(text):
            found.setdefault(kind, []).append(text)
    return HiringLine(
        title=", ".join(found.get("role") or found.get("other") or [" | ".join(parts)]),
        company=company,
        places=tuple(found.get("place", ())),
        workplace=_joined(found, "workplace"),
        employment_type=_joined(found, "type"),
        pay=_joined(found, "pay"),
    )


def _lines(comment: str) -> list[str]:
    start = comment[:_LINE_CHARS].lstrip()
    return _END_OF_LINE.split(start, maxsplit=_LABELLED_LINES + 2)[: _LABELLED_LINES + 2]


def _plain(line: str) -> str:
    return " ".join(plain(_TAG.sub("", line)).split()).strip("*| ")


def _without_url(text: str) -> str:
    return " ".join(_URL.sub(" ", text).split()).strip(" *,")


def _joined(found: dict[str, list[str]], kind: str) -> str | None:
    return " | ".join(found.get(kind, ())) or None


def _unparted(line: str) -> HiringLine | None:
    if line.startswith("@") or line.endswith("?"):
        return None  # an answer, or a question
    end = _SENTENCE.search(line) if len(line) > _PART_CHARS else None
    return HiringLine(line[: end.start()] if end else line)


def _labelled(lines: list[str]) -> HiringLine | None:
    """Lines like "Company: Acme", or a company above "Open roles: • Diver • Cook"."""
    labels = [found for line in lines[:_LABELLED_LINES] if (found := _LABEL.match(line))]
    said = {found[1].lower().split()[-1].rstrip("s"): found[2] for found in labels}
    role = said.get("role") or said.get("position") or said.get("title")
    is_above = lines and len(lines[0]) <= _NAME_CHARS and "|" not in lines[0]
    company = said.get("company") or (lines[0] if role and is_above else None)
    if company is None:
        return None
    unlabelled = (
        line for line in lines if line and ":" not in line[:20] and len(line) <= _PART_CHARS
    )
    place = said.get("location")
    return HiringLine(
        title=", ".join(_BULLETS.split(role.strip("• "))) if role else next(unlabelled, lines[0]),
        company=company,
        places=(place,) if place else (),
        workplace=place if place and _WORKPLACE.search(place) else None,
        employment_type=said.get("type"),
        pay=said.get("salary"),
    )


def _company(parts: list[str]) -> tuple[str | None, list[str]]:
    """The company, and the other parts. Some lines begin with the role."""
    if not _STRICT_ROLE.search(parts[0]):
        return parts[0], parts[1:]
    named = next((text for text in parts[1:] if _kinds(text) == ["other"]), None)
    return named, [text for text in parts if text != named]


def _kinds(text: str) -> list[str]:
    """What a part looks like; one may be several: "Remote (US)" is a workplace and a place."""
    if len(text) > _PART_CHARS or _HOST.fullmatch(text):
        return []
    is_condition = _CONDITION.search(text) is not None
    is_role = (_STRICT_ROLE if is_condition else _ROLE).search(text)
    if is_role and not _TYPE.fullmatch(text):
        return ["role"]
    found = [
        kind
        for kind, pattern in (("workplace", _WORKPLACE), ("type", _TYPE), ("pay", _PAY))
        if pattern.search(text)
    ]
    if is_condition or found in (["type"], ["pay"]):
        return found
    is_place = any(one.city or one.country or one.area for one in locations.read([text]))
    return [*found, "place"] if is_place else found or ["other"]
