"""Whether a PDF is complete: a CV with a silently missing part cannot be relied on.

pdfium shows what it can read and does not report the rest. So the parts that contain text are
checked first, with pdfminer's objects: each page, its content streams, the forms they draw, and
the tables that map glyphs to letters.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from typing import TYPE_CHECKING, Any, Final

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psexceptions import PSException
from pdfminer.psparser import PSKeyword, PSLiteral, literal_name

from jobscout.cv.files import (
    MAX_DRAWN_BYTES,
    MAX_EXPANDED_BYTES,
    MAX_PAGES,
    UnreadableError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_HOPS: Final = 16
_MAX_NODES: Final = 2000
_MAX_FORMS: Final = 5000
_MAX_DEPTH: Final = 40
_FLATE: Final = frozenset({"FlateDecode", "Fl"})
_DRAWN: Final = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_ESCAPED: Final = re.compile(r"#([0-9A-Fa-f]{2})")
_LINEAR: Final = re.compile(
    rb"/Linearized\b[^>]{0,200}?/L\s+(\d+)|/L\s+(\d+)[^>]{0,200}?/Linearized\b"
)
_STREAM: Final = re.compile(rb"stream\r?\n(?=[\x08-\x78][\x01\x5e\x9c\xda])")
_READ: Final = 2**14
_STEP: Final = 2**20
_TRIED: Final = 512
"""Bytes counted for each attempt that finds no stream."""

# the fault already reports what is wrong with a CV
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def check_expansion(data: bytes) -> None:
    """Reject a PDF whose unpacked streams are too large in total. Parses nothing.

    Cost: one decompression, in steps of a megabyte. Both input and output bytes count, so that the
    work is limited for any file.
    """
    view = memoryview(data)
    room = MAX_EXPANDED_BYTES
    found = _STREAM.search(data)
    while found:
        at = found.end()
        for used, made in _unpacked(view, at):
            room -= used + made
            if room < 0:
                raise UnreadableError("too-long", "its streams are too large when unpacked")
        found = _STREAM.search(data, at)


def check_parts(data: bytes) -> None:
    """Raises UnreadableError: ``damaged`` for missing parts, ``too-long`` for endless ones."""
    length = _LINEAR.search(data, 0, 2048)
    if length and int(length[1] or length[2]) > len(data):
        raise UnreadableError("damaged", "the file is shorter than it says")
    try:
        _Parts(_opened(data)).check()
    except UnreadableError:
        raise
    except MemoryError as error:
        raise UnreadableError("too-long", "its parts do not fit into memory") from error
    except RecursionError as error:
        raise UnreadableError("damaged", "its parts contain each other") from error
    except Exception as error:  # pdfminer raises many types on hostile files
        raise UnreadableError("damaged", f"its parts cannot be read: {error!r:.200}") from error


def has_no_page(data: bytes) -> bool:
    """Whether a file that pdfium rejects is valid except that it has no page."""
    try:
        document = _opened(data)
        return not list(_Parts(document).pages())
    except Exception:  # noqa: BLE001 - as above; here it only means "no"
        return False


class _Document(PDFDocument):
    """Resolves references to references, which pdfminer would follow endlessly."""

    def getobj(self, objid: int) -> object:
        found = super().getobj(objid)
        for _ in range(_MAX_HOPS):
            if not isinstance(found, PDFObjRef):
                return found
            found = super().getobj(found.objid)
        raise UnreadableError("damaged", "a reference to itself")


def _opened(data: bytes) -> PDFDocument:
    return _Document(PDFParser(io.BytesIO(data)))


class _Parts:
    """The parts of one document that contain text. *sizes*: bytes drawn, by form."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._sizes: dict[int, int] = {}
        self._seen: set[int] = set()

    def check(self) -> None:
        room = MAX_DRAWN_BYTES
        for number, (page, resources) in enumerate(self.pages(), 1):
            if number > MAX_PAGES:
                raise UnreadableError("too-long", f"more than {MAX_PAGES} pages")
            drawn = b"\n".join(self._contents(page.get("Contents")))
            room -= self._drawn(drawn, resources, ())
            if room < 0:
                raise UnreadableError("too-long", "its pages draw too much")
            self._check_fonts(resources)

    def pages(self) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """Each page with its own or inherited resources."""
        root = self._solid(self._document.catalog.get("Pages"))
        if root is None:
            return
        ahead: list[tuple[Any, dict[str, Any]]] = [(root, {})]
        seen = 0
        while ahead:
            node, inherited = ahead.pop()
            seen += 1
            if seen > _MAX_NODES:
                raise UnreadableError("too-long", "a page tree that is too large")
            if not isinstance(node, dict):
                raise UnreadableError("damaged", "a page is missing")
            resources = self._dict(node.get("Resources")) or inherited
            if "Kids" in node:
                kids = self._solid(node["Kids"])
                if not isinstance(kids, list):
                    raise UnreadableError("damaged", "a page is missing")
                ahead += [(self._solid(kid), resources) for kid in reversed(kids[:_MAX_NODES])]
            elif node.get("Type") is None or literal_name(node["Type"]) != "Pages":
                yield node, resources

    def _contents(self, reference: Any) -> Iterator[bytes]:
        contents = self._solid(reference)
        if contents is None:
            if isinstance(reference, PDFObjRef):
                raise UnreadableError("damaged", "the content of a page is missing")
            return
        for part in contents if isinstance(contents, list) else [contents]:
            stream = self._solid(part)
            if not isinstance(stream, PDFStream):
                raise UnreadableError("damaged", "the content of a page is missing")
            yield self._data(stream)

    def _drawn(self, data: bytes, resources: dict[str, Any], inside: tuple[int, ...]) -> int:
        """Bytes of *data* plus those of each form it draws, each time it is drawn."""
        if len(inside) > _MAX_DEPTH:
            raise UnreadableError("damaged", "forms that are nested too deeply")
        total = len(data)
        forms = self._dict(resources.get("XObject"))
        for name in _DRAWN.findall(data) if forms else ():
            form = self._solid(forms.get(_name(name)))
            if isinstance(form, PDFStream) and _is_form(form):
                total += self._form(form, resources, inside)
                if total > MAX_DRAWN_BYTES:
                    raise UnreadableError("too-long", "its pages draw too much")
        return total

    def _form(self, form: PDFStream, around: dict[str, Any], inside: tuple[int, ...]) -> int:
        key = form.objid or 0
        if key in inside:
            raise UnreadableError("damaged", "a form that draws itself")
        if key not in self._sizes:
            if len(self._sizes) > _MAX_FORMS:
                raise UnreadableError("too-long", "too many forms")
            resources = self._dict(form.get("Resources")) or around
            self._sizes[key] = self._drawn(self._data(form), resources, (*inside, key))
            self._check_fonts(resources)
        return self._sizes[key]

    def _check_fonts(self, resources: dict[str, Any]) -> None:
        for reference in self._dict(resources.get("Font")).values():
            font = self._dict(reference)
            table = self._solid(font.get("ToUnicode"))
            if isinstance(table, PDFStream) and table.objid not in self._seen:
                self._seen.add(table.objid or 0)
                self._data(table)

    def _data(self, stream: PDFStream) -> bytes:
        """The content of *stream*; pdfminer itself would return part of a damaged one."""
        packed = stream.rawdata
        if packed is None:
            return bytes(stream.get_data())
        filters = [literal_name(name) for name, _ in stream.get_filters()]
        if filters[:1] and filters[0] in _FLATE and len(filters) == 1:
            if stream.decipher and stream.objid is not None and stream.genno is not None:
                packed = stream.decipher(stream.objid, stream.genno, packed, stream.attrs)
            return _decompressed(packed, MAX_DRAWN_BYTES) if packed else b""
        return bytes(stream.get_data())

    def _solid(self, reference: Any) -> Any:
        """The object that a reference leads to; None if it is missing."""
        if not isinstance(reference, PDFObjRef):
            return reference
        try:
            return self._document.getobj(reference.objid)
        except (PDFException, PSException):
            return None

    def _dict(self, reference: Any) -> dict[str, Any]:
        found = self._solid(reference)
        return found if isinstance(found, dict) else {}


