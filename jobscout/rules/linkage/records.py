"""What record linkage reads of a posting."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from jobscout.model import Location


class Record(NamedTuple):
    """One posting, as normalised by ``rules.postings``.

    Attributes:
        title: as it is shown.
        locations: in any order; their order means nothing.
        requisition_key: see ``requisition_keys.requisition_key``.
        posted_at: the stated date, otherwise when the posting was first seen; aware.
        sketch: of its text, see ``sketches.sketch``; empty without enough text.
    """

    id: int
    source_id: int
    company_id: int
    title: str
    locations: tuple[Location, ...]
    workplace: str
    seniority: str | None
    employment_type: str | None
    language: str | None
    requisition_key: str | None
    posted_at: datetime | None
    sketch: bytes
