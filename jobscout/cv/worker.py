"""What runs in a worker process: one CV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from jobscout.rules.skill_rows import taxonomy_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def read_packed(path: Path, packed_taxonomy: bytes, today: date) -> bytes:
    """``reader.read`` with its answer packed, so that the event loop unpacks it in no time.

    Raises:
        UnreadableError: as ``reader.read``.
    """
    from jobscout.cv.reader import read  # noqa: PLC0415  (who only sends work needs no PDFium)

    return msgspec.msgpack.encode(read(path, taxonomy_of(packed_taxonomy), today))
