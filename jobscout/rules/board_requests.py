"""Whether a board that a person proposes is read at once, or waits for an admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from jobscout.settings import BoardPolicy

RequestState = Literal["active", "waiting", "refused", "known"]

MAX_EACH: Final = 50
"""Boards that one person may propose in all, withdrawn ones not counted."""
MAX_AUTOMATIC: Final = 20
"""Boards that become sources by themselves in a day, whoever proposes them: what an operator can
still look through afterwards."""
ANY_PAGE: Final = frozenset({"jsonld", "feed", "static", "api"})
"""Kinds that read any page at all, and not the boards of one vendor: somebody should look first."""


def is_automatic(
    policy: BoardPolicy,
    kind: str,
    *,
    names_employer: bool,
    needs_permission: bool,
    refused: bool,
    today: int,
) -> bool:
    """Whether the board becomes a source without an admin.

    Args:
        names_employer: it is known whose postings the board has; otherwise an admin must say.
        needs_permission: the board's own operator has to be asked before it is read.
        refused: an admin refused or removed this board before.
        today: boards that became sources by themselves in the last 24 hours.
    """
    return (
        policy == "auto"
        and kind not in ANY_PAGE
        and names_employer
        and not needs_permission
        and not refused
        and today < MAX_AUTOMATIC
    )
