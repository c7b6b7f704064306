"""Which proposed boards are read without an admin."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from jobscout.rules.board_requests import ANY_PAGE, MAX_AUTOMATIC, is_automatic
from jobscout.settings import BoardPolicy

FINE: dict[str, Any] = {
    "policy": "auto",
    "kind": "lever",
    "names_employer": True,
    "needs_permission": False,
    "refused": False,
    "today": MAX_AUTOMATIC - 1,
}


def test_board_of_a_vendor() -> None:
    """Only where the operator said so."""
    found = [
        policy for policy in get_args(BoardPolicy) if is_automatic(**FINE | {"policy": policy})
    ]

    assert found == ["auto"]


@pytest.mark.parametrize(
    "change",
    [
        *({"kind": kind} for kind in sorted(ANY_PAGE)),
        {"names_employer": False},
        {"needs_permission": True},
        {"refused": True},
        {"today": MAX_AUTOMATIC},
    ],
)
def test_waits(change: dict[str, Any]) -> None:
    """Any page, an unknown employer, what needs a permission or was refused, too many a day."""
    assert not is_automatic(**FINE | change)
