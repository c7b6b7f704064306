"""Tables for spreadsheets: no text of a stranger becomes a formula, wherever it is parted."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobscout.rules.spreadsheets import harmless, table

SIGNS = "=+-@\t\r＝＋－＠﹢﹣﹦﹫"
BLANKS = ' "\u00a0\u200b\ufeff\u3000\u2003\x00\u202e'
TEXT = st.text(
    st.sampled_from(f"{SIGNS}{BLANKS}'ab1,;|\n\x0b\x0c\u2028\x85") | st.characters(), max_size=12
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dev;=1+1", "Dev;'=1+1"),
        ("=1", "'=1"),
        ("＝1;＠x", "'＝1;'＠x"),
        ("Dev, +1 | -2\t@x\n=3", "Dev,' +1 |' -2\t'@x\n'=3"),
        ("  =1", "'  =1"),
        ('Dev;"=1"', 'Dev;\'"=1"'),
        ("\t=1", "'\t'=1"),
        ("\rx", "'\rx"),
        ("\u200b=1", "'\u200b=1"),
        ("Dev；＝1", "Dev；'＝1"),
        ("'=1", "'=1"),
        ("C++ / C# - a+b=c; d", "C++ / C# - a+b=c; d"),
        ("R&D @ Acme", "R&D @ Acme"),
        ("", ""),
    ],
)
def test_apostrophe(text: str, expected: str) -> None:
    """It stands where a formula could begin, and nowhere else."""
    assert harmless(text) == expected


@settings(max_examples=500)
@given(TEXT)
def test_no_part_begins_a_formula(text: str) -> None:
    """Parted at whatever a spreadsheet may part at, no piece begins with a sign; all else stays."""
    made = harmless(text)
    pieces = re.split("[,;|\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029，；｜]", made)

    assert not [piece for piece in pieces if piece.lstrip(BLANKS).startswith(tuple(SIGNS))]
    assert made[:1] not in {*SIGNS}
    assert made.replace("'", "") == text.replace("'", "")
    assert harmless(made) == made


@given(st.lists(st.tuples(TEXT, st.integers()), max_size=3))
def test_round_trip(rows: list[tuple[str, int]]) -> None:
    """Any reader of CSV gets the texts back; they stand in quotes, and numbers bare."""
    written = table(("text", "number"), rows)
    read = list(csv.reader(io.StringIO(written, newline="")))

    assert read == [["text", "number"], *([harmless(text), str(n)] for text, n in rows)]
    assert all(f'",{number}\r\n' in written for _, number in rows)
    assert written.count('"') % 2 == 0
