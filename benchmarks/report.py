"""Figures of interleaved rounds, and the small tables they are printed in."""

from __future__ import annotations

import math
import statistics
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


class Unequal(AssertionError):
    """Two ways that are compared did not do the same: then there is nothing to compare."""


def must_equal(what: str, ours: Any, theirs: Any) -> None:
    """Raises Unequal, showing the first difference."""
    if ours == theirs:
        return
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        n = next(n for n in range(len(ours)) if ours[n] != theirs[n])
        what, ours, theirs = f"{what}, item {n}", ours[n], theirs[n]
    raise Unequal(f"{what}: {str(ours)[:1500]} is not {str(theirs)[:1500]}")


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that *share* of all do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def number(value: float) -> str:
    """Three digits that mean something: 0.0512, 5.12, 512, 51,200."""
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:.{digits}f}"


def ratio(more: float, less: float) -> str:
    return f"{number(more / less)}x" if less else "-"


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], *notes: str) -> None:
    """Print; the first column to the left, the others to the right."""
    widths = [max(len(row[n]) for row in (header, *rows)) for n in range(len(header))]
    print(f"\n{title}")
    for row in (header, ["-" * width for width in widths], *rows):
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  " + "  ".join(cells).rstrip())
    for note in notes:
        print(f"  {note}", flush=True)
