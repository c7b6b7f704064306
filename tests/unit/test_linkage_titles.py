"""``linkage.title_words``: what titles say, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules.linkage.title_words import title_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SWE Intern", "Software Engineering Internship"),
        ("Sr. Back-End Eng.", "Senior Backend Engineer"),
        ("ML Engineer (m/w/d)", "Machine Learning Engineer"),
        ("FE Developer", "Front End Developer"),
        ("Engineer, Software", "Software Engineer"),
        ("Co-op – Firmware Engineering", "Firmware Engineer Intern"),
        ("Quantitative Trading Intern", "Quant Trader Internship"),
        ("SDE II", "Software Development Engineer 2"),
        ("VP, Sales", "Vice President Sales"),
        ("Nurse at Acme Care", "Nurse"),
        ("New Grad Software Engineer", "Software Engineer - New Graduate"),
        ("SRE", "Site Reliability Engineer"),
        ("Ops Mgr", "Operations Manager"),
        ("RN - Nights (Remote)", "Registered Nurse, Nights"),
        ("Softwareentwickler", "Software-Entwickler (m/w/d), 60k"),
        ("Praktikum Einkauf", "Praktikant (m/w/d) Einkauf"),
        ("Software Dev Mgr", "Software Development Manager"),
        ("Controller (w/m/d)", "Controller - w/m/d) at Acme Care"),
        ("Director, R&D", "Director - RandD"),
        ("FP&A Analyst", "FPandA Analyst"),
        ("企画&運営 PM", "企画AND運営 PM"),
    ],
)
def test_spellings_of_one_title_are_one(one: str, other: str) -> None:
    """Abbreviations, word order, endings and marks make no difference."""
    assert title_words(one).canonical == title_words(other).canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C++ Developer", "C# Developer"),
        ("Nurse I", "Nurse II"),
        ("Analyst, Summer 2026", "Analyst, Summer 2027"),
        ("Staff Engineer", "Senior Staff Engineer"),
        ("Stage Manager", "Intern Manager"),
        ("Principal, Program Management", "Principal, Management"),
        ("Program Manager, Taxes", "Manager, Taxes"),
        ("倉庫スタッフ", "倉庫マネージャー"),
    ],
)
def test_other_titles_are_others(one: str, other: str) -> None:
    """What tells openings apart is kept."""
    assert title_words(one).canonical != title_words(other).canonical


def test_seasons_years_and_numerals_are_read_apart() -> None:
    """They are compared by themselves and are no words; counts and references are no numerals."""
    said = title_words("Software Engineer II Intern - Summer 2027 (4 months, R12345)")

    assert (said.seasons, said.years, said.numerals) == tuple(
        map(frozenset, ({"summer"}, {"2027"}, {"2"}))
    )
    assert not said.words & {"summer", "2027", "ii", "4", "r12345"}


@pytest.mark.parametrize(
    ("title", "level"),
    [("Mgr, Search", "manager"), ("Sr. Dev", "senior"), ("Asst. to the CEO", None)],
)
def test_levels_are_read_of_words_in_full(title: str, level: str | None) -> None:
    """An abbreviated manager is one."""
    assert title_words(title).level == level


@given(st.text(max_size=120))
def test_any_title_can_be_read(title: str) -> None:
    """The weights belong to the words and sum up to the total."""
    said = title_words(title)

    assert set(said.weights) == said.words
    assert said.total == pytest.approx(sum(said.weights.values()))
    assert all(weight >= 0 for weight in said.weights.values())
