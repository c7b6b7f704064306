"""``docs/openapi.json``, the API as it was agreed: written, and compared with the generated one.

``make openapi`` writes it anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from jobscout.http.openapi import document
from jobscout.http.routes import ROUTES

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH: Final = Path(__file__).parents[1] / "docs" / "openapi.json"


def text() -> str:
    """The document as the program makes it, pretty-printed, in the order of its making."""
    return msgspec.json.format(msgspec.json.encode(document(ROUTES)), indent=2).decode() + "\n"


def differences(committed: Any, generated: Any, *place: str) -> Iterator[str]:
    """One line for each part that was removed, added or changed, with its place."""
    if isinstance(committed, dict) and isinstance(generated, dict):
        for key in dict.fromkeys([*committed, *generated]):
            if key not in generated:
                yield f"removed: {_at(*place, key)}"
            elif key not in committed:
                yield f"added: {_at(*place, key)}"
            else:
                yield from differences(committed[key], generated[key], *place, key)
    elif isinstance(committed, list) and isinstance(generated, list):
        known, made = _by_name(committed), _by_name(generated)
        yield from differences(known, made, *place)
        if list(known) != list(made) and known.keys() == made.keys():
            yield f"in another order: {_at(*place)}"
    elif type(committed) is not type(generated) or committed != generated:
        yield f"changed: {_at(*place)}: {committed!r} is {generated!r} now"


def _by_name(items: list[Any]) -> dict[str, Any]:
    """The items under their names, or themselves, so that one that goes does not move the rest."""
    named: dict[str, Any] = {}
    for item in items:
        name = item.get("name") if isinstance(item, dict) else None
        named[str(name or msgspec.json.encode(item).decode())] = item
    return named


def _at(*place: str) -> str:
    """The operation first, as people write it: ``GET /jobs``; then the way to the part."""
    if place[0] == "paths" and len(place) > 2:
        return " / ".join([f"{place[2].upper()} {place[1]}", *place[3:]])
    return " / ".join(place)


if __name__ == "__main__":
    PATH.write_text(text(), "utf-8")
