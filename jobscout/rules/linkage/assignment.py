"""Which of the pairs that were scored stand, where each posting of two sources has one partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def one_to_one(pairs: Iterable[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The pairs that stand, best first: each left and each right id at most once.

    The best pair is taken first, then the best of those that are left. Equal scores go by the
    ids, so that the order of *pairs* does not matter.

    Args:
        pairs: left id, right id, score. The two sides may use the same ids.
    """
    lefts: set[int] = set()
    rights: set[int] = set()
    taken: list[tuple[int, int, float]] = []
    for left, right, score in sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1])):
        if left not in lefts and right not in rights:
            lefts.add(left)
            rights.add(right)
            taken.append((left, right, score))
    return taken
