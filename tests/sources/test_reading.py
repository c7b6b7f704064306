"""Entries of a list that are about the same job."""

from __future__ import annotations

from typing import Any

import msgspec

from jobscout.model import RawPosting
from jobscout.sources.reading import Entries, each


class _Row(msgspec.Struct):
    id: str
    title: str = "Rigger"
    place: str = ""
    country: str | None = None
    workplace: str | None = None
    version: str | None = None


ROW = msgspec.json.Decoder(_Row)


def read(*rows: dict[str, Any]) -> Entries:
    return each("test", [msgspec.Raw(msgspec.json.encode(row)) for row in rows], ROW, _to_raw)


def _to_raw(row: _Row) -> RawPosting:
    return RawPosting(
        external_id=row.id,
        title=row.title,
        url=f"https://acme.example/{row.id}",
        locations=(row.place,),
        country=row.country,
        workplace=row.workplace,
        list_hash=row.version.encode() if row.version else None,
    )


def test_job_listed_once_for_each_place_is_one_posting() -> None:
    found = read(
        {"id": "1", "place": "Lamu", "country": "KE", "workplace": "remote"},
        {"id": "2", "place": "Nairobi"},
        {"id": "1", "place": "Jinja", "country": "UG", "workplace": "remote"},
        {"id": "1", "place": "Lamu", "country": "KE", "workplace": "remote"},
    )

    assert [(one.external_id, one.locations) for one in found.postings] == [
        ("1", ("Lamu", "Jinja")),
        ("2", ("Nairobi",)),
    ]
    assert (found.postings[0].country, found.postings[0].workplace) == (None, "remote")


def test_another_job_with_the_same_id_stays_apart() -> None:
    """The first one counts, see ``rules.changes.compare``; their places are not mixed."""
    found = read({"id": "1", "place": "Lamu"}, {"id": "1", "title": "Diver", "place": "Jinja"})

    assert [(one.title, one.locations) for one in found.postings] == [
        ("Rigger", ("Lamu",)),
        ("Diver", ("Jinja",)),
    ]


def test_version_is_that_of_all_entries_in_any_order() -> None:
    lamu, jinja = ({"id": "1", "place": place, "version": place} for place in ("Lamu", "Jinja"))

    both, turned = (read(*rows).postings[0].list_hash for rows in ((lamu, jinja), (jinja, lamu)))

    assert both == turned
    assert both not in {read(lamu).postings[0].list_hash, None}
    assert both != read(lamu, {**jinja, "version": "edited"}).postings[0].list_hash
