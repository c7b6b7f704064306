"""Statements with optional lines, so that PostgreSQL plans only what is asked for.

A line of a query in a ``.sql`` file that ends in ``-- if word`` is kept only when *word* is
asked for; the file as it stands, with all its lines, is one statement that the tests prepare.
``LIMIT :most`` and its like become numbers in the text: a bound limit doubles PostgreSQL's work,
see ``docs/performance.md``. Nothing a client sends is ever part of the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from jobscout.sql.queries import Query

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_TOTAL: Final = 100_000
"""Where totals of lists stop: so many are counted in some 20 ms, a million would take 200."""
BEYOND_ALL: Final = 2**63 - 1
"""The cursor of a first page, newest first: no row has this id."""

_TAG: Final = re.compile(r"\s*-- if (\w+)$")
_PARAMETER: Final = re.compile(r"\$(\d+)")


@lru_cache(maxsize=1024)
def query_variant(query: Query, lines: frozenset[str], most: int, **numbers: int) -> Query:
    """*query* with the lines for *lines* only, and at most *most* rows.

    Args:
        numbers: other parameters of the query that become part of its text.

    Raises:
        ValueError: a word that no line is tagged with.
    """
    tags: set[str] = set()
    kept: list[str] = []
    for line in query.sql.splitlines():
        tag = _TAG.search(line)
        if tag is None:
            kept.append(line)
            continue
        tags.add(tag[1])
        if tag[1] in lines:
            kept.append(line[: tag.start()])
    if unknown := lines - tags:
        raise ValueError(f"{query.name} has no line for {sorted(unknown)}")
    names: list[str] = []
    numbers["most"] = most

    def renumber(found: re.Match[str]) -> str:
        name = query.parameters[int(found[1]) - 1]
        if name in numbers:
            return str(int(numbers[name]))
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    sql = _PARAMETER.sub(renumber, "\n".join(kept))
    return Query(query.name, sql, tuple(names))


def taken(query: Query, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of *values* that a chosen query takes."""
    return {name: values[name] for name in query.parameters}


def containing(text: str) -> str:
    """The pattern for ILIKE that finds *text* anywhere, whatever signs it holds."""
    return "%" + re.sub(r"([\\%_])", r"\\\1", text) + "%"
