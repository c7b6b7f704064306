"""CSV for spreadsheets (RFC 4180) in which untrusted text never becomes a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A program with another separator, or one that ignores quotes, starts a cell or line after these.
_STARTS: Final = ",;|\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029\uff0c\uff1b\uff5c"
# What may precede the sign: quotes, spaces and invisible characters.
_BEFORE: Final = (
    '" \x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\xa0\xad\u034f\u061c\u1680\u180e\u2000-\u200f'
    "\u202a-\u202f\u205f-\u206f\u3000\ufeff"
)
# Plain, full-width and small. Also tab and CR, because programs trim them.
_SIGNS: Final = "=+\\-@\t\r\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
_FORMULA: Final = re.compile(f"(?:^|(?<=[{_STARTS}]))(?=[{_BEFORE}]*[{_SIGNS}])")


def table(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """CSV with a header; numbers are unquoted, every text is quoted.

    *columns* are our own words. An apostrophe is inserted before anything that would start a
    formula, at the start of a text or where a program that splits cells differently sees a start.
    """
    written = io.StringIO()
    csv.writer(written).writerow(columns)
    csv.writer(written, quoting=csv.QUOTE_NONNUMERIC).writerows(map(_safe, rows))
    return written.getvalue()


def _safe(row: Sequence[str | int]) -> list[str | int]:
    return [cell if isinstance(cell, int) else harmless(cell) for cell in row]


def harmless(text: str) -> str:
    """*text* with an apostrophe wherever a spreadsheet could see the start of a formula."""
    return _FORMULA.sub("'", text)
