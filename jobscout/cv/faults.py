"""Why a CV cannot be read, and the bounds beyond which none is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from jobscout.model import CVFault

PAGES_AT_MOST: Final = 50

CHARACTERS_AT_MOST: Final = 400_000
"""Ten times the longest academic CV; 50 full pages are 200,000."""

EXPANDED_BYTES_AT_MOST: Final = 256 * 2**20
"""Of all parts of a file together, unpacked: ten pages scanned in colour without loss."""

DRAWN_BYTES_AT_MOST: Final = 32 * 2**20
"""Of the instructions that draw the pages, each form counted as often as it is drawn."""


class UnreadableError(Exception):
    """A CV that cannot be read, or not be trusted to be read whole. *fault* says why.

    Crosses processes: it pickles with its fault and sentence.
    """

    def __init__(self, fault: CVFault, detail: str) -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault: CVFault = fault
        self.detail = detail

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.fault, self.detail)
