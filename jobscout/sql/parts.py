"""The parts in which a reading's postings are looked up and stored.

Between two the program answers others: a statement over a whole reading would hold the event loop
while its arrays are packed and its rows unpacked.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_Item = TypeVar("_Item")

POSTINGS_A_PART: Final = 250
IDS_A_STATEMENT: Final = 1_000


def in_parts(items: Iterable[_Item], most: int) -> Iterator[list[_Item]]:
    left = iter(items)
    while part := list(islice(left, most)):
        yield part
