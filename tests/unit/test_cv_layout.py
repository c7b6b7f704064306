"""In which order a CV is read: columns, margins, broken words, lost letters, turned pages."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from jobscout.cv.docx import script_of as docx_script
from jobscout.cv.pdf import script_of
from jobscout.cv.reader import read
from tests.unit.cv_files import TAXONOMY, Said, down, drawn, file_of, objects_of, pdf, stream

if TYPE_CHECKING:
    from pathlib import Path

    from jobscout.model import Findings

TODAY = date(2026, 11, 24)
FULL = "A line that is as wide as the page, so that nothing can stand beside it here, no"


def lines_of(*pages: list[Said]) -> list[str]:
    return [line.text for line in script_of(pdf(*pages)).lines]


def found(tmp_path: Path, data: bytes) -> Findings:
    path = tmp_path / "cv"
    path.write_bytes(data)
    return read(path, TAXONOMY, TODAY)


def saved(document: docx.document.Document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_columns_are_read_one_after_the_other() -> None:
    """What spans the page first, then the left column, then the right one."""
    left = ["SKILLS", "Python", "Java", "Docker", "Travis"]
    right = ["EXPERIENCE", "Built a thing", "Broke a thing", "Mended a thing", "Left"]
    page = [Said(60, 780, FULL), *down(60, 700, *left), *down(300, 695, *right)]

    assert lines_of(page) == [FULL, *left, *right]


def test_dates_in_a_margin_stay_beside_their_lines() -> None:
    """A column of dates belongs line by line to what stands beside it."""
    dates = ["2019 - 2021", "2017 - 2019", "2015 - 2017"]
    jobs = ["Baker at Crumb", "Smith at Forge", "Tailor at Seam"]
    page = [*down(60, 700, *dates), *down(200, 700, *jobs)]

    assert lines_of(page) == [f"{a}\t{b}" for a, b in zip(dates, jobs, strict=True)]


def test_headings_in_a_margin_stay_beside_their_lines() -> None:
    """A left column of nothing but headings is no column."""
    page = [
        *(
            said
            for n in range(3)
            for said in down(60, 700 - 60 * n, ["SKILLS", "EDUCATION", "PROJECTS"][n])
        ),
        *(said for n in range(3) for said in down(200, 700 - 60 * n, f"First {n}", f"Second {n}")),
    ]

    assert lines_of(page)[:2] == ["SKILLS\tFirst 0", "Second 0"]


def test_a_side_without_headings_belongs_to_each_section_beside_it() -> None:
    """Ratings beside names in two sections are no column of their own."""
    page = [
        *down(
            60, 700, "LANGUAGES", "English", "German", "Polish", "SKILLS", "Python", "Java", "Go"
        ),
        *down(200, 686, "good", "better", "best"),
        *down(200, 630, "five", "four", "three"),
    ]

    assert lines_of(page) == [
        "LANGUAGES",
        "English\tgood",
        "German\tbetter",
        "Polish\tbest",
        "SKILLS",
        "Python\tfive",
        "Java\tfour",
        "Go\tthree",
    ]


def test_a_word_of_a_wide_line_is_no_heading() -> None:
    """Justified text may set a word that could be a heading apart."""
    left = ["CERTIFICATIONS", "First", "Second", "Third", "Fourth", "Fifth", "Sixth"]
    right = ["Went on", "And on", "Further", "And further", "Until", "The end"]
    wide = [Said(60, 600, "Other"), Said(100, 600, "topics")]
    page = [*down(60, 700, *left), *wide, *down(300, 690, *right), *down(300, 600, "Really")]

    assert lines_of(page) == [*left, "Other\ttopics", *right, "Really"]


def test_two_lines_of_dates_stay_with_their_job() -> None:
    """A margin of dates and places, whose second lines stand beside nothing."""
    page = [
        *down(60, 700, "EXPERIENCE", "Baker", "Baked bread", "Smith", "Made nails", "Tailor"),
        *down(
            60, 608, "PROJECTS", "A very long line about a project, so long that it spans a page"
        ),
        *(
            Said(400, 686 - 28 * n - k, text)
            for n in range(3)
            for k, text in ((0, f"201{n} - now"), (10, "Town"))
        ),
    ]

    found = lines_of(page)

    assert (
        found.index("Baker\t2010 - now")
        < found.index("Smith\t2011 - now")
        < found.index("PROJECTS")
    )


def test_letter_spaced_words_are_closed() -> None:
    """The wider gap parts the words."""
    content = b"BT /F1 10 Tf 3 Tc 72 700 Td (WORK HISTORY) Tj ET"

    script = script_of(file_of(objects_of(stream(content))))

    assert [line.text for line in script.lines] == ["WORK HISTORY"]


def test_a_column_goes_on_where_it_ended_on_the_page_before(tmp_path: Path) -> None:
    """The section of the main column outlives the sidebar of the next page."""
    first = [
        *down(60, 700, "CONTACT", "Street", "Town", "Land"),
        *down(300, 695, "EXPERIENCE", "Baker at Crumb", "Made bread", "Sold bread"),
    ]
    second = [
        *down(60, 700, "EDUCATION", "School", "College", "Academy"),
        *down(300, 695, "Smith at Forge", "Made nails", "Sold nails", "Left"),
    ]

    sections = found(tmp_path, pdf(first, second)).sections

    assert "Smith at Forge" in sections["experience"]
    assert sections["education"] == "School\nCollege\nAcademy"


def test_columns_under_a_heading_are_of_its_section(tmp_path: Path) -> None:
    """A list in two columns on a later page is no column of the page before."""
    first = down(60, 700, "EXPERIENCE", "Baker at Crumb", "Made bread", "Sold bread")
    second = [
        *down(60, 700, "SKILLS"),
        *down(60, 680, "Python", "Java", "Docker", "Baking bread at home"),
        *down(300, 673, "Travelling", "Singing", "Sleeping", "Swimming", "Knitting"),
    ]

    sections = found(tmp_path, pdf(first, second)).sections

    assert sections["experience"] == "Baker at Crumb\nMade bread\nSold bread"
    assert {"Python", "Singing"} <= set(sections["skills"].split("\n"))


def test_a_turned_page_reads_as_an_upright_one() -> None:
    """Text drawn upwards, as landscape pages have it, keeps its order."""
    content = (
        b"BT /F1 10 Tf 0 1 -1 0 100 72 Tm (First line) Tj ET"
        b" BT /F1 10 Tf 0 1 -1 0 120 72 Tm (Second) Tj ET"
    )
    script = script_of(file_of(objects_of(stream(content))))

    assert [line.text for line in script.lines] == ["First line", "Second"]


def test_a_turned_label_comes_last() -> None:
    """A word along the margin does not get between the lines."""
    content = (
        drawn(down(100, 700, "First", "Second")) + b" BT /F1 10 Tf 0 1 -1 0 30 690 Tm (Label) Tj ET"
    )
    script = script_of(file_of(objects_of(stream(content))))

    assert [line.text for line in script.lines] == ["First", "Second", "Label"]


def test_lost_ligatures_are_restored(tmp_path: Path) -> None:
    """TeX's fonts often have no name for the glyph of "fl"; its code tells what it is."""
    objects = objects_of(
        stream(b"BT /F1 10 Tf 72 700 Td (SKILLS) Tj ET BT /F1 10 Tf 72 680 Td (Air\\035ow) Tj ET")
    )
    objects[2] = (
        b"<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+LMRoman10/Encoding<</Differences[29/unknown]>>>>"
    )

    assert [one.skill for one in found(tmp_path, file_of(objects)).skills] == ["airflow"]


