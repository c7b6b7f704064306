"""Which keys each search has, in a few bytes: what an edit must take out of the index again."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_BITS: Final = 5
_A_PAGE: Final = 1 << _BITS
_HEAD: Final = 2 * _A_PAGE
_EMPTY: Final = bytes(_HEAD)
_SMALL: Final = 1 << 16
MOST: Final = 16_383
"""Keys of a search."""


class KeyRows:
    """Numbers of keys by the search's id. Pages of 32 searches cost less than an object for each.

    A page begins with the length in bytes of each search's row, two bytes each. A number takes two
    bytes, or four where the length is odd, by a byte at the end of the row.
    """

    def __init__(self, pages: dict[int, bytes] | None = None) -> None:
        self.pages = {} if pages is None else pages

    def get(self, search_id: int) -> Sequence[int]:
        """In the order in which they were put; none for an unknown search."""
        page = self.pages.get(search_id >> _BITS)
        if page is None:
            return ()
        lengths = array("H", page[:_HEAD])
        at = search_id % _A_PAGE
        length = lengths[at]
        start = _HEAD + sum(lengths[:at])
        wide = length % 2
        return array("I" if wide else "H", page[start : start + length - wide])

    def put(self, search_id: int, numbers: Sequence[int]) -> None:
        """Replace those of a search; without any it is forgotten.

        Raises:
            ValueError: there are more than ``MOST``.
        """
        if len(numbers) > MOST:
            raise ValueError(f"a search has at most {MOST} keys, not {len(numbers)}")
        number, at = search_id >> _BITS, search_id % _A_PAGE
        page = self.pages.get(number, _EMPTY)
        lengths = array("H", page[:_HEAD])
        start = _HEAD + sum(lengths[:at])
        end = start + lengths[at]
        if max(numbers, default=0) < _SMALL:
            row = array("H", numbers).tobytes()
        else:
            row = array("I", numbers).tobytes() + b"\0"
        lengths[at] = len(row)
        if any(lengths):
            self.pages[number] = b"".join((lengths, page[_HEAD:start], row, page[end:]))
        else:
            self.pages.pop(number, None)
