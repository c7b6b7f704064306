"""The second reading of a page whose letters pdfium cannot name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jobscout.cv import glyphs
from jobscout.cv.pdf import pdfplumber_text
from jobscout.cv.reader import read
from tests.unit.cv_files import TAXONOMY, down, pdf

if TYPE_CHECKING:
    from pathlib import Path

CV = pdf(down(50, 780, "Ada Example", "SKILLS"), down(50, 780, "Pyth!n, Docker"))


def test_one_page() -> None:
    """The page that is asked for, and no other."""
    assert pdfplumber_text(CV, 1).split() == ["Ada", "Example", "SKILLS"]
    assert pdfplumber_text(CV, 2).split() == ["Pyth!n,", "Docker"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", CV[: len(CV) // 2], CV.replace(b"obj", b"0bj")])
def test_what_it_cannot_read_adds_nothing(data: bytes) -> None:
    assert pdfplumber_text(data, 1) == ""


def test_asked_only_for_holes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter without a name inside a word brings what the second reading knows, once."""
    file = tmp_path / "cv.pdf"
    file.write_bytes(CV)
    asked: list[int] = []

    def fallback(_data: bytes, number: int) -> str:
        asked.append(number)
        return "Python, Docker"

    monkeypatch.setattr("jobscout.cv.pdf.pdfplumber_text", fallback)
    whole = read(file, TAXONOMY, date(2026, 1, 1))
    assert asked == []

    monkeypatch.setattr(glyphs, "_is_hole", lambda glyph: glyph.code == ord("!"))
    holed = read(file, TAXONOMY, date(2026, 1, 1))

    assert asked == [2]
    found = {skill.skill for skill in (*whole.skills, *whole.maybe_skills)}
    now = {skill.skill for skill in (*holed.skills, *holed.maybe_skills)}
    assert (found, now) == ({"docker"}, {"docker", "python"})
