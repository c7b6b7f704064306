"""Invented CVs of trades beyond IT: precision and recall of their skills."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.sax.saxutils import escape

from benchmarks.cv import Truth, row_of, score
from benchmarks.report import median, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from benchmarks.cv import Score
    from jobscout.rules.skills import Taxonomy

DATA: Final = Path(__file__).parent / "data" / "trade_cvs"
_TYPES: Final = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class TradeCv(NamedTuple):
    """A CV as lines of text, and what a reader names in it."""

    truth: Truth
    text: str


def cvs(path: Path) -> Iterator[TradeCv]:
    """The CVs of one file, which says its form in its first lines."""
    for part in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
        name, _, body = part.partition("\n")
        text, _, labels = body.strip().rpartition("\nSkills: ")
        skills, _, neutral = labels.partition("\nNeutral: ")
        yield TradeCv(Truth(f"{name}.docx", skills.split("; "), neutral.split("; "), []), text)


def scores(path: Path, taxonomy: Taxonomy, today: date) -> list[Score]:
    """Each CV of *path* read as a DOCX."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        told = []
        for cv in cvs(path):
            _write(folder / cv.truth.file, cv.text)
            told.append(score(folder, cv.truth, taxonomy, today))
        return told


def tell(taxonomy: Taxonomy, today: date) -> None:
    """Prints a table for each file of invented CVs."""
    for path in sorted(DATA.glob("*.txt")):
        told = scores(path, taxonomy, today)
        sums = [
            sum(len(getattr(one, part)) for one in told) for part in ("stated", "right", "wrong")
        ]
        table(
            f"cv: skills of invented CVs of other trades, {path.stem} set",
            ("CV", "stated", "found", "precision", "recall", "ms"),
            [
                *(
                    row_of(one.file, len(one.stated), len(one.right), len(one.wrong), one.ms)
                    for one in told
                ),
                row_of("all", sums[0], sums[1], sums[2], median([one.ms for one in told])),
            ],
        )


def _write(path: Path, text: str) -> None:
    lines = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in text.splitlines()
    )
    document = f'<w:document xmlns:w="{_W}"><w:body>{lines}</w:body></w:document>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", document)
