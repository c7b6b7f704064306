"""DOCX files: checks before opening, and their text in document order.

python-docx opens the package. The text is collected from the XML elements, because python-docx
does not treat text boxes, content controls and nested tables as paragraphs.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

import docx

from jobscout.cv import rails
from jobscout.cv.docx_elements import Shown, W, check_depth, is_deleted, shown_in, unwrapped
from jobscout.cv.files import (
    MAX_CHARACTERS,
    MAX_EXPANDED_BYTES,
    MAX_PAGES,
    UnreadableError,
)
from jobscout.cv.lines import Line, Script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_PARTS: Final = 2000
_MAX_XML_BYTES: Final = 16 * 2**20
_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML: Final = (".xml", ".rels")
_PLAIN_SIZE: Final = 11.0


def is_locked(data: bytes) -> bool:
    """Whether this is an Office file with a password: an encrypted package in an OLE container."""
    return data.startswith(_COMPOUND) and "EncryptedPackage".encode("utf-16-le") in data


def script_of(data: bytes) -> Script:
    """Raises UnreadableError: ``damaged``, ``too-long`` or ``no-text-layer``."""
    _check_package(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        lines = _Body(document).lines(body)
    except UnreadableError:
        raise
    except MemoryError as error:
        raise UnreadableError("too-long", "it does not fit into memory") from error
    except Exception as error:  # python-docx and lxml raise many types on hostile files
        raise UnreadableError("damaged", f"it cannot be opened: {error!r:.200}") from error
    pages = max((line.page for line in lines), default=1)
    if pages > MAX_PAGES:
        raise UnreadableError("too-long", f"{pages} pages")
    if not any(character.isalnum() for line in lines for character in line.text):
        raise UnreadableError("no-text-layer", "it has no text")
    return Script(pages, lines, [])


def _check_package(data: bytes) -> None:
    """Checks the sizes in the directory, which limit what is unpacked, and rejects entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > _MAX_PARTS:
                raise UnreadableError("too-long", f"{len(parts)} parts")
            if sum(part.file_size for part in parts) > MAX_EXPANDED_BYTES:
                raise UnreadableError("too-long", "it is too large when unpacked")
            room = _MAX_XML_BYTES
            for part in parts:
                if part.flag_bits & 1:
                    raise UnreadableError("password-protected", "its parts are encrypted")
                if part.filename.lower().endswith(_XML):
                    room -= part.file_size
                    if room < 0:
                        raise UnreadableError("too-long", "it is too large when unpacked")
                    if _DOCTYPE.search(package.read(part)):
                        raise UnreadableError("damaged", "it defines entities")
    except UnreadableError:
        raise
    except Exception as error:  # zipfile raises a dozen types for broken archives
        raise UnreadableError("damaged", f"it cannot be unpacked: {error!r:.200}") from error


class _Body:
    """Walks the elements of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._styles = {style.style_id: style for style in document.styles}
        self._page = 1
        self._room = MAX_CHARACTERS
        self._held = ""

    def lines(self, body: Any) -> list[Line]:
        headers = self._margins("header")
        told = list(self._blocks(body, 0))
        return [*headers, *told, *self._margins("footer")]

    def _margins(self, kind: str) -> list[Line]:
        """The headers or footers, of which equal ones count once."""
        seen = set()
        told: list[list[Line]] = []
        for section in self._document.sections:
            for name in (f"first_page_{kind}", kind, f"even_page_{kind}"):
                part = getattr(section, name)
                if not part.is_linked_to_previous and part.part.partname not in seen:
                    seen.add(part.part.partname)
                    # the only way to its text boxes
                    lines = list(self._blocks(part._element, 0))  # noqa: SLF001
                    if lines not in told:
                        told.append(lines)
        return [line._replace(margin=True) for lines in told for line in lines]

    def _blocks(self, parent: Any, depth: int) -> Iterator[Line]:
        check_depth(depth)
        for element in unwrapped(parent, depth):
            if element.tag == f"{W}p":
                yield from self._paragraph(element, depth)
            elif element.tag == f"{W}tbl":
                yield from self._table(element, depth)

    def _table(self, table: Any, depth: int) -> Iterator[Line]:
        """Yields a row as one line if each cell has one line; otherwise reads cell by cell.

        The name of a section in the first or last cell of a row comes before the others.
        """
        rows = [
            [
                lines
                for cell in unwrapped(row, depth)
                if cell.tag == f"{W}tc" and not is_deleted(cell)
                if (lines := list(self._blocks(cell, depth + 2)))
            ]
            for row in unwrapped(table, depth)
            if row.tag == f"{W}tr" and not is_deleted(row)
        ]
        is_rail = rails.is_rail({name for cells in rows if (name := rails.name_in(cells[:1]))})
        for cells in rows:
            told = cells
            if len(cells) > 1 and (is_rail or any(len(cell) > 1 for cell in cells)):
                lead, told = rails.led(cells)
                yield from lead
            if len(told) > 1 and all(len(cell) == 1 for cell in told):
                yield told[0][0]._replace(text="\t".join(cell[0].text for cell in told))
                continue
            for cell in told:
                yield cell[0]._replace(opens=len(cells) > 1)
                yield from cell[1:]

    def _paragraph(self, paragraph: Any, depth: int) -> Iterator[Line]:
        found = shown_in(paragraph, depth)
        text = self._held + "".join(found.parts)
        self._held = ""
        if len(text) > self._room:
            raise UnreadableError("too-long", f"more than {MAX_CHARACTERS} characters")
        if is_deleted(paragraph):  # its end: it goes on in the next one
            self._held = text
        else:
            self._room -= len(text)
            yield from self._lines(paragraph, found, text)
        self._page += found.pages
        for box in found.boxes:
            yield from self._blocks(box, depth + 1)

    def _lines(self, paragraph: Any, found: Shown, text: str) -> Iterator[Line]:
        bold, size, is_heading = self._look(paragraph, found.runs)
        for line in text.split("\n"):
            plain = line.strip()
            if plain:
                yield Line(plain, self._page + found.pages, size, bold, heading=is_heading)

    def _look(
        self, paragraph: Any, runs: list[tuple[int, bool, float]]
    ) -> tuple[bool, float, bool]:
        """Whether it is bold, its size in points, and whether it has a heading's style."""
        letters = sum(length for length, _, _ in runs)
        bold = 2 * sum(length for length, is_bold, _ in runs if is_bold) > letters
        size = max((size for length, _, size in runs if length), default=0.0)
        style = self._styles.get(paragraph.style or "")
        name = str(style.name or "").casefold() if style is not None else ""
        is_heading = name.startswith(("heading", "title", "überschrift", "titre", "título"))
        if style is not None and (font := getattr(style, "font", None)) is not None:
            bold = bold or bool(font.bold)
            size = size or (font.size.pt if font.size else 0.0)
        if is_heading and not size:
            size = 2 * _PLAIN_SIZE if "title" in name else 1.5 * _PLAIN_SIZE
        return bold, size or _PLAIN_SIZE, is_heading
