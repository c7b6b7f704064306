"""``linkage.sketches``: that one text contains another is seen from a few hundred bytes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules.linkage.sketches import (
    MAX_HASHES,
    MIN_WORDS,
    boilerplate,
    containment,
    hashes,
    sketch,
)


def _text(seed: int, words: int = 300) -> str:
    rng = random.Random(seed)  # noqa: S311  (sample texts, not secrets)
    return " ".join(f"w{rng.randrange(4000)}" for _ in range(words))


def test_a_part_is_contained() -> None:
    """A truncated copy, and one with another board's words around it, are found whole."""
    text = _text(1, 500)

    assert containment(sketch(text), sketch(text[:600])) == 1.0
    assert containment(sketch(f"{_text(2)} {text} {_text(3)}"), sketch(text[:900])) == 1.0


def test_a_long_text_is_compared_in_the_reach_of_its_sketch() -> None:
    """Of 5,000 words only the lowest hashes are kept, and a part of them is still found."""
    text = _text(1, 5000)

    assert len(hashes(sketch(text))) == MAX_HASHES
    part = sketch(" ".join(text.split()[1000:1200]))

    assert containment(sketch(text), part) == containment(part, sketch(text)) == 1.0


def test_other_texts_have_nothing_in_common() -> None:
    """Two texts of one vocabulary share no three words in a row."""
    assert containment(sketch(_text(1)), sketch(_text(2))) == 0.0


def test_half_a_text_is_half_contained() -> None:
    """The share is estimated to about a tenth."""
    half = f"{_text(1, 600)} {_text(2, 600)}"
    other = f"{_text(1, 600)} {_text(3, 600)}"

    assert containment(sketch(half), sketch(other)) == pytest.approx(0.5, abs=0.12)


def test_short_texts_say_nothing() -> None:
    """Neither a line nor what is left of a text without its boilerplate can be compared."""
    whole = sketch(_text(1))

    assert sketch("word " * (MIN_WORDS - 1)) == b""
    assert containment(whole, b"") is None
    assert containment(whole, whole, frozenset(hashes(whole)[3:])) is None


def test_what_three_postings_say_is_boilerplate() -> None:
    """Then it proves nothing: two other texts between the same words are not alike."""
    about = _text(9)
    postings = [sketch(f"{about} {_text(n)}") for n in range(3)]
    common = boilerplate(postings)

    assert set(hashes(postings[0])) >= common > set()
    assert (containment(postings[0], postings[1]) or 0) > 0.3
    assert containment(postings[0], postings[1], common) == 0.0


def test_scripts_without_spaces_are_read_by_letter() -> None:
    """A Japanese text of one line is text enough."""
    text = (
        "東京の倉庫で夜の荷物を仕分けする人を募集しています。経験は問いません。週三日から働けます。"
    )

    assert containment(sketch(text), sketch(text[:35])) == 1.0


@given(st.text(max_size=2000), st.text(max_size=2000))
def test_any_text_can_be_sketched(one: str, other: str) -> None:
    """Sketches are bounded and rise, and the order of two does not matter."""
    a, b = sketch(one), sketch(other)

    assert list(hashes(a)) == sorted(set(hashes(a)))
    assert len(a) <= 4 * MAX_HASHES
    assert containment(a, b) == containment(b, a)
