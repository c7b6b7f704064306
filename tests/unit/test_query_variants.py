"""Optional lines of a statement."""

from __future__ import annotations

import pytest

from jobscout.sql.queries import Query
from jobscout.sql.query_variants import query_variant

QUERY = Query(
    "things.listing",
    "SELECT *\nFROM things\nWHERE a = $1 -- if a\n  AND b = $2 -- if b\n  AND c = $3\nLIMIT $4;",
    ("a", "b", "c", "most"),
)


def test_keeps_what_is_asked_for() -> None:
    """Other lines go, parameters are numbered anew, and the limit is a number."""
    chosen = query_variant(QUERY, frozenset({"b"}), 21)

    assert chosen.sql == "SELECT *\nFROM things\n  AND b = $1\n  AND c = $2\nLIMIT 21;"
    assert chosen.parameters == ("b", "c")


def test_a_slip_of_the_pen_is_no_missing_filter() -> None:
    """A word without a line raises, as the list would otherwise show too much."""
    with pytest.raises(ValueError, match="colour"):
        query_variant(QUERY, frozenset({"colour"}), 1)
