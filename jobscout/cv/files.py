"""CV files: supported kinds, size limits, and why a file cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from jobscout.model import CVFault

Kind = Literal["pdf", "docx"]

HEAD_BYTES: Final = 1024
"""Bytes that ``kind_of`` needs: a PDF's header may start this late."""

_FIRST_ENTRIES: Final = (b"[Content_Types].xml", b"_rels/", b"word/", b"docProps/", b"customXml/")

MAX_PAGES: Final = 50

MAX_CHARACTERS: Final = 400_000
"""Ten times the longest academic CV; 50 full pages are 200,000."""

MAX_EXPANDED_BYTES: Final = 256 * 2**20
"""Size of all parts of a file together, unpacked: ten colour scans without compression."""

MAX_DRAWN_BYTES: Final = 32 * 2**20
"""Size of the instructions that draw the pages; a form counts each time it is drawn."""


class UnreadableError(Exception):
    """A CV that cannot be read, or not reliably read in full. *fault* says why.

    Crosses processes: it pickles with its fault and detail.
    """

    def __init__(self, fault: CVFault, detail: str) -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault: CVFault = fault
        self.detail = detail

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.fault, self.detail)


def kind_of(head: bytes) -> Kind | None:
    """The kind shown by *head*, a file's first HEAD_BYTES; None for anything else.

    An Excel workbook also counts as docx here; ``read`` tells them apart.
    """
    if b"%PDF-" in head[:HEAD_BYTES]:
        return "pdf"
    if head.startswith(b"PK\x03\x04") and head[30:].startswith(_FIRST_ENTRIES):
        return "docx"
    return None
