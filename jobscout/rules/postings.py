"""Turns a board's raw posting into one that is safe to show, search and compare."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import msgspec

from jobscout.model import JobAttributes, Posting, Stated
from jobscout.rules import (
    caps,
    companies,
    employment,
    html,
    locations,
    salaries,
    text_facts,
    titles,
    words,
    workplaces,
)
from jobscout.rules.linkage.requisition_keys import requisition_key
from jobscout.rules.linkage.sketches import sketch
from jobscout.rules.locations import countries, place_names
from jobscout.rules.safety import facts as safety_facts
from jobscout.rules.skills import NO_SKILLS
from jobscout.rules.skills import rows as skill_rows
from jobscout.rules.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.model import Location, RawPosting
    from jobscout.rules.skills import Taxonomy

VERSION: Final = 5
"""Raised when a rule reads postings otherwise; those that an earlier version read, are read again
in the background, see ``actors.backfill``."""
MAX_DEPARTMENT_CHARS: Final = 200
MAX_ATTRIBUTE_CHARS: Final = 200
MAX_LANGUAGE_CHARS: Final = 20
MAX_ID_CHARS: Final = 500
"""Equal to the width of the columns; some boards use a URL as id."""
MIN_DISTINCT_CHARS: Final = 200
"""A shorter description does not identify a posting: those of one company would look alike."""
OLDEST: Final = datetime(2010, 1, 1, tzinfo=UTC)
SKEW: Final = timedelta(days=2)
"""Dates before ``OLDEST`` or more than ``SKEW`` ahead are bad data; see ``docs/boards.md``."""

FROM_TEXT: Final = frozenset(
    {
        *("years_min", "visa_sponsorship", "deadline", "remote_countries", "remote_anywhere"),
    }
)
"""What no board has a field for."""

_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
_WORD: Final = re.compile(r"\w+")
_WORKPLACE_WORDS: Final = frozenset({"remote", "hybrid", "onsite", "office"})
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}")


def normalise(
    raw: RawPosting, *, company_key: str, now: datetime, taxonomy: Taxonomy = NO_SKILLS
) -> Posting:
    """*raw* interpreted by all rules, sanitised, limited in size and hashed.

    Args:
        raw: from the adapter, with checked URLs.
        company_key: see ``companies.fingerprint_key``.
        now: an aware datetime that dates are compared with.
        taxonomy: the skills to look for in title and text.

    Returns:
        A posting without NUL or other control characters in any single-line text. What the
        board does not state is None or "unknown". A posting without a readable title has an
        empty one, and the caller rejects it.
    """
    kept = _kept(raw)
    title = titles.clean(kept.title)
    description = None if raw.description_html is None else html.sanitise(raw.description_html)
    text = html.to_text(description) if description else ""
    board = _stated(raw, kept, title, now)
    found = text_facts.read(title, text, board, country=_country(board["locations"]))
    stated = board | found.values
    content = {
        **stated,
        "title": title,
        "url": _line(raw.url, caps.URL_CHARS) or "",
        "apply_url": _line(raw.apply_url, caps.URL_CHARS),
        "company": companies.clean(kept.company) if kept.company else None,
        "department": _line(kept.department, MAX_DEPARTMENT_CHARS),
        "description_html": description,
    }
    salary = stated["salary"]
    low, high = salaries.annual_usd(salary) if salary else (None, None)
    return Posting(
        **content,
        external_id=_line(raw.external_id, MAX_ID_CHARS) or "",
        requisition_id=_line(raw.requisition_id, MAX_ID_CHARS),
        annual_usd_min=low,
        annual_usd_max=high,
        description_text=text,
        updated_at=_date(raw.updated_at, now),
        list_hash=raw.list_hash,
        stated=kept,
        rules=VERSION,
        field_evidence=tuple(found.evidence),
        safety_words=safety_facts.read(text),
        content_hash=_digest(_hashed(content | {"language": board["language"]}, raw)),
        fingerprint=_fingerprint(raw, content, text, company_key),
        requisition_key=requisition_key(content["apply_url"] or content["url"]),
        sketch=sketch(text),
        words=search_words(
            title, content["company"], content["department"], content["locations"], text
        ),
        title_words=words.searchable(title),
        location_words=words.searchable(place_names.words(content["locations"])),
        skills=skill_rows.requested(taxonomy, title, text),
    )


def _kept(raw: RawPosting) -> Stated:
    """As much of the board's words as the rules read, without control characters.

    The rules read no more than this, so that a stored posting is read as the board's answer was.
    """
    where = (_line(text, locations.MAX_TEXT_CHARS) for text in raw.locations)
    return Stated(
        title=_line(raw.title, caps.TEXT_CHARS) or "",
        company=_line(raw.company, caps.TEXT_CHARS),
        locations=tuple(filter(None, where))[: locations.MAX_LOCATIONS],
        country=_line(raw.country, locations.MAX_TEXT_CHARS),
        workplace=_line(raw.workplace, locations.MAX_TEXT_CHARS),
        department=_line(raw.department, caps.TEXT_CHARS),
        employment_type=_line(raw.employment_type, employment.MAX_STATED_CHARS),
        seniority=_line(raw.seniority, titles.MAX_TITLE_CHARS),
        salary=raw.salary,
        salary_text=_line(raw.salary_text, salaries.MAX_TEXT_CHARS),
        posted_at=_aware(raw.posted_at),
        language=_line(raw.language, MAX_LANGUAGE_CHARS),
    )


def _country(where: Sequence[Location]) -> str | None:
    """The one country of all places."""
    named = {location.country for location in where}
    return named.pop() if len(named) == 1 else None


def _stated(raw: RawPosting, kept: Stated, title: str, now: datetime) -> dict[str, Any]:
    """What the rules read out of the board's fields; an attribute without a rule is a line."""
    where = locations.read(kept.locations, kept.country)
    salary = salaries.sane(kept.salary) if kept.salary else None
    if salary is None and kept.salary_text:
        salary = salaries.parse(kept.salary_text, _country(where))
    language = kept.language
    read = {
        "locations": where,
        "workplace": workplaces.workplace(kept.workplace, (*kept.locations, title)),
        "employment_type": employment.employment_type(kept.employment_type, title),
        "seniority": titles.seniority(title, kept.seniority),
        "salary": salary,
        "posted_at": _date(raw.posted_at, now),
        "expires_at": _aware(raw.expires_at),
        "language": language if language and _LANGUAGE.fullmatch(language) else None,
    }
    return read | {
        name: _line(getattr(raw, name), MAX_ATTRIBUTE_CHARS)
        for name in JobAttributes.__struct_fields__
        if name not in read and name not in FROM_TEXT
    }


