"""docs/schema.md against the migrated database."""

from __future__ import annotations

from pathlib import Path

from tests.schema_diagram import GROUPS, draw

PAGE = Path(__file__).parents[2] / "docs" / "schema.md"
DRAW = "run: .venv/bin/python -m tests.schema_diagram > docs/schema.md"


def test_page_shows_the_schema(database_url: str) -> None:
    """Tables, columns, types, keys and views of docs/schema.md are those of the migrations."""
    drawn = draw(database_url).splitlines()

    assert PAGE.read_text("utf-8").splitlines() == drawn, DRAW


def test_groups_name_tables(database_url: str) -> None:
    """A table that was renamed or dropped is in no group any more."""
    drawn = draw(database_url)
    named = [name for names in GROUPS.values() for name in names]

    assert [name for name in named if f"\n    {name} {{\n" not in drawn] == []
    assert len(named) == len(set(named))
