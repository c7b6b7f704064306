"""Claims: whoever takes work whose former claim lapsed is counted.

The query of a claim says ``taken_over``: whether somebody had claimed the row before and never
came back. It is read from the row as it was before the statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobscout import metrics

if TYPE_CHECKING:
    import asyncpg


def counted(kind: str, row: asyncpg.Record) -> dict[str, Any]:
    """What was claimed, without ``taken_over``; *kind* is one of ``metrics.CLAIMED``."""
    values = dict(row)
    if values.pop("taken_over"):
        metrics.CLAIMS_TAKEN_OVER.labels(kind).inc()
    return values
