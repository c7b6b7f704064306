"""CVs whose sections' names stand in a rail: beside their text, not above it."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import docx
import pytest

from jobscout.cv.docx import script_of as docx_script
from jobscout.cv.lines import Line
from jobscout.cv.pdf import script_of
from jobscout.cv.sections import placed, texts
from jobscout.cv.years import years_of_experience
from tests.unit.cv_files import Said, pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2026, 11, 24)
JOBS = (
    ("Staff nurse, City Hospital", "Aug 2018 - Jul 2021"),
    ("Cared for thirty people on a ward of the hospital",),
    ("Senior nurse, County Hospital", "Aug 2021 - Jul 2023"),
    ("Led a team of nine and wrote the plans of its shifts",),
)
SCHOOL = (("School of Nursing, Town", "2013 - 2017"), ("Graduated with honours in the spring",))
KNOWS = (("Triage", "Wound care", "Python"), ("Dosage", "Charting", "Java"))
ENGLISH = ("Experience", "Education", "Skills")


def rail(
    names: Sequence[str],
    blocks: Sequence[Sequence[Sequence[str]]] = (JOBS, SCHOOL, KNOWS),
    *,
    x: float = 54,
    text_x: float = 170,
    parts_x: float = 210,
    drop: float = 0,
    size: float = 10,
    bold: bool = False,
    step: float = 16,
) -> list[Said]:
    """A page: each of *names* beside the first row of its block, *drop* points below it.

    A name of several lines is written with line breaks.
    """
    said = [Said(x, 790, "Jane Roe", 16, bold=True), Said(x, 770, "jane.roe@example.com")]
    y = 730.0
    for name, block in zip(names, blocks, strict=True):
        for n, part in enumerate(name.split("\n")):
            said.append(Said(x, y - drop - step * n, part, size, bold))
        for row in block:
            said += [Said(text_x + parts_x * n, y, cell) for n, cell in enumerate(row)]
            y -= step
        y -= 12
    return said


def flowing(names: Sequence[str]) -> list[Said]:
    """Names as the first cell of a line, whose further lines begin at the same margin."""
    said = [Said(54, 790, "JANE SMITH", 16, bold=True), Said(54, 760, "jane@example.com")]
    y = 720.0
    for name, block in zip(names, (JOBS, SCHOOL, KNOWS), strict=True):
        parts = name.split("\n")
        for n, row in enumerate(block):
            label = parts[n : n + 1]
            cells, x = [*label, *row], 54.0
            for cell in cells:
                said.append(Said(x, y, cell))
                x += 5.3 * len(cell) + 24
            y -= 16
        y -= 10
    return said


def sections_of(lines: Sequence[Line]) -> tuple[dict[str, str], float | None]:
    told = placed(lines)
    return texts(told), years_of_experience(told, TODAY)


PAGES: dict[str, list[Said]] = {
    "plain": rail(ENGLISH),
    "bold": rail(ENGLISH, bold=True),
    "capitals": rail(("EXPERIENCE", "EDUCATION", "SKILLS")),
    "larger": rail(ENGLISH, size=13),
    "larger-bold": rail(("EXPERIENCE", "EDUCATION", "SKILLS"), size=13, bold=True),
    "a-little-lower": rail(ENGLISH, drop=4),
    "a-little-higher": rail(ENGLISH, drop=-4),
    "larger-and-lower": rail(ENGLISH, size=13, bold=True, drop=5),
    "two-lines": rail(("Work\nExperience", "Education", "Technical\nSkills")),
    "two-lines-bold": rail(("Professional\nExperience", "Education", "Key\nSkills"), bold=True),
    "qualified": rail(("Clinical experience", "Nursing education", "Clinical skills")),
    "qualified-bold": rail(("Clinical experience", "Nursing education", "Skills"), bold=True),
    "german": rail(("Berufserfahrung", "Ausbildung", "Kenntnisse")),
    "german-stacked": rail(("Beruflicher\nWerdegang", "Ausbildung", "Kenntnisse")),
    "german-hyphen": rail(("Berufs-\nerfahrung", "Ausbildung", "Kenntnisse"), bold=True),
    "french": rail(("Expérience", "Formation", "Compétences")),
    "french-bold": rail(("Expérience clinique", "Formation", "Compétences"), bold=True),
    "spanish": rail(("Experiencia", "Formación", "Habilidades")),
    "italian": rail(("Esperienza", "Formazione", "Competenze")),
    "portuguese": rail(("Experiência", "Formação", "Competências")),
    "dutch": rail(("Werkervaring", "Opleiding", "Vaardigheden")),
    "colons": rail(("Experience:", "Education:", "Skills:")),
    "numbered": rail(("1. Experience", "2. Education", "3. Skills")),
    "near": rail(ENGLISH, text_x=125),
    "far": rail(ENGLISH, text_x=250, parts_x=170),
    "close-rows": rail(ENGLISH, step=12),
    "right": rail(ENGLISH, x=500, text_x=54, parts_x=150),
    "right-bold": rail(ENGLISH, x=480, text_x=54, parts_x=150, bold=True),
    "right-larger": rail(
        ("EXPERIENCE", "EDUCATION", "SKILLS"), x=480, text_x=54, size=12, parts_x=150
    ),
    "right-lower": rail(ENGLISH, x=500, text_x=54, parts_x=150, drop=4),
    "right-stacked": rail(
        ("Work\nExperience", "Education", "Technical\nSkills"), x=490, text_x=54, parts_x=140
    ),
    "right-qualified": rail(
        ("Clinical experience", "Nursing education", "Clinical skills"),
        x=460,
        text_x=54,
        parts_x=140,
    ),
    "three-lines": rail(("Relevant\nWork\nExperience", "Education", "Skills")),
    "places": rail(("Experience", "Education\nNairobi", "Skills")),
    "small": rail(("EXPERIENCE", "EDUCATION", "SKILLS"), size=8, drop=-2),
    "joined": rail(("Work\nexperience", "Education &\nTraining", "Skills &\nTools")),
    "spanish-stacked": rail(("Experiencia\nlaboral", "Formación\nacadémica", "Habilidades")),
    "other-order": rail(("Skills", "Experience", "Education"), (KNOWS, JOBS, SCHOOL)),
    "school-first": rail(("Education", "Experience", "Skills"), (SCHOOL, JOBS, KNOWS)),
    "two-names": rail(("Experience", "Education"), (JOBS, SCHOOL)),
    "flowing": flowing(ENGLISH),
    "flowing-stacked": flowing(("Experience", "Education", "Technical\nSkills")),
    "flowing-german": flowing(("Berufserfahrung", "Ausbildung", "Kenntnisse")),
}


@pytest.mark.parametrize("name", PAGES)
def test_names_in_a_rail(name: str) -> None:
    """Each names the rows from the one beside it."""
    found, years = sections_of(script_of(pdf(PAGES[name])).lines)

    assert years == 5.0
    assert "Staff nurse" in found["experience"]
    assert "Led a team" in found["experience"]
    assert "School of Nursing" in found["education"]
    assert "Graduated" in found["education"]
    if name != "two-names":
        assert "Python" in found["skills"]
        assert "Java" in found["skills"]


def table(rows: Sequence[Sequence[Sequence[str]]]) -> bytes:
    """A DOCX with one table; each cell is a list of paragraphs."""
    document = docx.Document()
    document.add_paragraph("Jane Roe")
    made: Any = document.add_table(len(rows), max(map(len, rows)))
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            box = made.cell(r, c)
            box.paragraphs[0].text = cell[0] if cell else ""
            for paragraph in cell[1:]:
                box.add_paragraph(paragraph)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


WORK = ["Staff nurse\tAug 2018 - Jul 2021", "Senior nurse\tAug 2021 - Jul 2023"]
STUDIED = ["School of Nursing, 2013 - 2017", "Graduated"]
CAN = ["Python", "Java"]
TABLES = {
    "blocks": [[["Experience"], WORK], [["Education"], STUDIED], [["Skills"], CAN]],
    "stacked": [
        [["Work", "Experience"], WORK],
        [["Education"], STUDIED],
        [["Technical", "Skills"], CAN],
    ],
    "qualified": [
        [["Clinical Experience"], WORK],
        [["Nursing Education"], STUDIED],
        [["Clinical Skills"], CAN],
    ],
    "rows": [
        [["Experience"], WORK[:1]],
        [[], WORK[1:]],
        [["Education"], STUDIED[:1]],
        [[], STUDIED[1:]],
        [["Skills"], CAN[:1]],
        [[], CAN[1:]],
    ],
    "right": [[WORK, ["Experience"]], [STUDIED, ["Education"]], [CAN, ["Skills"]]],
    "right-rows": [
        [WORK[:1], ["Experience"]],
        [WORK[1:], []],
        [STUDIED[:1], ["Education"]],
        [STUDIED[1:], []],
        [[", ".join(CAN)], ["Skills"]],
    ],
    "spacer": [
        [["Experience"], [], WORK],
        [["Education"], [], STUDIED],
        [["Skills"], [], CAN],
    ],
    "german": [[["Berufserfahrung"], WORK], [["Ausbildung"], STUDIED], [["Kenntnisse"], CAN]],
    "japanese": [[["職務経歴"], WORK], [["学歴"], STUDIED], [["スキル"], CAN]],
    "dates-in-the-middle": [
        [["Experience"], ["Aug 2018 - Jul 2021"], ["Staff nurse"]],
        [[], ["Aug 2021 - Jul 2023"], ["Senior nurse"]],
        [["Education"], ["2013 - 2017"], STUDIED],
        [["Skills"], [], CAN],
    ],
}


@pytest.mark.parametrize("name", TABLES)
def test_names_in_the_first_or_last_column_of_a_table(name: str) -> None:
    """Tables lay pages out in DOCX."""
    found, years = sections_of(docx_script(table(TABLES[name])).lines)

    assert years == 5.0
    assert "Staff nurse" in found["experience"]
    assert "Senior nurse" in found["experience"]
    assert "Graduated" in found["education"]
    assert "Python" in found["skills"]
    assert "Java" in found["skills"]


def test_labels_of_a_list_of_skills_are_no_rail() -> None:
    """Their names are names of sections, too."""
    said = (
        "SKILLS",
        "Languages\tPython, Java",
        "Tools\tGit",
        "Databases\tPostgreSQL",
        "Frameworks\tReact",
    )
    lines = [Line(one, 1, 14 if one.isupper() else 10, one.isupper()) for one in said]

    assert list(texts(placed(lines))) == ["skills"]
