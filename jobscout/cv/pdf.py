"""PDF files: checks before opening, and their text in reading order.

pdfium reads the text, after ``integrity`` has checked that nothing is missing or endless. If
pdfium cannot identify a letter inside a word, pdfplumber reads the page as well.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium

from jobscout.cv import columns, glyphs
from jobscout.cv.files import MAX_CHARACTERS, MAX_PAGES, UnreadableError
from jobscout.cv.integrity import check_expansion, check_parts, has_no_page
from jobscout.cv.lines import Script

if TYPE_CHECKING:
    from jobscout.cv.lines import Line

_WORD_GAP: Final = 0.15
"""Fraction of a letter's height. The default of 3 points joins the words of TeX files."""

_NAMELESS: Final = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff]")


def script_of(data: bytes) -> Script:
    """Raises UnreadableError with any fault except ``timed-out``."""
    check_expansion(data)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # checked first: for a document without pages, err_code is that of an earlier failure
        if has_no_page(data):
            raise UnreadableError("no-text-layer", "it has no page") from error
        # for a file without encryption, too, err_code may be that of an earlier file
        if error.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
            raise UnreadableError("password-protected", "it asks for a password") from error
        raise UnreadableError("damaged", "it cannot be opened") from error
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise UnreadableError("too-long", f"{count} pages")
        check_parts(data)
        return _read(document, count, data)
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument, count: int, data: bytes) -> Script:
    lines: list[Line] = []
    others: list[tuple[int, str]] = []
    room = MAX_CHARACTERS
    for number in range(1, count + 1):
        try:
            page = document[number - 1]
            text = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise UnreadableError("damaged", f"page {number} cannot be opened") from error
        room -= max(0, pdfium.FPDFText_CountChars(text))
        if room < 0:
            raise UnreadableError("too-long", f"more than {MAX_CHARACTERS} characters")
        words = glyphs.words(text)
        found = columns.lines(words, number)
        lines += found
        others.append((number, "\n".join(line.text for line in columns.straight(words, number))))
        if any(word.holed for word in words):
            others.append((number, pdfplumber_text(data, number)))
        text.close()
        page.close()
    if not any(character.isalnum() for line in lines for character in line.text):
        raise UnreadableError("no-text-layer", "its pages are images")
    return Script(count, lines, others)


def pdfplumber_text(data: bytes, number: int) -> str:
    """The text of page *number* (from 1), line by line; empty if it has none.

    For letters that pdfium cannot identify: pdfplumber also uses the fonts' own programs, which
    sometimes name them. It takes twenty times as long and does not detect columns.
    """
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[number]) as document:
            text = document.pages[0].extract_text(x_tolerance_ratio=_WORD_GAP)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 - pdfminer raises many types on hostile files
        return ""  # this text is only an addition to what was read
    return _NAMELESS.sub("", text)
