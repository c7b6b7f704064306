"""Where the text of a DOCX may stand, and what of it nobody sees."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import parse_xml

from jobscout.cv.docx import script_of
from jobscout.cv.reader import read
from tests.unit.cv_files import TAXONOMY, TODAY, fault_of, repacked

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "v": "urn:schemas-microsoft-com:vml",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())


def r(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner: str) -> str:
    return f"<w:p>{''.join(part if part.startswith('<') else r(part) for part in inner)}</w:p>"


def row(*cells: str, look: str = "") -> str:
    boxes = "".join(cell if cell.startswith(("<w:sdt", "<w:tc>")) else tc(cell) for cell in cells)
    return f"<w:tr>{look}{boxes}</w:tr>"


def tc(inner: str, look: str = "") -> str:
    blocks = inner if inner.startswith("<") else p(inner)
    return f"<w:tc>{look}{blocks}<w:p/></w:tc>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def sdt(inner: str, look: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{look}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def field(code: str, shown: str, *, inner: str = "") -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>{inner}"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def drawn_box(inner: str) -> str:
    return (
        "<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>"
        f"{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing>"
    )


def old_box(inner: str) -> str:
    return (
        f"<w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape>"
        "</w:pict>"
    )


def either(choice: str, fallback: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def group(*boxes: str) -> str:
    shapes = "".join(
        f"<wps:wsp><wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx></wps:wsp>"
        for box in boxes
    )
    inside = f"<a:graphic><wpg:wgp>{shapes}</wpg:wgp></a:graphic>"
    return f"<w:drawing><wp:inline>{inside}</wp:inline></w:drawing>"


BODIES: dict[str, tuple[str, list[str]]] = {
    "control around a paragraph": (sdt(p("Python")), ["Python"]),
    "control inside a paragraph": (p("I know ", sdt(r("Python")), " well"), ["I know Python well"]),
    "control in a control": (sdt(sdt(p("Python"))), ["Python"]),
    "control around a table": (sdt(tbl(row("Python", "Java"))), ["Python\tJava"]),
    "control around a row": (tbl(sdt(row("Python", "Java"))), ["Python\tJava"]),
    "control around rows in a control": (
        tbl(sdt(sdt(row("Python", "Java")) + row("Go", "Swift"))),
        ["Python\tJava", "Go\tSwift"],
    ),
    "control around a cell": (tbl(row(sdt(tc("Python")), "Java")), ["Python\tJava"]),
    "control around a cell's text": (tbl(row(tc(sdt(p("Python"))), "Java")), ["Python\tJava"]),
    "control with its prompt": (
        p("Name: ", sdt(r("Click here to enter text."), "<w:showingPlcHdr/>")),
        ["Name:"],
    ),
    "prompt around a paragraph": (
        sdt(p("Type your skills"), "<w:showingPlcHdr/>") + p("Go"),
        ["Go"],
    ),
    "prompt that is off": (p(sdt(r("Java"), '<w:showingPlcHdr w:val="0"/>')), ["Java"]),
    "list of choices": (
        p(sdt(r("Fluent"), '<w:dropDownList><w:listItem w:displayText="Basic"/></w:dropDownList>')),
        ["Fluent"],
    ),
    "repeated parts": (sdt(sdt(p("Job one")) + sdt(p("Job two"))), ["Job one", "Job two"]),
    "custom XML around paragraphs": (
        f"<w:customXml>{p('Python')}</w:customXml>",
        ["Python"],
    ),
    "custom XML around a row": (
        tbl(f"<w:customXml>{row('Python', 'Java')}</w:customXml>"),
        ["Python\tJava"],
    ),
    "smart tag": (p(f"<w:smartTag>{r('Nairobi')}</w:smartTag>", " nurse"), ["Nairobi nurse"]),
    "box once": (p(f"<w:r>{either(drawn_box(p('Java')), old_box(p('Java')))}</w:r>"), ["Java"]),
    "box in the old way only": (p(f"<w:r>{old_box(p('Java'))}</w:r>"), ["Java"]),
    "box with an empty choice": (p(f"<w:r>{either('', old_box(p('Java')))}</w:r>"), ["Java"]),
    "two choices": (
        p(
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawn_box(p("Go"))}</mc:Choice>'
            f'<mc:Choice Requires="wpg">{drawn_box(p("Go"))}</mc:Choice>'
            "</mc:AlternateContent></w:r>"
        ),
        ["Go"],
    ),
    "alternative paragraphs": (either(p("Python"), p("Python")), ["Python"]),
    "alternative runs": (p(either(r("Python"), r("Python"))), ["Python"]),
    "alternative rows": (tbl(either(row("Go", "C"), row("Go", "C"))), ["Go\tC"]),
    "group of boxes": (p(f"<w:r>{group(p('One'), p('Two'))}</w:r>"), ["One", "Two"]),
    "table in a box": (p(f"<w:r>{drawn_box(tbl(row('Go', 'C')))}</w:r>"), ["Go\tC"]),
    "box in a box": (
        p(f"<w:r>{drawn_box(p('Out', '<w:r>' + drawn_box(p('In')) + '</w:r>'))}</w:r>"),
        ["Out", "In"],
    ),
    "box in a cell": (
        tbl(row(p("Skills", f"<w:r>{drawn_box(p('Go'))}</w:r>"), "C")),
        ["Skills", "Go", "C"],
    ),
    "inserted": (p("Py", f"<w:ins>{r('thon')}</w:ins>"), ["Python"]),
    "deleted": (p("Java", "<w:del><w:r><w:delText>Script</w:delText></w:r></w:del>"), ["Java"]),
    "deleted with plain text": (p("Java", f"<w:del>{r('Script')}</w:del>"), ["Java"]),
    "moved": (
        p("A", f"<w:moveFrom>{r('B')}</w:moveFrom>") + p(f"<w:moveTo>{r('B')}</w:moveTo>", "C"),
        ["A", "BC"],
    ),
    "inserted paragraphs": (f"<w:ins>{p('Go')}</w:ins><w:moveTo>{p('C')}</w:moveTo>", ["Go", "C"]),
    "deleted row": (
        tbl(row("Go", "C"), row("Perl", "Ada", look="<w:trPr><w:del/></w:trPr>")),
        ["Go\tC"],
    ),
    "inserted row": (
        tbl(row("Go", "C"), row("Perl", "Ada", look="<w:trPr><w:ins/></w:trPr>")),
        ["Go\tC", "Perl\tAda"],
    ),
    "deleted cell": (
        tbl(f"<w:tr>{tc('Go')}{tc('Perl', '<w:tcPr><w:cellDel/></w:tcPr>')}{tc('C')}</w:tr>"),
        ["Go\tC"],
    ),
    "deleted in an insertion": (
        p("Go", f"<w:ins><w:del>{r('Perl')}</w:del>{r(' and C')}</w:ins>"),
        ["Go and C"],
    ),
    "deleted end of a paragraph": (
        '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>' + r("Type") + "</w:p>" + p("Script"),
        ["TypeScript"],
    ),
    "changed look": (
        p(r("Go", "<w:b/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")),
        ["Go"],
    ),
    "field": (p(field('DATE \\@ "yyyy"', "2026")), ["2026"]),
    "field with text in its code": (p("A ", field("IF", "yes", inner=r("no"))), ["A yes"]),
    "field in a field": (
        p(field("IF", "seen", inner=field("REF x", "unseen")), " too"),
        ["seen too"],
    ),
    "field without an end": (
        p("Go", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', r("code")) + p("Java"),
        ["Go", "Java"],
    ),
    "field without a result": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TC</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "Go",
        ),
        ["Go"],
    ),
    "simple field": (p(f'<w:fldSimple w:instr="AUTHOR">{r("Jane")}</w:fldSimple>'), ["Jane"]),
    "link": (p("See ", f'<w:hyperlink r:id="x">{r("my page")}</w:hyperlink>'), ["See my page"]),
    "link by a field": (p(field('HYPERLINK "mailto:x@y.z"', "Mail")), ["Mail"]),
    "link in a control in a link": (
        p(f"<w:hyperlink>{sdt('<w:hyperlink>' + r('page') + '</w:hyperlink>')}</w:hyperlink>"),
        ["page"],
    ),
    "numbered list": (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        + r("Python")
        + "</w:p>",
        ["Python"],
    ),
    "table in a table": (tbl(row(tbl(row("Go", "C")), "Java")), ["Go\tC\tJava"]),
    "table in a control in a table": (tbl(row(tc(sdt(tbl(row("Go")))), "C")), ["Go\tC"]),
    "soft hyphen": (p("<w:r><w:t>Py</w:t><w:softHyphen/><w:t>thon</w:t></w:r>"), ["Python"]),
    "hyphen that does not break": (
        p("<w:r><w:t>front</w:t><w:noBreakHyphen/><w:t>end</w:t></w:r>"),
        ["front-end"],
    ),
    "tab by position": (
        p('<w:r><w:t>Nurse</w:t><w:ptab w:alignment="right"/><w:t>2019</w:t></w:r>'),
        ["Nurse\t2019"],
    ),
    "reading aids": (
        p(
            f"<w:r><w:ruby><w:rt>{r('かんごし')}</w:rt><w:rubyBase>{r('看護師')}</w:rubyBase></w:ruby></w:r>"
        ),
        ["看護師"],
    ),
    "hidden": (p("Go", r("Perl", "<w:vanish/>")), ["Go"]),
    "hidden that is off": (p("Go ", r("C", '<w:vanish w:val="false"/>')), ["Go C"]),
    "hidden in a link": (p(f"<w:hyperlink>{r('x', '<w:vanish/>')}{r('Go')}</w:hyperlink>"), ["Go"]),
    "direction of writing": (p(f'<w:bdo w:val="rtl">{r("Go")}</w:bdo>'), ["Go"]),
    "symbol": (
        p('<w:r><w:sym w:font="Wingdings" w:char="F0B7"/></w:r>', " Python"),
        ["Python"],
    ),
    "equation": (p("Speed ", "<m:oMath xmlns:m='urn:x'><m:r/></m:oMath>", "up"), ["Speed up"]),
}


def made(body: str) -> docx.document.Document:
    document = docx.Document()
    for element in parse_xml(f"<w:body {DECLARED}>{body}</w:body>"):
        document.element.body.insert_element_before(element, "w:sectPr")
    return document


def lines_of(document: docx.document.Document) -> list[str]:
    written = io.BytesIO()
    document.save(written)
    return [line.text for line in script_of(written.getvalue()).lines]


@pytest.mark.parametrize("name", BODIES)
def test_text_in_corners(name: str) -> None:
    """What Word shows is read once, what it does not show is not read."""
    body, expected = BODIES[name]

    assert lines_of(made(body + p("End"))) == [*expected, "End"]


def filled(part: Any, inner: str) -> None:
    """Puts blocks into a header or footer."""
    part.is_linked_to_previous = False
    for element in list(part._element):
        part._element.remove(element)
    for element in parse_xml(f"<w:hdr {DECLARED}>{inner}</w:hdr>"):
        part._element.append(element)


MARGINS: dict[str, tuple[str, list[str]]] = {
    "paragraph": (p("Go"), ["Go"]),
    "table": (tbl(row("MongoDB", "Go")) + p(), ["MongoDB\tGo"]),
    "table with many lines": (tbl(row(p("Go") + p("C"), "Java")), ["Go", "C", "Java"]),
    "table in a control": (sdt(tbl(row("Go", "C"))), ["Go\tC"]),
    "control": (sdt(p("Go")), ["Go"]),
    "box": (p(f"<w:r>{either(drawn_box(p('Go')), old_box(p('Go')))}</w:r>"), ["Go"]),
    "table in a box": (p(f"<w:r>{drawn_box(tbl(row('Go', 'C')))}</w:r>"), ["Go\tC"]),
    "field": (p("Page ", field("PAGE", "1")), ["Page 1"]),
    "table in a table": (tbl(row(tbl(row("Go")), "C")), ["Go\tC"]),
}


@pytest.mark.parametrize("name", MARGINS)
def test_text_in_headers_and_footers(name: str) -> None:
    """Headers come before the body and footers after it, those of first and even pages, too."""
    inner, expected = MARGINS[name]
    for kind in ("", "first_page_", "even_page_"):
        document = made(p("Body"))
        filled(getattr(document.sections[0], f"{kind}header"), inner)
        assert lines_of(document) == [*expected, "Body"], kind
        document = made(p("Body"))
        filled(getattr(document.sections[0], f"{kind}footer"), inner)
        assert lines_of(document) == ["Body", *expected], kind


def test_skills_in_a_header_are_no_employers(tmp_path: Path) -> None:
    """A maker's name alone in a line may name an employer, but not in a header."""
    document = made(p("Java, Python"))
    filled(document.sections[0].header, tbl(row("Docker", "")) + p())
    path = tmp_path / "cv"
    document.save(str(path))

    assert "docker" in {one.skill for one in read(path, TAXONOMY, TODAY).skills}


