"""Reads a CV: takes a file and returns what it says.

Pure except for reading that file. Nothing in a file is executed, and the result contains only
text. A hostile file may take much time or memory, so callers run this in a process that they
can kill.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from jobscout.cv.files import HEAD_BYTES, UnreadableError, kind_of
from jobscout.cv.findings import skills
from jobscout.cv.languages import spoken
from jobscout.cv.sections import placed, texts
from jobscout.cv.years import years_of_experience
from jobscout.model import Findings
from jobscout.rules.skills.rows import taxonomy_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jobscout.rules.skills import Taxonomy


def read(path: Path, taxonomy: Taxonomy, today: date) -> Findings:
    """What the CV at *path* says; its kind is detected from its content.

    Args:
        today: the date that "present" means in dates of employment.

    Raises:
        UnreadableError: it cannot be read, or not reliably read in full.
        OSError: the file does not exist.
    """
    from jobscout.cv import docx, pdf  # noqa: PLC0415  (callers that only send work need no PDFium)

    data = path.read_bytes()
    match kind_of(data[:HEAD_BYTES]):
        case "pdf":
            script = pdf.script_of(data)
        case "docx":
            script = docx.script_of(data)
        case None:
            if docx.is_locked(data):
                raise UnreadableError("password-protected", "it asks for a password")
            raise UnreadableError("damaged", "it is neither a PDF nor a DOCX")
    lines = placed(script.lines)
    sure, doubtful = skills(lines, script.others, taxonomy)
    return Findings(
        pages=script.pages,
        sections=texts(lines),
        years_of_experience=years_of_experience(lines, today),
        languages=spoken(lines),
        skills=sure,
        maybe_skills=doubtful,
    )


def read_packed(path: Path, packed_taxonomy: bytes, today: date) -> bytes:
    """``read`` with a packed result, which the event loop can unpack quickly.

    Raises:
        UnreadableError: as ``read``.
    """
    return msgspec.msgpack.encode(read(path, taxonomy_of(packed_taxonomy), today))
