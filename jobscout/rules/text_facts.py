"""What the text of a posting states, with the words that say so.

A field of the board comes before its text: only what it leaves open is looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobscout.model import FieldEvidence
from jobscout.rules import (
    application_deadlines,
    experience,
    languages,
    locations,
    remote_countries,
    visas,
    workplaces,
)
from jobscout.rules.evidence import Found
from jobscout.rules.remote_countries import UNKNOWN, RemoteCountries
from jobscout.rules.salaries import mentions as salary_mentions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from jobscout.model import Location


class TextFacts:
    """*values* by the name of their field, and the *evidence* of each that was found in words."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.evidence: list[FieldEvidence] = []

    def add(self, field: str, found: Found[Any] | None) -> None:
        self.values[field] = None if found is None else found.value
        if found is not None:
            self.evidence.append(FieldEvidence(field=field, text=found.words))


def read(title: str, text: str, board: Mapping[str, Any], *, country: str | None) -> TextFacts:
    """Read the *text*.

    Args:
        board: the fields that were read from what the board states, by name.
        country: of the posting, if it is only one: it tells which day 3/4 is, and whose "$".
    """
    facts = TextFacts()
    years = experience.find(title, text)
    facts.add("years_min", years and Found(years.value.min, years.words))
    offered = visas.find(text)
    facts.add(
        "visa_sponsorship", offered and Found("yes" if offered.value else "no", offered.words)
    )
    posted_at: datetime | None = board["posted_at"]
    facts.add("deadline", application_deadlines.find(text, posted_at, country))
    if board["salary"] is None:
        facts.add("salary", salary_mentions.find(text, country))
    if board["workplace"] == "unknown" and (works := workplaces.find(text)):
        facts.add("workplace", works)
    if facts.values.get("workplace", board["workplace"]) == "remote":
        found = _remote_countries(title, text, board["locations"])
        reach = found.value
        facts.values |= {"remote_countries": reach.countries, "remote_anywhere": reach.anywhere}
        if found.words:
            facts.evidence.append(FieldEvidence(field="remote_countries", text=found.words))
    facts.values["language"] = languages.read(board["language"], text)
    return facts


def _remote_countries(title: str, text: str, where: Sequence[Location]) -> Found[RemoteCountries]:
    """The countries that a remote job is open to; no words where the board's places say so.

    They decide where one of them is larger than a town, or is called remote. Beside a town alone,
    which may be that of the office, the title and the text come first.
    """
    if not any(map(_names_reach, where)):
        for said in (title, text):
            named = workplaces.open_to(said)
            reach = remote_countries.of(locations.read((named.value,))) if named else UNKNOWN
            if named and reach != UNKNOWN:
                return Found(reach, named.words)
    return Found(remote_countries.of(where), "")


def _names_reach(place: Location) -> bool:
    if place.area or (place.country and not place.city):
        return True
    return bool(place.country) and workplaces.workplace(None, (place.text,)) == "remote"
