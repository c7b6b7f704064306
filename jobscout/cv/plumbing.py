"""A second reading of a page, for letters that pdfium cannot name.

pdfplumber goes by the fonts' own programs, which sometimes tell what their tables do not. It
takes twenty times as long and knows no columns, so it is asked only then.
"""

from __future__ import annotations

import io
import re
from typing import Final

import pdfplumber

WORD_GAP: Final = 0.15
"""Of a letter's height. The usual 3 points glue the words of TeX's files together."""

_NAMELESS: Final = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff]")


def text_of(data: bytes, number: int) -> str:
    """The text of page *number*, which counts from 1, line by line; empty where it has none."""
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[number]) as document:
            text = document.pages[0].extract_text(x_tolerance_ratio=WORD_GAP)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 - pdfminer raises whatever a file makes it raise
        return ""  # it could only have added to what was read
    return _NAMELESS.sub("", text)
