"""Grouped alternatives find what plain ones find."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules.alternatives import grouped

WORDS = st.lists(
    st.sampled_from(["a", "ab", "abc", "b?a", "ba", "^c", "(?:d|e)f", "[gh]a", "i+", "ij", "ü"]),
    min_size=1,
    unique=True,
)  # fmt: skip


@given(WORDS, st.text("abcdefghij ü"))
def test_finds_the_same_beginnings(words: list[str], text: str) -> None:
    """Whole words, as of alternatives that match in one place another one may be taken."""
    plain, quick = (
        re.compile(rf"\b(?:{listed})(?!\w)") for listed in ("|".join(words), grouped(words))
    )

    assert [found.start() for found in quick.finditer(text)] == [
        found.start() for found in plain.finditer(text)
    ]
