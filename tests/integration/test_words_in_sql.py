"""P6: what PostgreSQL finds for ``/jobs?q=`` is what the matcher hears."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobscout.rules.words import searchable, searchable_query
from tests.word_pairs import FOUND, MISSED

if TYPE_CHECKING:
    from jobscout.sql.database import Database


async def test_a_query_finds_what_the_matcher_hears(db: Database) -> None:
    """Each phrase of the table, quoted, against the text beside it."""
    pairs = FOUND + MISSED
    rows = await db.text(
        "SELECT to_tsvector('simple', said) @@ websearch_to_tsquery('simple', asked) AS found"
        " FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS pair(said, asked, n) ORDER BY n",
        [searchable(text) for _, text in pairs],
        [searchable_query(f'"{phrase}"') for phrase, _ in pairs],
    )

    found = [pair for pair, row in zip(pairs, rows, strict=True) if row["found"]]
    assert found == FOUND
