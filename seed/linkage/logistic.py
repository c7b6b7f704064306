"""Logistic regression with a penalty on large weights (ridge), by Newton's method."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROUNDS = 12


def fit(
    rows: Sequence[Sequence[float]],
    labels: Sequence[bool],
    penalty: float,
    *,
    offsets: Sequence[float] | None = None,
    prior: Sequence[float] | None = None,
    intercept_penalty: float = 1e-9,
) -> list[float]:
    """The intercept and a weight for each column.

    Args:
        rows: n rows of one length.
        penalty: on half the square of each weight's distance from the *prior*, by default 0.
        intercept_penalty: the same on the intercept's distance from 0; a large one keeps it there.
        offsets: known parts of the logarithm of odds, one for each row.
    """
    many = len(rows[0]) + 1
    means = [0.0, *(prior or [0.0] * (many - 1))]
    weights = list(means)
    extended = [(1.0, *row) for row in rows]
    known = offsets or [0.0] * len(rows)
    for _ in range(_ROUNDS):
        gradient = [-intercept_penalty * weights[0]] + [
            penalty * (mean - weight) for mean, weight in zip(means[1:], weights[1:], strict=True)
        ]
        hessian = [[0.0] * many for _ in range(many)]
        for n in range(1, many):
            hessian[n][n] = penalty
        hessian[0][0] = intercept_penalty
        for row, label, offset in zip(extended, labels, known, strict=True):
            odds = offset + sum(map(float.__mul__, weights, row))
            chance = 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, odds))))
            error, spread = float(label) - chance, chance * (1.0 - chance)
            for i, value in enumerate(row):
                gradient[i] += error * value
                if value:
                    scaled, line = spread * value, hessian[i]
                    for j in range(i, many):
                        line[j] += scaled * row[j]
        for i in range(many):
            for j in range(i):
                hessian[i][j] = hessian[j][i]
        step = _solved(hessian, gradient)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
    return weights


def _solved(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Gaussian elimination with pivots."""
    rows = [[*line, value] for line, value in zip(matrix, vector, strict=True)]
    many = len(rows)
    for n in range(many):
        pivot = max(range(n, many), key=lambda i: abs(rows[i][n]))
        rows[n], rows[pivot] = rows[pivot], rows[n]
        for i in range(many):
            if i != n:
                factor = rows[i][n] / rows[n][n]
                rows[i] = [
                    value - factor * own for value, own in zip(rows[i], rows[n], strict=True)
                ]
    return [rows[n][many] / rows[n][n] for n in range(many)]
