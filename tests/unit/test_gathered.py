"""What a whole reading may have in it, over however many answers."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from jobscout.errors import SourceError
from jobscout.model import Reject
from jobscout.rules import caps
from jobscout.scraping.gathered import Gathered
from jobscout.sources.pages import Parsed, Piece
from tests.rows import posting

REJECT = Reject(external_id="1", reason="lever: no title")


def parsed(**changes: Any) -> Parsed:
    given: dict[str, Any] = {"parcels": (), "found": 0, "rejects": (), "next": None, "whole": True}
    return Parsed(**(given | changes))


def test_rows_count_together() -> None:
    """Five hundred pages are one board."""
    gathered = Gathered("oracle")
    gathered.add(parsed(found=caps.ROWS - 100))
    gathered.add(parsed(found=100))

    with pytest.raises(SourceError, match=r"^oracle: over 50000 postings in one reading") as caught:
        gathered.add(parsed(found=1))

    assert caught.value.kind == "too-large"


def test_bytes_count_together() -> None:
    gathered = Gathered("oracle")
    for _ in range(8):
        gathered.weigh(bytes(caps.READING_BYTES // 8))

    with pytest.raises(SourceError, match="bytes in one reading"):
        gathered.weigh(b"x")


def test_texts_count_together() -> None:
    """Whether they lie in memory or in a file."""
    gathered = Gathered("lever")
    gathered.add(parsed(parcels=(Piece("x", 0, caps.READING_BYTES - 10), bytes(10))))

    with pytest.raises(SourceError, match="bytes of text in one reading"):
        gathered.add(parsed(parcels=(b"x",)))


def test_memory_counts_together() -> None:
    """One emoji makes a text of letters four times as large."""
    text = "\N{GRINNING FACE}" + "x" * (caps.READING_MEMORY // 8)
    wide = msgspec.structs.replace(posting("1"), description_html=text)
    gathered = Gathered("lever")
    gathered.keep([wide])

    with pytest.raises(SourceError, match="bytes of text in memory"):
        gathered.keep([wide])


def test_rejects_are_counted_and_few_are_kept() -> None:
    gathered = Gathered("lever")
    gathered.add(parsed(rejects=(REJECT,) * 90, found=90))
    gathered.add(parsed(rejects=(REJECT,) * 90, more_rejects=1_000, found=1_090))
    gathered.reject([REJECT] * 5)

    assert len(gathered.rejects) == caps.REJECTS_KEPT
    assert gathered.more_rejects == 80 + 1_000 + 5
