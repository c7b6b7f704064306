"""PDF files: what may be opened, and their text in reading order.

pdfium reads the text. Before it does, ``integrity`` has seen that nothing is missing or endless.
Where it cannot name a letter inside a word, pdfplumber reads the page as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from jobscout.cv import columns, glyphs, plumbing
from jobscout.cv.faults import CHARACTERS_AT_MOST, PAGES_AT_MOST, UnreadableError
from jobscout.cv.inflating import check_expansion
from jobscout.cv.integrity import check_parts, has_no_page
from jobscout.cv.lines import Script

if TYPE_CHECKING:
    from jobscout.cv.lines import Line


def script_of(data: bytes) -> Script:
    """Raises UnreadableError, any of its faults but ``timed-out``."""
    check_expansion(data)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # asked first: for a document without pages the code is that of the failure before
        if has_no_page(data):
            raise UnreadableError("no-text-layer", "it has no page") from error
        # and of a file that is not encrypted at all it may be that of the one before, too
        if error.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
            raise UnreadableError("password-protected", "it asks for a password") from error
        raise UnreadableError("damaged", "it cannot be opened") from error
    try:
        count = len(document)
        if count > PAGES_AT_MOST:
            raise UnreadableError("too-long", f"{count} pages")
        check_parts(data)
        return _read(document, count, data)
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument, count: int, data: bytes) -> Script:
    lines: list[Line] = []
    others: list[tuple[int, str]] = []
    room = CHARACTERS_AT_MOST
    for number in range(1, count + 1):
        try:
            page = document[number - 1]
            text = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise UnreadableError("damaged", f"page {number} cannot be opened") from error
        room -= max(0, pdfium.FPDFText_CountChars(text))
        if room < 0:
            raise UnreadableError("too-long", f"more than {CHARACTERS_AT_MOST} characters")
        words = glyphs.words(text)
        found = columns.lines(words, number)
        lines += found
        others.append((number, "\n".join(line.text for line in columns.straight(words, number))))
        if any(word.holed for word in words):
            others.append((number, plumbing.text_of(data, number)))
        text.close()
        page.close()
    if not any(character.isalnum() for line in lines for character in line.text):
        raise UnreadableError("no-text-layer", "its pages are pictures")
    return Script(count, lines, others)