def test_icons_are_no_letters() -> None:
    """What stands in a font's private range becomes a bullet."""
    table = (
        b"begincmap 1 begincodespacerange <00><ff> endcodespacerange"
        b" 1 beginbfchar <40><F09B> endbfchar endcmap"
    )
    objects = objects_of(
        stream(b"BT /F1 10 Tf 72 700 Td (@ Python and Java) Tj ET"), rest=[stream(table)]
    )
    objects[2] = objects[2].replace(b">>", b"/ToUnicode 7 0 R>>")

    assert [line.text for line in script_of(file_of(objects)).lines] == ["• Python and Java"]


def test_words_broken_at_a_line_end_are_read_both_ways(tmp_path: Path) -> None:
    """The hyphen may be the writer's or the typesetter's; a name may go on without one."""
    page = down(
        72, 700, "SKILLS", "Tools such as Jenk-", "ins, and full-", "stack work with Travis", "CI"
    )

    findings = found(tmp_path, pdf(page))

    assert {"jenkins", "travis-ci"} <= {one.skill for one in findings.skills}
    assert "full-stack" in {one.skill for one in (*findings.skills, *findings.maybe_skills)}


def test_a_word_made_whole_is_less_sure(tmp_path: Path) -> None:
    """A further reading is weaker evidence than what stands there."""
    broken, whole = (
        found(tmp_path, pdf(down(72, 700, "EXPERIENCE", *told))).skills[0].confidence
        for told in (("Ran Jenk-", "ins daily"), ("Ran Jenkins daily",))
    )

    assert broken < whole


def test_right_to_left_text_stays_as_it_is(tmp_path: Path) -> None:
    """Arabic beside Latin names breaks neither."""
    document = docx.Document()
    document.add_paragraph("خبرة في Python و Docker")

    findings = found(tmp_path, saved(document))

    assert findings.sections["other"] == "خبرة في Python و Docker"
    assert {one.skill for one in findings.skills} == {"docker", "python"}


def test_docx_is_read_in_the_order_of_the_document() -> None:
    """Paragraphs, tables in tables, text boxes, headers and footers; nothing that was deleted."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Jane Roe"
    document.sections[0].footer.paragraphs[0].text = "Page"
    document.add_heading("Skills", 1)
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Languages"
    table.cell(0, 1).text = "Python"
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "Left"
    outer.cell(0, 1).text = "Right"
    outer.cell(0, 1).add_table(1, 1).cell(0, 0).text = "Inner"
    paragraph = document.add_paragraph("After")
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r>"
        )
    )
    paragraph._p.append(
        parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>Gone</w:delText></w:r></w:del>")
    )

    lines = docx_script(saved(document)).lines

    assert [line.text for line in lines] == [
        "Jane Roe",
        "Skills",
        "Languages\tPython",
        "Left",
        "Right",
        "Inner",
        "After",
        "Boxed",
        "Page",
    ]
    assert [line.text for line in lines if line.heading] == ["Skills"]


def test_docx_counts_pages_by_their_breaks() -> None:
    """Word notes where it broke pages; so do writers."""
    document = docx.Document()
    document.add_paragraph("One")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Two")

    script = docx_script(saved(document))

    assert [(line.text, line.page) for line in script.lines] == [("One", 1), ("Two", 2)]
    assert script.pages == 2


def test_hidden_text_is_not_read() -> None:
    """Words that nobody sees are not what the CV says."""
    document = docx.Document()
    paragraph = document.add_paragraph("Seen")
    paragraph.add_run(" Python").font.hidden = True

    assert [line.text for line in docx_script(saved(document)).lines] == ["Seen"]
