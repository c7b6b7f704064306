"""One cut of texts into sentences, for all rules."""

from __future__ import annotations

import pytest

from jobscout.rules import sentences
from jobscout.rules.salaries import mentions
from jobscout.rules.workplaces import find


@pytest.mark.parametrize(
    ("text", "match", "sentence"),
    [
        ("We build boats. You bring 5 years. Apply!", "5 years", "You bring 5 years"),
        ("Min. 3 years, ca. 5 Jahre", "5 Jahre", "Min. 3 years, ca. 5 Jahre"),
        ("We hire. Visa sponsorship is offered", "Visa", "Visa sponsorship is offered"),
        ("Pay: Ksh. 90,000 a month. Apply", "90,000", "Pay: Ksh. 90,000 a month"),
        ("It is fun. $90,000 a year", "90,000", "$90,000 a year"),
        ("It is fun. “We pay” 90,000 a year", "90,000", "“We pay” 90,000 a year"),
        ("In development. • No AI needed", "needed", "• No AI needed"),
        ("See https://a.example/jobs?id=5 or ask", "id", "See https://a.example/jobs?id=5 or ask"),
        ("Do you bring 5 years? Apply", "5 years", "Do you bring 5 years?"),
        ("One line\nYou bring 5 years\nAnother", "5 years", "You bring 5 years"),
    ],
)  # fmt: skip
def test_bounds(text: str, match: str, sentence: str) -> None:
    at = text.index(match)
    first, last = sentences.bounds(text, at, at + len(match))

    assert text[first:last].strip() == sentence


def test_abbreviations_end_no_sentence_about_a_workplace() -> None:
    found = find("Wir bieten ein Hybridmodell mit ca. 50% vor Ort.")

    assert found is not None
    assert found.words == "Wir bieten ein Hybridmodell mit ca. 50% vor Ort."


def test_sums_in_a_line_of_parts() -> None:
    """A mark between parts ends the words for pay, but not those for other fields."""
    found = mentions.find("Acme | Engineer | £65,000-80,000 a year | Remote", "GB")

    assert found is not None
    assert found.words == "£65,000-80,000 a year"
