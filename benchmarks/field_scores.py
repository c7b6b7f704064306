"""How often a field of postings is read right: counts, F1 and Wilson's intervals."""

from __future__ import annotations

import math
from typing import Any, Final, NamedTuple

Z: Final = 1.96
"""Of the standard normal distribution, for 95 %."""


def wilson(wrong: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a rate of which *wrong* in *of* was seen; (0, 1) for no sample."""
    if not of:
        return 0.0, 1.0
    rate, z2 = wrong / of, Z * Z / of
    middle = (rate + z2 / 2) / (1 + z2)
    half = Z / (1 + z2) * math.sqrt(rate * (1 - rate) / of + z2 / of / 4)
    return max(0.0, middle - half), min(1.0, middle + half)


class Miss(NamedTuple):
    """A value that was read otherwise than the label says."""

    field: str
    posting: str
    label: Any
    read: Any


class Score:
    """Counts for one field. A value of None means that the posting states nothing.

    *same* values were read as labelled, *told* were read at all, *labels* are stated; *right* of
    *total* postings were read right, those that state nothing and of which nothing was read among
    them.
    """

    def __init__(self, field: str) -> None:
        self.field = field
        self.total = self.right = self.told = self.labels = self.same = 0
        self.misses: list[Miss] = []

    def add(self, posting: str, label: Any, read: Any) -> None:
        """Count one posting; *posting* names it where it was read wrong."""
        self.total += 1
        self.told += read is not None
        self.labels += label is not None
        if label == read:
            self.right += 1
            self.same += label is not None
        else:
            self.misses.append(Miss(self.field, posting, label, read))

    @property
    def precision(self) -> float:
        return self.same / self.told if self.told else 1.0

    @property
    def recall(self) -> float:
        return self.same / self.labels if self.labels else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.same / (self.told + self.labels) if self.told + self.labels else 1.0

    def row(self) -> tuple[str, ...]:
        """Cells for ``report.table``: see ``HEADER``."""
        wrong = self.total - self.right
        low, high = wilson(wrong, self.total)
        rate = f"{100 * wrong / self.total:.1f}" if self.total else "-"
        return (
            self.field,
            str(self.total),
            str(self.labels),
            rate,
            f"{100 * low:.1f} to {100 * high:.1f}",
            f"{self.precision:.3f}",
            f"{self.recall:.3f}",
            f"{self.f1:.3f}",
        )


HEADER: Final = ("field", "postings", "stated", "wrong %", "95 %", "P", "R", "F1")
