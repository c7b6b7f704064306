"""One pass over a text finds what all rules look for."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules import cues, experience, texts

WORDS = [word for words in cues.WORDS for word in words]


def pieces() -> st.SearchStrategy[str]:
    """Texts of cues, digits and whatever else, in any case."""
    parts = st.one_of(st.sampled_from(WORDS), st.text(max_size=5), st.sampled_from(["\n", " "]))
    return st.lists(parts, max_size=30).map("".join)


@given(pieces())
def test_finds_all_cues(text: str) -> None:
    read = texts.read(text)

    for words, found in zip(cues.WORDS, read.cues, strict=True):
        expected = {
            (at, at + len(word))
            for word in words
            for at in range(len(read.low))
            if read.low.startswith(word, at)
        }
        assert set(found) == expected
        assert found == sorted(found, key=lambda span: span[1])


@given(pieces())
def test_numbers_are_runs_of_digits(text: str) -> None:
    read = texts.read(text)

    assert list(read.numbers()) == [run.span() for run in re.finditer("[0-9]+", read.low)]


@given(st.text())
def test_positions_are_the_same_in_lower_case(text: str) -> None:
    """Also of lone surrogates, and of capitals whose small letter is two characters."""
    read = texts.read(text)

    assert len(read.whole) == len(read.low) == len(text)


def test_cues_apart() -> None:
    assert list(texts.apart([(0, 3), (2, 4), (3, 5), (6, 7)])) == [(0, 3), (3, 5), (6, 7)]


def test_capitals_stay_capitals_in_evidence() -> None:
    found = experience.find("Mühendis", "İstanbul'da en az 5 yıl deneyim")

    assert found is not None
    assert found.words == "İstanbul'da en az 5 yıl deneyim"


def test_line_that_begins_a_text() -> None:
    found = experience.find("Cook", "No prior experience required.")

    assert found is not None
    assert found.value.min == 0
