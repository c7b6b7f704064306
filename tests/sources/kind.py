"""What the conformance suite must know of a kind of board: ``KIND`` in the kind's test file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def as_json(document: Any) -> bytes:
    """A document as a board of JSON answers sends it."""
    return json.dumps(document).encode()


class Kind(NamedTuple):
    """A kind of board. ``fixtures/<kind>.json`` has the facts of an answer with two postings.

    config: of an invented board.
    entries: the path to the list of postings in an answer.
    needs: settings of the config without which there is no board.
    quoted: the setting, if any, that may have any characters and is a part of the request's URL.
    fields: how a posting spells its id, title, url and description, where it is not as here;
        None where an entry has no such field.
    decides: fields of a posting by which it is shown or hidden, whatever it says otherwise.
    detail_needs: fields without which the answer about one posting is of no use, or that say
        that it was withdrawn.
    totals: the paths to the numbers of postings that an answer states.
    needs_id: an entry without an id is unreadable; otherwise its page's address is its id.
    written: the bytes of the answer that has these facts, if it is not JSON as they are. HTML or
        XML says nothing of a value that is not a text: it leaves its element out.
    detail_written: the same for ``fixtures/<kind>_detail.json``.
    is_window: the board lists only its newest postings, so that no reading is whole.
    """

    config: dict[str, Any]
    entries: tuple[str | int, ...] = ("jobs",)
    needs: tuple[str, ...] = ("board",)
    quoted: str | None = "board"
    fields: Mapping[str, str | None] = {}
    decides: tuple[str, ...] = ()
    detail_needs: tuple[str, ...] = ()
    totals: Sequence[tuple[str | int, ...]] = ()
    is_window: bool = False
    needs_id: bool = True
    written: Callable[[Any], bytes] = as_json
    detail_written: Callable[[Any], bytes] = as_json
