"""Invented records for the tests of ``rules.linkage``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from jobscout.rules import locations, titles
from jobscout.rules.linkage.records import Record
from jobscout.rules.linkage.sketches import sketch

POSTED: Final = datetime(2026, 9, 1, tzinfo=UTC)
ABOUT: Final = (
    "You plan the night rounds with two colleagues and keep the records of forty patients. Before"
    " each quarter ends we audit the store of the ward, order what is short and teach whoever is"
    " new. Nobody works more than four nights in a row, and swaps are arranged on paper."
)


def record(title: str, *places: str, text: str = "", **given: Any) -> Record:
    """A posting of company 1, read as ``rules.postings`` reads it."""
    usual: dict[str, Any] = {
        "id": 1,
        "source_id": 1,
        "company_id": 1,
        "title": title,
        "locations": locations.read(places),
        "workplace": "unknown",
        "seniority": titles.seniority(title),
        "employment_type": None,
        "language": None,
        "requisition_key": None,
        "posted_at": POSTED,
        "sketch": sketch(text),
    }
    return Record(**(usual | given))
