"""Short rows of tables of pasted addresses."""

from __future__ import annotations

from tests.sources.pasted_addresses import SEVERAL, Pasted

Row = tuple[str, str, dict[str, str]]
"""An address, what it means, and pages by address.

It means ``none``, a board ("lever acme": its kind and what its config must say), or the question
which of some boards ("ask: lever acme | ashby acme"). A page "-> address" is a redirect there.
"""


def pasted(row: Row) -> Pasted:
    address, meaning, pages = row
    if meaning == "none":
        return Pasted(address, None, (), pages)
    boards = meaning.removeprefix("ask: ").replace(" | ", " ").split()
    if meaning.startswith("ask: "):
        return Pasted(address, SEVERAL, tuple(boards), pages)
    return Pasted(address, boards[0], tuple(boards[1:]), pages)
