"""Texts of strangers as one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules.lines import folded, line, shortened

MARKS = {*"\x00\x1b\x7f\u061c\u202e\u2066\u200f\ufeff"}
ANY = st.text(st.characters(codec=None))


@given(ANY)
def test_one_line(text: str) -> None:
    """Whatever comes, it is one line that can be sent, without marks that turn its direction."""
    for made in (folded(text), line(text), shortened(text, 20)):
        assert len(made.splitlines()) <= 1
        assert MARKS.isdisjoint(made)
        assert made.encode().decode() == made
    assert line(line(text)) == line(text) == line(text).strip()


@pytest.mark.parametrize("blank", "\t\n\r\x0b\x0c\x85\u2028\u2029\u00a0\u3000")
def test_every_break_is_a_space(blank: str) -> None:
    """Words do not run together where a line or a column ended."""
    assert line(f"{blank}a{blank * 3}b{blank}") == "a b"
    assert folded(f"{blank}a") == " a"


def test_joiners_stay() -> None:
    """An emoji of two stays one."""
    assert line("\U0001f469\u200d\U0001f4bb") == "\U0001f469\u200d\U0001f4bb"


@pytest.mark.parametrize(("text", "made"), [("abcd", "abcd"), ("abcde", "abc…"), ("ab cde", "ab…")])
def test_shortened(text: str, made: str) -> None:
    """What was cut off is said to be."""
    assert shortened(text, 4) == made