def test_the_same_header_counts_once() -> None:
    """The first page's is often the others' header."""
    document = made(p("Body"))
    filled(document.sections[0].header, p("Jane Roe"))
    filled(document.sections[0].first_page_header, p("Jane Roe"))
    filled(document.sections[0].even_page_header, p("Jane Roe"))

    assert lines_of(document) == ["Jane Roe", "Body"]


@pytest.mark.parametrize(
    "body",
    [
        "<w:sdt><w:sdtContent>" * 5000 + p("x") + "</w:sdtContent></w:sdt>" * 5000,
        f"<w:p>{'<w:ins>' * 5000}{r('x')}{'</w:ins>' * 5000}</w:p>",
        "<w:tbl><w:tr><w:tc>" * 500 + p("x") + "<w:p/></w:tc></w:tr></w:tbl>" * 500,
        tbl("<w:sdt><w:sdtContent>" * 500 + row("x") + "</w:sdtContent></w:sdt>" * 500),
    ],
    ids=["controls", "insertions", "tables", "rows"],
)
def test_depth_is_limited(tmp_path: Path, body: str) -> None:
    """Elements in elements end with a fault, whatever they are."""
    written = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("HERE")
    document.save(written)
    xml = f'<?xml version="1.0"?><w:document {DECLARED}><w:body>{body}</w:body></w:document>'

    assert (
        fault_of(tmp_path, repacked(written.getvalue(), "word/document.xml", xml.encode()))
        == "damaged"
    )