def _is_form(stream: PDFStream) -> bool:
    kind = stream.get("Subtype")
    return isinstance(kind, PSLiteral | PSKeyword) and literal_name(kind) == "Form"


def _name(written: bytes) -> str:
    """A name from drawing instructions in the form that pdfminer uses in dictionaries."""
    plain = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), written.decode("latin-1"))
    try:
        return plain.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return plain


def _unpacked(view: memoryview, at: int) -> Iterator[tuple[int, int]]:
    """Yields bytes read and produced until the stream at *at* ends or proves invalid."""
    unpacker = zlib.decompressobj()
    try:
        while not unpacker.eof and at < len(view):
            packed: bytes | memoryview = view[at : at + _READ]
            at += _READ
            while packed and not unpacker.eof:
                made = unpacker.decompress(packed, _STEP)
                packed = unpacker.unconsumed_tail
                yield 0, len(made)
            yield _READ, 0
    except zlib.error:
        yield _TRIED, 0


def _decompressed(packed: bytes, at_most: int) -> bytes:
    """The content of *packed*, a zlib stream.

    A stream that lacks only its checksum is accepted: some programs state too short a length.

    Raises:
        UnreadableError: ``damaged`` or, beyond *at_most* bytes, ``too-long``.
    """
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(packed, at_most)
    except zlib.error as error:
        raise UnreadableError("damaged", f"a compressed stream: {error}") from error
    if unpacker.unconsumed_tail:
        raise UnreadableError("too-long", f"a stream of more than {at_most} bytes")
    if not unpacker.eof:
        body = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = body.decompress(packed[2:], at_most)
        except zlib.error as error:
            raise UnreadableError("damaged", f"a compressed stream: {error}") from error
        if not body.eof:
            raise UnreadableError("damaged", "a compressed stream ends early")
    return data
