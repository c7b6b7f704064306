"""DOCX files: checks before opening, and their text in document order.

python-docx opens the package. The text is collected from the XML elements, because python-docx
does not treat text boxes, content controls and nested tables as paragraphs.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import docx

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

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_UNREAD: Final = frozenset(
    {_FALLBACK, f"{_W}pPr", f"{_W}rPr", f"{_W}del", f"{_W}moveFrom", f"{_W}instrText"}
)
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_PARTS: Final = 2000
_MAX_XML_BYTES: Final = 16 * 2**20
_MAX_DEPTH: Final = 60
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


class _Found(NamedTuple):
    """What one paragraph contains: its text, its text boxes, and the look of each run."""

    parts: list[str]
    boxes: list[Any]
    runs: list[tuple[int, bool, float]]


class _Body:
    """Walks the elements of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._styles = {style.style_id: style for style in document.styles}
        self._page = 1
        self._room = MAX_CHARACTERS

    def lines(self, body: Any) -> list[Line]:
        found: list[Line] = []
        for part in self._margins("header"):
            found += self._blocks(part, 0)
        found += self._blocks(body, 0)
        for part in self._margins("footer"):
            found += self._blocks(part, 0)
        return found

    def _margins(self, kind: str) -> Iterator[Any]:
        seen = set()
        for section in self._document.sections:
            for name in (kind, f"first_page_{kind}"):
                part = getattr(section, name)
                if not part.is_linked_to_previous and part.part.partname not in seen:
                    seen.add(part.part.partname)
                    yield part._element  # noqa: SLF001 - the only way to its text boxes

    def _blocks(self, parent: Any, depth: int) -> Iterator[Line]:
        if depth > _MAX_DEPTH:
            raise UnreadableError("damaged", "it is nested too deeply")
        for element in parent.iterchildren():
            if element.tag == f"{_W}p":
                yield from self._paragraph(element, depth)
            elif element.tag == f"{_W}tbl":
                yield from self._table(element, depth)
            elif element.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
                yield from self._blocks(element, depth + 1)

    def _table(self, table: Any, depth: int) -> Iterator[Line]:
        """Yields a row as one line if each cell has one line; otherwise reads cell by cell."""
        for row in table.iter(f"{_W}tr"):
            if _owner(row, f"{_W}tbl") is not table:
                continue
            cells = [
                list(self._blocks(cell, depth + 2))
                for cell in row.iterchildren(f"{_W}tc", f"{_W}sdt")
            ]
            cells = [cell for cell in cells if cell]
            if len(cells) > 1 and all(len(cell) == 1 for cell in cells):
                joined = "\t".join(cell[0].text for cell in cells)
                yield cells[0][0]._replace(text=joined)
                continue
            for cell in cells:
                yield cell[0]._replace(opens=len(cells) > 1)
                yield from cell[1:]

    def _paragraph(self, paragraph: Any, depth: int) -> Iterator[Line]:
        found = _Found([], [], [])
        self._gather(paragraph, found, depth)
        text = "".join(found.parts)
        self._room -= len(text)
        if self._room < 0:
            raise UnreadableError("too-long", f"more than {MAX_CHARACTERS} characters")
        bold, size, is_heading = self._look(paragraph, found.runs)
        for line in text.split("\n"):
            plain = line.strip()
            if plain:
                yield Line(plain, self._page, size, bold, heading=is_heading)
        for box in found.boxes:
            yield from self._blocks(box, depth + 1)

    def _gather(self, element: Any, found: _Found, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise UnreadableError("damaged", "it is nested too deeply")
        for child in element.iterchildren():
            tag = child.tag
            if tag == f"{_W}t":
                found.parts.append(child.text or "")
            elif tag in _SIGNS:
                found.parts.append(_SIGNS[tag])
                self._page += child.get(f"{_W}type") == "page"
            elif tag == f"{_W}lastRenderedPageBreak":
                self._page += 1
            elif tag == f"{_W}txbxContent":
                found.boxes.append(child)
            elif tag == f"{_W}r":
                self._run(child, found, depth)
            elif tag not in _UNREAD:
                self._gather(child, found, depth + 1)

    def _run(self, run: Any, found: _Found, depth: int) -> None:
        look = run.find(f"{_W}rPr")
        if look is not None and look.find(f"{_W}vanish") is not None:
            return
        before = len(found.parts)
        self._gather(run, found, depth + 1)
        found.runs.append((sum(map(len, found.parts[before:])), *_run_look(look)))

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


def _run_look(look: Any) -> tuple[bool, float]:
    if look is None:
        return False, 0.0
    bold, size = look.find(f"{_W}b"), look.find(f"{_W}sz")
    is_bold = bold is not None and bold.get(f"{_W}val") not in {"0", "false"}
    written = size.get(f"{_W}val") if size is not None else None
    return is_bold, int(written) / 2 if written and written.isdigit() else 0.0


def _owner(element: Any, tag: str) -> Any:
    parent = element.getparent()
    while parent is not None and parent.tag != tag:
        parent = parent.getparent()
    return parent
