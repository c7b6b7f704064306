"""Sections, years of experience and spoken languages, from lines alone."""

from __future__ import annotations

from datetime import date

import pytest

from jobscout.cv.headings import heading_of
from jobscout.cv.languages import spoken
from jobscout.cv.lines import Line, Placed
from jobscout.cv.sections import placed, texts
from jobscout.cv.years import years_of_experience

TODAY = date(2026, 11, 24)


def lines(*said: str) -> list[Line]:
    """Lines of one page; those in capitals are large and bold."""
    return [Line(one, 1, 14 if one.isupper() else 10, one.isupper()) for one in said]


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Experience", "experience"),
        ("WORK EXPERIENCE", "experience"),
        ("E X P E R I E N C E", "experience"),
        ("W O R K   E X P E R I E N C E", "experience"),
        ("3. Professional Experience:", "experience"),
        ("• Technical Skills", "skills"),
        ("Skills & Interests", "skills"),
        ("Technical Skills and Tools", "skills"),
        ("Berufserfahrung", "experience"),
        ("Kenntnisse und Fähigkeiten", "skills"),
        ("Sprachkenntnisse", "languages"),
        ("Expérience professionnelle", "experience"),
        ("COMPÉTENCES", "skills"),
        ("Formation", "education"),
        ("Langues", "languages"),
        ("Experiencia laboral", "experience"),
        ("Formación académica", "education"),
        ("Idiomas", "languages"),
        ("工作经历", "experience"),
        ("教育背景", "education"),
        ("专业技能", "skills"),
        ("语言能力", "languages"),
        ("Certifications", "certifications"),
        ("Personal Projects", "projects"),
        ("About me", "summary"),
        ("Publications", "other"),
        ("Experience with Python", None),
        ("Built skills and tools for a museum", None),
        ("", None),
        ("•", None),
    ],
)
def test_headings(line: str, section: str | None) -> None:
    """By their words, however they are set."""
    assert heading_of(line) == section


def test_sections_hold_their_lines() -> None:
    """In order, without headings; what stands above the first is *other*."""
    found = texts(placed(lines("Jane Roe", "SKILLS", "Python", "EDUCATION", "School", "Grade")))

    assert found == {"other": "Jane Roe", "skills": "Python", "education": "School\nGrade"}
    assert list(found) == ["other", "skills", "education"]


def test_an_unknown_heading_ends_a_section() -> None:
    """A line set as the headings are is one, whatever it says."""
    told = ["Python and Java", "EDUCATION", "The school of my village", "KNITTING", "Socks"]
    found = texts(placed(lines("SKILLS", *told)))

    assert found["other"] == "Socks"


def test_two_sections_of_experience_both_count() -> None:
    """Each qualifies the name; a line of a list that reads alike is no heading."""
    singer, teacher = "Singer\tJan 2016 - Dec 2018", "Teacher\tJan 2019 - Dec 2021"
    skills, school = ("SKILLS", "Sales experience", "Singing"), ("Staff training", "School")
    said = ("PERFORMANCE EXPERIENCE", singer, *skills, "TEACHING EXPERIENCE", teacher)
    told = placed(lines(*said, "EDUCATION", *school))

    assert years_of_experience(told, TODAY) == 6.0
    assert texts(told) == {
        "experience": f"{singer}\n{teacher}",
        "skills": "Sales experience\nSinging",
        "education": "Staff training\nSchool",
    }


def test_headings_in_the_margin_begin_their_sections() -> None:
    """They stand beside the first line; labels in a list of skills look alike and stay."""
    told = ["EDUCATION\tSchool", "College of the town", "SKILLS\tPython", "LANGUAGES\tPython"]
    found = texts(placed([Line("A line of the usual size and length", 1, 10), *lines(*told)]))

    assert found["education"] == "School\nCollege of the town"
    assert found["skills"].startswith("Python")


def test_a_wrapped_word_is_no_heading() -> None:
    """The last word of a sentence may be alone in its line."""
    found = texts(placed(lines("EXPERIENCE", "I lead all of our", "projects", "Well")))

    assert found == {"experience": "I lead all of our\nprojects\nWell"}


