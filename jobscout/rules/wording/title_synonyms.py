"""Titles that name one profession; the table and its provenance are in ``title_synonyms.txt``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("title_synonyms.txt")


def synonyms() -> list[list[str]]:
    """Groups of titles, as they are written."""
    return [line.split(",") for line in _lines() if ">" not in line]


def narrower() -> list[tuple[list[str], list[str]]]:
    """Names of fields of work, and titles of those who work in them."""
    parts = (line.partition(">") for line in _lines() if ">" in line)
    return [(names.split(","), titles.split(",")) for names, _, titles in parts]


def _lines() -> list[str]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
