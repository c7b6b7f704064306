"""CVs for the tests, written by hand: PDF files object by object, DOCX files by python-docx."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

import docx

from jobscout.cv.files import UnreadableError
from jobscout.cv.reader import read
from jobscout.rules.skills import Taxonomy
from jobscout.rules.skills.skill import Skill

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TAXONOMY: Final = Taxonomy.load(
    Skill(slug=slug, name=name, category=category, aliases=aliases, ambiguity=ambiguity)
    for slug, name, category, aliases, ambiguity in (
        ("airflow", "Airflow", "tool", (), None),
        ("agile", "Agile", "method", (), None),
        ("docker", "Docker", "devops", (), None),
        ("full-stack", "Full-stack", "concept", (), None),
        ("github", "GitHub", "tool", (), None),
        ("go", "Go", "language", ("golang",), "exact_case"),
        ("java", "Java", "language", (), None),
        ("jenkins", "Jenkins", "devops", (), None),
        ("kubernetes", "Kubernetes", "devops", ("k8s",), None),
        ("leadership", "Leadership", "soft", (), None),
        ("machine-learning", "Machine learning", "concept", ("ML",), None),
        ("nlp", "NLP", "concept", ("natural language processing",), None),
        ("postgresql", "PostgreSQL", "database", (), None),
        ("python", "Python", "language", (), None),
        ("react", "React", "framework", (), None),
        ("swift", "Swift", "language", (), "exact_case"),
        ("travis-ci", "Travis CI", "devops", (), None),
    )
)


TODAY: Final = date(2026, 11, 24)


class Said(NamedTuple):
    """A string at a place on a page: points from the left and from the bottom."""

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False


def down(x: float, y: float, *lines: str) -> list[Said]:
    """*lines* one under the other, those in capitals larger and bold."""
    return [
        Said(x, y - 14 * n, line, 14 if line.isupper() else 10, line.isupper())
        for n, line in enumerate(lines)
    ]


def drawn(page: Sequence[Said], *, encoding: str = "cp1252") -> bytes:
    """The instructions that draw a page."""
    parts = []
    for x, y, text, size, bold in page:
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown = escaped.encode(encoding, "replace")
        parts.append(b"BT /F%d %g Tf %g %g Td (%b) Tj ET" % (1 + bold, size, x, y, shown))
    return b"\n".join(parts)


def stream(data: bytes, entries: bytes = b"", *, packed: bool = True) -> bytes:
    """A stream object's body."""
    if packed:
        data, entries = zlib.compress(data), entries + b"/Filter/FlateDecode"
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(data), data)


def file_of(objects: Sequence[bytes]) -> bytes:
    """A PDF of numbered *objects*; the first is its catalogue."""
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R>>\n"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
        )
        + b"startxref\n%d\n%%%%EOF\n" % len(data)
    )


def objects_of(*contents: bytes, extra: bytes = b"", rest: Sequence[bytes] = ()) -> list[bytes]:
    """The objects of a document, a page for each of *contents*, which are stream objects.

    *extra* goes into the resources of all pages; *rest* are further objects, numbered from
    ``5 + 2 * len(contents)``.
    """
    kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d/MediaBox[0 0 595 842]/Resources"
        b"<</Font<</F1 3 0 R/F2 4 0 R>>%b>>>>" % (kids, len(contents), extra),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
    ]
    for n, content in enumerate(contents):
        objects += [b"<</Type/Page/Parent 2 0 R/Contents %d 0 R>>" % (6 + 2 * n), content]
    return [*objects, *rest]


def pdf(*pages: Sequence[Said]) -> bytes:
    return file_of(objects_of(*(stream(drawn(page)) for page in pages)))


LINE: Final = [Said(72, 700, "Ten years of Python and Docker")]


def fault_of(tmp_path: Path, data: bytes) -> str:
    """The fault of a file, or a sentence that is none."""
    path = tmp_path / "cv"
    path.write_bytes(data)
    try:
        findings = read(path, TAXONOMY, TODAY)
    except UnreadableError as error:
        return error.fault
    return f"was read: {findings.sections}"


def word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """A DOCX with one part replaced or added."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return written.getvalue()
