"""Titles that name one profession; the table and its provenance are in ``title_synonyms.txt``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("title_synonyms.txt")


def synonyms() -> list[list[str]]:
    """Groups of titles, as they are written."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return [line.split(",") for line in lines if line.strip() and not line.startswith("#")]