def test_languages_of_programs_are_skills() -> None:
    """A section of languages in which nobody speaks."""
    found = texts(placed(lines("LANGUAGES", "Python, Java", "EDUCATION", "School")))

    assert found["skills"] == "Python, Java"


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("Jan 2019 – Present", 7.8),
        ("January 2019 to December 2020", 2.0),
        ("01/2019-03/2021", 2.2),
        ("01.2019 - 03.2021", 2.2),
        ("01.03.2019 – 31.03.2021", 2.1),
        ("2019-05 – 2020-04", 1.0),
        ("2017–2019", 2.0),
        ("2017 -", 9.8),
        ("seit 2019", 7.8),
        ("März 2015 bis heute", 11.7),
        ("depuis mars 2015", 11.7),
        ("de enero de 2018 a diciembre de 2019", 2.0),
        ("2012年9月 - 2014年8月", 2.0),
        ("2012.09-至今", 14.2),
        ("Sep 15 - NOW", 11.2),
        ("Oct. 2016 -- Sept. 2017", 1.0),
        ("2021 – 2019", None),
        ("2030 – 2031", None),
        ("in 2019", None),
        ("12-15 people, 2019/20 budget", None),
        ("1000 - 2000 requests", None),
        ("", None),
    ],
)
def test_years_by_the_way_dates_are_written(said: str, years: float | None) -> None:
    """A range of years alone counts from January to January."""
    told = [Placed(Line(said, 1), "experience")]

    assert years_of_experience(told, TODAY) == years


def test_months_that_overlap_count_once() -> None:
    """Two jobs at the same time are not twice the experience; a gap is none."""
    told = [
        Placed(Line(said, 1), "experience")
        for said in ("01/2015 - 12/2016", "07/2016 - 12/2017", "01/2019 - 12/2019")
    ]

    assert years_of_experience(told, TODAY) == 4.0


def test_school_is_no_experience() -> None:
    """Only dates of employment count."""
    told = [
        Placed(Line("2010 - 2014", 1), "education"),
        Placed(Line("2015 - 2016", 1), "experience"),
        Placed(Line("2001 - 2016", 1), None),
    ]

    assert years_of_experience(told, TODAY) == 1.0


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("German (native), English (C1)", [("de", "native"), ("en", "C1")]),
        ("Deutsch: Muttersprache", [("de", "muttersprache")]),
        ("Englisch\tverhandlungssicher", [("en", "verhandlungssicher")]),
        ("Français : courant / Anglais : B2", [("fr", "courant"), ("en", "B2")]),
        ("Inglés avanzado, español nativo", [("en", "avanzado"), ("es", "nativo")]),
        ("英语（CET-6）、日语", [("en", "cet-6"), ("ja", None)]),
        ("Fluent in Spanish and Italian", [("es", "fluent"), ("it", "fluent")]),
        ("English 5", [("en", None)]),
        ("Dutch - B1/B2", [("nl", "B1/B2")]),
        ("Python, Java, C++", []),
    ],
)
def test_languages_of_their_section(said: str, found: list[tuple[str, str | None]]) -> None:
    """Names in several languages, with the level as the CV words it."""
    told = [Placed(Line(said, 1), "languages")]

    assert [(one.code, one.level) for one in spoken(told)] == found


def test_a_level_may_stand_below() -> None:
    """Name and level on two lines."""
    told = [Placed(Line(said, 1), "languages") for said in ("English", "Fluent", "German", "A2")]

    assert [(one.name, one.level) for one in spoken(told)] == [
        ("English", "fluent"),
        ("German", "A2"),
    ]


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("I am fluent in German and English", ["de", "en"]),
        ("Bilingual, native French speaker", ["fr"]),
        ("Spanish (native)", ["es"]),
        ("Taught English at a Chinese school", []),
        ("Inter-cultural classes in English", []),
        ("polish the Swiss watches", []),
    ],
)
def test_languages_in_sentences(said: str, codes: list[str]) -> None:
    """Elsewhere only where it says that they are spoken."""
    assert [one.code for one in spoken([Placed(Line(said, 1), "summary")])] == codes
