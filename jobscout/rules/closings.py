"""Why postings close, and how that is said (P3)."""

from __future__ import annotations

from typing import Final, Literal, get_args

ClosedReason = Literal["not-listed", "expired", "ended", "board-gone", "source-removed"]
REASONS: Final[tuple[ClosedReason, ...]] = get_args(ClosedReason)


def rule(reason: ClosedReason, readings: int) -> str:
    """The rule by which a posting closed, as a sentence.

    Args:
        readings: how many prove it.
    """
    if reason == "not-listed":
        return f"{readings} consecutive complete readings of the board did not list it."
    if reason == "expired":
        return "The date until which the board said it was valid has passed."
    if reason == "ended":
        return "The board said that it has ended."
    if reason == "source-removed":
        return "An operator removed the source that listed it."
    if not readings:
        return "An operator said that the board is gone."
    return (
        f"The board did not exist in {readings} readings over days, while its host worked: it is"
        " gone."
    )
