"""Which keys each search has, in a few bytes: what an edit must take out of the index again."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_BITS: Final = 5
_A_PAGE: Final = 1 << _BITS
_HEAD: Final = 2 * _A_PAGE
_WIDE: Final = 1 << 15
_EMPTY: Final = bytes(_HEAD)


class KeyRows:
    """Numbers of keys by the search's id. Pages of 32 searches cost less than an object for each.

    A page begins with two bytes for each search: how many numbers it has, and in the highest bit
    whether they take four bytes each instead of two.
    """

    def __init__(self, pages: dict[int, bytes] | None = None) -> None:
        self.pages = {} if pages is None else pages

    def get(self, search_id: int) -> Sequence[int]:
        """In the order in which they were put; none for an unknown search."""
        page = self.pages.get(search_id >> _BITS)
        if page is None:
            return ()
        head = array("H", page[:_HEAD])
        start, end = _span(head, search_id % _A_PAGE)
        return array("I" if head[search_id % _A_PAGE] & _WIDE else "H", page[start:end])

    def put(self, search_id: int, numbers: Sequence[int]) -> None:
        """Replace those of a search; without any it is forgotten.

        Raises:
            ValueError: there are more than 32,767.
        """
        if len(numbers) >= _WIDE:
            raise ValueError(f"a search has fewer than {_WIDE} keys, not {len(numbers)}")
        number, at = search_id >> _BITS, search_id % _A_PAGE
        page = self.pages.get(number, _EMPTY)
        head = array("H", page[:_HEAD])
        start, end = _span(head, at)
        wide = max(numbers, default=0) >= 1 << 16
        head[at] = len(numbers) | (_WIDE if wide else 0)
        if any(head):
            row = array("I" if wide else "H", numbers).tobytes()
            self.pages[number] = b"".join((head, page[_HEAD:start], row, page[end:]))
        else:
            self.pages.pop(number, None)


def _span(head: Sequence[int], at: int) -> tuple[int, int]:
    """Where the row of a search begins and ends in its page."""
    before = sum(_size(one) for one in head[:at])
    start = _HEAD + before
    return start, start + _size(head[at])


def _size(head: int) -> int:
    return 4 * (head - _WIDE) if head & _WIDE else 2 * head
