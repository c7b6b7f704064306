"""``seed.linkage.logistic``: the weights are those of the labels."""

from __future__ import annotations

import math

import pytest

from seed.linkage.logistic import fit

_ROWS = [(0.0,)] * 4 + [(1.0,)] * 4
_LABELS = [True, False, False, False, True, True, True, False]


def test_weights_are_the_logarithms_of_odds() -> None:
    """One in four without the feature, three in four with it."""
    intercept, weight = fit(_ROWS, _LABELS, penalty=1e-9)

    assert intercept == pytest.approx(math.log(1 / 3), abs=1e-6)
    assert weight == pytest.approx(2 * math.log(3), abs=1e-6)


def test_a_penalty_keeps_weights_near_what_was_known() -> None:
    """Few labels do not outweigh it."""
    _, shrunk = fit(_ROWS, _LABELS, penalty=1e6)
    _, known = fit(_ROWS, _LABELS, penalty=1e6, prior=[5.0])

    assert shrunk == pytest.approx(0.0, abs=1e-3)
    assert known == pytest.approx(5.0, abs=1e-3)


def test_what_an_offset_explains_is_not_learnt_again() -> None:
    """With the true odds given, nothing is left for the weight and the intercept."""
    odds = [math.log(1 / 3)] * 4 + [math.log(3)] * 4

    assert fit(_ROWS, _LABELS, penalty=1e-9, offsets=odds) == pytest.approx([0.0, 0.0], abs=1e-6)
