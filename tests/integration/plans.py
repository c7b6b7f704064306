"""What statements read: each is explained as the application runs it, on the same connection."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.sql.database import Transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from jobscout.sql.queries import Query


class Read:
    """Rows of *table* that were fetched, fitting or not, and all 8 kB blocks, in all statements."""

    def __init__(self, table: str) -> None:
        self._table = table
        self.rows = 0
        self.blocks = 0
        self.statements: list[str] = []

    def add(self, name: str, plan: dict[str, Any]) -> None:
        rows = _rows(plan, self._table)
        blocks = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
        self.rows += rows
        self.blocks += blocks
        self.statements.append(f"{name}: {rows} rows, {blocks} blocks")


@contextmanager
def explained(monkeypatch: pytest.MonkeyPatch, table: str) -> Iterator[Read]:
    """Whatever is asked meanwhile is explained first, which runs it."""
    read = Read(table)
    run_all, run_maybe = Transaction.all, Transaction.maybe

    async def explain(opened: Transaction, query: Query, given: dict[str, Any]) -> None:
        sql = f"EXPLAIN (ANALYZE, BUFFERS, TIMING off, FORMAT json) {query.sql}"
        (row,) = await opened.text(sql, *query.values(given))
        read.add(query.name, msgspec.json.decode(row[0])[0]["Plan"])

    async def all_explained(opened: Transaction, query: Query, **given: Any) -> Any:
        await explain(opened, query, given)
        return await run_all(opened, query, **given)

    async def maybe_explained(opened: Transaction, query: Query, **given: Any) -> Any:
        await explain(opened, query, given)
        return await run_maybe(opened, query, **given)

    with monkeypatch.context() as patched:
        patched.setattr(Transaction, "all", all_explained)
        patched.setattr(Transaction, "maybe", maybe_explained)
        yield read


def _rows(plan: dict[str, Any], table: str) -> int:
    """Rows fetched by this node and those below it."""
    below = sum(_rows(child, table) for child in plan.get("Plans", ()))
    if plan.get("Relation Name") != table:
        return below  # the rows of an index scan's bitmap are counted where they are fetched
    removed = (plan.get(f"Rows Removed by {by}", 0) for by in ("Filter", "Index Recheck"))
    return below + int((plan["Actual Rows"] + sum(removed)) * plan["Actual Loops"])
