"""Reads what was written by hand: ``ours.txt``, ``trades.txt`` and ``dropped.txt``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from seed.skills.sources import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES: Final = ("ours.txt", "trades.txt")
_LINE: Final = re.compile(
    r"(?P<name>.+?)(?: = (?P<aliases>.+?))?(?: > (?P<implies>.+?))?(?: ! (?P<flag>[a-z_]+))?"
)


def facts(path: Path) -> Iterator[Fact]:
    """Raises ValueError for a line outside a category or of another form."""
    category = ""
    for line in _lines(path):
        if line.startswith("["):
            category = line.strip("[]")
            continue
        match = _LINE.fullmatch(line)
        if match is None or not category:
            raise ValueError(f"{path.name}: {line!r}")
        yield Fact(
            name=match["name"],
            category=category,
            source="ours",
            aliases=_parts(match["aliases"]),
            implies=_parts(match["implies"]),
            ambiguity=match["flag"],
        )


def dropped(path: Path) -> frozenset[str]:
    """Names of the open lists that are no skill or do more harm than good, folded."""
    return frozenset(line.casefold() for line in _lines(path))


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("# "):
            yield line.strip()


def _parts(column: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in column.split(", ")) if column else ()