def _hashed(content: dict[str, Any], raw: RawPosting) -> dict[str, Any]:
    """What an edit changes, under the keys that the stored hashes were made with.

    What only the text states changes with it.

    A date that is clamped to now would make every reading look like an edit.
    """
    keys = {"locations": "places", "salary": "pay"}
    hashed = {
        keys.get(name, name): value for name, value in content.items() if name not in FROM_TEXT
    }
    return hashed | {"posted_at": _aware(raw.posted_at)}


def _fingerprint(raw: RawPosting, content: dict[str, Any], text: str, company_key: str) -> bytes:
    """Equal for the same advertisement on two boards, see ``Posting``.

    It includes seniority, workplace and all places, so postings that differ there never merge
    (P5). Postings with almost no text also include requisition and department.
    """
    folded = " ".join(fold(text).split())
    is_distinct = len(folded) >= MIN_DISTINCT_CHARS
    return _digest(
        (
            company_key,
            titles.key(content["title"]),
            content["seniority"],
            content["workplace"],
            sorted({_location_key(location) for location in content["locations"]}),
            folded,
            None if is_distinct else (raw.requisition_id, content["department"]),
        )
    )


def _location_key(location: Location) -> str:
    """What is known of a place and, if that is no city, the board's other words.

    "Sector 4, Kenya" and "District 9, Kenya" are both in Kenya, but are two places.
    """
    known = (location.city, location.region, location.country, location.area)
    rest = "" if location.city else _unexplained(location)
    return "|".join(fold(part or "") for part in (*known, rest))


def _unexplained(location: Location) -> str:
    """The words of a place's text that are not part of its country, region or area."""
    if location.country and countries.code(location.text) == location.country:
        return ""
    names = (
        countries.name(location.country) if location.country else "",
        location.region,
        location.area,
    )
    explained = set(_WORD.findall(fold(" ".join(name or "" for name in names))))
    explained |= {(location.country or "").lower(), *_WORKPLACE_WORDS}
    said = _WORD.findall(fold(location.text))
    return " ".join(word for word in said if word not in explained)


def search_words(
    title: str,
    company: str | None,
    department: str | None,
    where: Sequence[Location],
    text: str,
) -> str:
    """The indexed text of a posting, in the form of ``words.searchable``."""
    said = (title, company, department, place_names.spoken(where), text[: words.MAX_TEXT_CHARS])
    found = words.searchable("\n".join(part for part in said if part))
    if len(found) <= words.MAX_TEXT_CHARS:
        return found
    return found[: words.MAX_TEXT_CHARS].rsplit(" ", 1)[0]


def _digest(value: Any) -> bytes:
    return sha256(_ENCODER.encode(value)).digest()


_ENCODER: Final = msgspec.json.Encoder(order="deterministic")


def _line(text: str | None, max_chars: int) -> str | None:
    """One line without control characters; None if nothing remains."""
    if not text:
        return None
    plain = text if text.isprintable() else _CONTROLS.sub(" ", text)
    return " ".join(plain.split())[:max_chars].rstrip() or None


def _aware(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _date(moment: datetime | None, now: datetime) -> datetime | None:
    """A past date in UTC; None for bad data, *now* for a date slightly in the future."""
    utc = _aware(moment)
    if utc is None or utc < OLDEST or utc > now + SKEW:
        return None
    return min(utc, now)
