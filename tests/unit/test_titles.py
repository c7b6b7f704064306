"""Titles: how they are shown and compared, and the level they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules import titles


@pytest.mark.parametrize(
    ("title", "seniority"),
    [
        ("Senior Engineer", "senior"),
        ("Sr. Controller (w/m/d)", "senior"),
        ("(Senior) Accountant", "senior"),
        ("Mid/Senior Video Editor", "senior"),
        ("Senior Living Advisor", None),
        ("Seniority Analyst", None),
        ("Staff Software Engineer, Product", "lead"),
        ("Staff Accountant", None),
        ("Support Staff", None),
        ("Chief of Staff", None),
        ("Principal Engineer", "lead"),
        ("Sr. Principal Embedded Architect", "lead"),
        ("Lead AI Engineer (w/m/d)", "lead"),
        ("Tech Lead Full-Stack Rails Engineer", "lead"),
        ("Teamleiterin Vertrieb", "lead"),
        ("Lead Generation Specialist", None),
        ("Leadership Coach", None),
        ("Leading Consultant", None),
        ("Software Engineer Intern", "intern"),
        ("Intern- Firmware Engineering", "intern"),
        ("Technical Program Manager Intern", "intern"),
        ("Software Engineering Internship", "intern"),
        ("Internship Program Manager", None),
        ("Internal Audit Manager", None),
        ("International Sales", None),
        ("Praktikantin Marketing", "intern"),
        ("Werkstudent/in", "intern"),
        ("Working Student (f/m/d)* IT Security", "intern"),
        ("Stagiaire RH", "intern"),
        ("Alternance - Data", "intern"),
        ("Ausbildung: Fachinformatiker", "intern"),
        ("Head of Sales, Banking", "director"),
        ("Director of Engineering", "director"),
        ("Senior Director, Product", "director"),
        ("Art Director", None),
        ("VP Sales", "executive"),
        ("Vice President of Engineering", "executive"),
        ("Chief Technology Officer", "executive"),
        ("Chief Information & Security Officer", "executive"),
        ("CTO", "executive"),
        ("Executive Assistant to the CEO", None),
        ("Account Executive", None),
        ("Software Engineer I", "junior"),
        ("Software Engineer II", "mid"),
        ("Software Engineer III", "senior"),
        ("Software Engineer-1", "junior"),
        ("Technician 5", "senior"),
        ("Tier III Service Desk Engineer", None),
        ("Backend Engineer | Mid-level", "mid"),
        ("Junior Developer", "junior"),
        ("Verification Engineer - New College Grad 2026", "junior"),
        ("Associate Software Engineer", "junior"),
        ("Growth Associate", None),
        ("Ingénieur Sénior", "senior"),
        ("Software Engineer", None),
        ("", None),
    ],
)
def test_title_names_a_level(title: str, seniority: str | None) -> None:
    """Words count as words, and the highest rank of a title wins."""
    assert titles.seniority(title) == seniority


@pytest.mark.parametrize(
    ("title", "stated", "seniority"),
    [
        ("Engineer", "Senior", "senior"),
        ("Senior Engineer", "Director", "director"),
        ("Engineer", "Midweight", "mid"),
        ("Engineer", "mid_level", "mid"),
        ("Engineer", "entry_level", "junior"),
        ("Engineer", "internship", "intern"),
        ("Engineer", "student", "intern"),
        ("Engineer", "executive", "executive"),
        ("Engineer", "Mid-Senior level", "mid"),
        ("Director, Product", "Mid-Senior level", "director"),
        ("Engineer", "experienced", "mid"),
        ("Senior Engineer", "experienced", "senior"),
        ("Engineer", "Associate", "junior"),
        ("Engineer", "berufserfahren", "mid"),
        ("Senior Engineer", "not_applicable", "senior"),
        ("Engineer", "", None),
    ],
)
def test_stated_level_wins_when_recognised(title: str, stated: str, seniority: str | None) -> None:
    """A board's own level wins; the vague ones only where the title says nothing."""
    assert titles.seniority(title, stated) == seniority


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Softwareentwickler (m/w/d)", "Softwareentwickler"),
        ("Engineer (x/f/m)", "engineer"),
        ("Développeur (H/F)", "developpeur"),
        ("Manager:in (d/w/m)", "Manager"),
        ("Entwickler*in", "Entwickler"),
        ("Controller (all genders)", "Controller"),
        ("Consultant m/w/d", "Consultant"),
        ("Sr. Backend Engineer", "Senior Back-End Engineer"),
        ("Software Engineer, Backend", "Software Engineer - Backend"),
    ],
)
def test_key_unites(one: str, other: str) -> None:
    """Gender marks, punctuation and spellings tell no two titles apart."""
    assert titles.key(one) == titles.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C++ Developer", "C# Developer"),
        ("C++ Developer", "C Developer"),
        (".NET Developer", "Net Developer"),
        ("Java Developer", "JavaScript Developer"),
        ("Engineer I", "Engineer II"),
        ("Senior Engineer", "Engineer"),
    ],
)
def test_key_keeps_apart(one: str, other: str) -> None:
    """What differs in meaning differs in the key."""
    assert titles.key(one) != titles.key(other)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("  Product\u00a0 Designer \n", "Product Designer"),
        ("A\x00B\x07C\u200b", "ABC"),
        ("\ufeffEngineer", "Engineer"),
        ("環境 (Manager)", "環境 (Manager)"),
        ("x" * 400, "x" * 300),
    ],
)
def test_clean(title: str, shown: str) -> None:
    """Shown titles hold no invisible characters and at most 300 others."""
    assert titles.clean(title) == shown


@given(st.text(), st.text() | st.none())
def test_any_text_is_a_title(title: str, stated: str | None) -> None:
    """Nothing raises on any text, and cleaning twice is cleaning once."""
    titles.seniority(title, stated)
    titles.key(title)

    assert titles.clean(titles.clean(title)) == titles.clean(title)
    assert "\x00" not in titles.clean(title)
