"""Recorded answers of boards as postings with their texts, by employer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.errors import SourceError
from jobscout.rules import companies, postings
from jobscout.sources import by_kind
from jobscout.sources.base import Request

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jobscout.model import Posting

NOW: Final = datetime(2026, 10, 1, tzinfo=UTC)
_FILES: Final = (
    "greenhouse/*content.json", "greenhouse/coupang*.json", "greenhouse/doctolib.json",
    "greenhouse/oneacrefund.json", "greenhouse/newsela*.json", "ashby/*.json", "lever/*.json",
    "recruitee/*.json", "remotive/all_2026-07-18.json", "arbeitnow/board_497k.json",
    "himalayas/*.json", "workable/*.json", "smartrecruiters/*list.json", "rippling/*.json",
    "personio/demo_tenant.xml", "themuse/*.json", "teamtailor/*.json", "eightfold/*.json",
)  # fmt: skip


class Recorded(NamedTuple):
    """A posting of an employer on the board of a *file*."""

    file: str
    company: str
    posting: Posting


def read(recordings: Path) -> Iterator[Recorded]:
    """All postings of the recorded answers that can be read, file by file."""
    for pattern in _FILES:
        for path in sorted(recordings.glob(pattern)):
            name = f"{path.parent.name}/{path.name}"
            source = by_kind(path.parent.name)
            try:
                page = source.parse(
                    path.read_bytes(), {"board": path.stem}, Request(url="https://example.org/")
                )
            except (SourceError, ValueError):  # an error's answer, or another form
                continue
            for raw in page.postings:
                company = companies.slug(raw.company or path.stem.partition("_")[0])
                yield Recorded(name, company, postings.normalise(raw, company_key=company, now=NOW))
