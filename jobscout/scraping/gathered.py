"""Collects the answers of one reading, within the caps for a whole reading."""

from __future__ import annotations

from sys import getsizeof
from typing import TYPE_CHECKING

from jobscout.errors import SourceError
from jobscout.rules import caps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jobscout.model import PollHints, Posting, Reject
    from jobscout.outside.scratch import Spooled
    from jobscout.sources.pages import Parcel, Parsed


def for_worker(body: bytes | Spooled) -> bytes | Path:
    """*body* as a worker process reads it; a file exists as long as its ``Spooled``."""
    return body if isinstance(body, bytes) else body.path


class Gathered:
    """Grows page by page. *more_rejects* counts those beyond ``caps.REJECTS_KEPT``."""

    def __init__(self, kind: str) -> None:
        self.parcels: list[Parcel] = []
        self.postings: list[Posting] = []
        self.rejects: list[Reject] = []
        self.more_rejects = 0
        self.found = 0
        self.pages = 0
        self.whole = True
        self.windowed = False
        self.ended: tuple[str, ...] = ()
        self.cursor: str | None = None
        self.poll_hints: PollHints | None = None  # of the first page
        self._kind = kind
        self._bytes = 0
        self._text_bytes = 0
        self._memory = 0
        self._bodies: list[bytes | Spooled] = []

    def weigh(self, body: bytes | Spooled) -> None:
        """Count an answer. Raises SourceError if the answers are too large together."""
        self._bytes += len(body)
        self._check(self._bytes, caps.READING_BYTES, "bytes")
        if not isinstance(body, bytes):
            self._bodies.append(body)

    def add(self, page: Parsed) -> None:
        """Raises SourceError if the pages together exceed a cap."""
        if not self.pages:
            self.poll_hints = page.poll_hints
        self.pages += 1
        self.found += page.found
        self._check(self.found, caps.ROWS, "postings")
        self._text_bytes += sum(
            len(one) if isinstance(one, bytes) else one.size for one in page.parcels
        )
        self._check(self._text_bytes, caps.READING_BYTES, "bytes of text")
        self.parcels += page.parcels
        self.windowed = page.windowed if self.whole else self.windowed and page.windowed
        self.whole = self.whole and page.whole
        self.ended, self.cursor = page.ended, page.cursor
        self.reject(page.rejects, page.more_rejects)

    def keep(self, postings: Sequence[Posting]) -> None:
        """Raises SourceError if these postings exceed the memory cap."""
        self.postings += postings
        self._memory += sum(
            getsizeof(one.description_html) + getsizeof(one.description_text) + getsizeof(one.words)
            for one in postings
        )
        self._check(self._memory, caps.READING_MEMORY, "bytes of text in memory")

    def reject(self, rejects: Sequence[Reject], more: int = 0) -> None:
        room = caps.REJECTS_KEPT - len(self.rejects)
        self.rejects += rejects[:room]
        self.more_rejects += more + len(rejects[room:])

    def _check(self, has: int, most: int, what: str) -> None:
        if has > most:
            raise SourceError("too-large", f"{self._kind}: over {most} {what} in one reading")
