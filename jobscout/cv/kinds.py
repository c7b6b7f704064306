"""What kind of file a CV is, from its first bytes; names and declared types are not believed."""

from __future__ import annotations

from typing import Final, Literal

Kind = Literal["pdf", "docx"]

HEAD_BYTES: Final = 1024
"""How many of a file's first bytes ``kind_of`` wants: a PDF may begin so much later."""

_FIRST_ENTRIES: Final = (b"[Content_Types].xml", b"_rels/", b"word/", b"docProps/", b"customXml/")


def kind_of(head: bytes) -> Kind | None:
    """The kind that *head*, a file's first HEAD_BYTES, shows; None for anything else.

    A workbook looks like a document here; ``read`` tells them apart.
    """
    if b"%PDF-" in head[:HEAD_BYTES]:
        return "pdf"
    if head.startswith(b"PK\x03\x04") and head[30:].startswith(_FIRST_ENTRIES):
        return "docx"
    return None
