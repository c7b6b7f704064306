"""Names of sections that stand in a rail, beside their text: each becomes a line above it.

A rail is a column of names at the left or the right. In lines its names are parts, separated from
the text by tabs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.cv.headings import heading_of
from jobscout.cv.languages import names_one

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from jobscout.cv.lines import Line, Section

LABELLED: Final = frozenset({"skills", "languages"})
"""Sections that a label at the start of a line can introduce for that line only."""

_TELLING: Final = frozenset({"experience", "education"})
"""Sections that are no label in a list; one of them shows that the names are a rail."""

_MIN_NAMES: Final = 2
_MAX_STACK: Final = 3
"""Most lines of one name."""

_SAME_EDGE: Final = 3.0
"""Most points between the left edges of names in a rail."""


def unrailed(
    lines: Sequence[Line], size: float, is_set_apart: Callable[[Line], bool]
) -> list[Line]:
    """*lines* with each name of a section in a line of its own, before the text beside it.

    Labels in a list of skills look the same and are not split.

    Args:
        size: height of the usual text in points.
        is_set_apart: whether a line is set as headings are.
    """
    edges = _edges(lines)
    turned = lines
    if not edges and is_rail(set(_last_names(lines))):
        turned = _turned(lines)
        edges = _edges(turned)
    found: list[Line] = []
    listing = False
    skipped = -1
    for n, line in enumerate(turned):
        if n == skipped:
            continue
        head, tab, rest = line.text.partition("\t")
        named = heading_of(head) if tab else heading_of(line.text)
        alone = line._replace(text=head)
        in_rail = bool(tab) and _is_near(line.left, edges)
        if in_rail and n + 1 < len(turned) and (both := _stacked(line, turned[n + 1])):
            below = turned[n + 1].text.partition("\t")[2]
            found.append(line._replace(text=both, heading=True))
            found += _rests(line, rest, size) + _rests(turned[n + 1], below, size)
            listing, skipped = heading_of(both) == "skills", n + 1
            continue
        splits = tab and named and (in_rail or (_is_sure(head) and is_set_apart(alone)))
        if splits and not (listing and named in LABELLED and not (in_rail and names_one(rest))):
            found.append(alone._replace(heading=alone.heading or in_rail))
            found += _rests(line, rest, size)
        else:
            found.append(line)
            named = None if tab else named
        listing = named == "skills" if named else listing
    return found


def _is_sure(head: str) -> bool:
    return heading_of(head, qualified=False) is not None


def _rests(line: Line, rest: str, size: float) -> list[Line]:
    """What stands beside a name, if anything, as a line of the usual text."""
    if not rest:
        return []
    return [line._replace(text=rest, bold=False, opens=False, size=min(line.size, size))]


def _edges(lines: Sequence[Line]) -> list[float]:
    """The left edges of the rails: where lines begin with names of several sections."""
    named = [
        (line.left, section)
        for line in lines
        if "\t" in line.text and (section := heading_of(line.text.partition("\t")[0])) is not None
    ]
    found = []
    for edge in sorted({round(left) for left, _ in named}):
        here = {section for left, section in named if abs(left - edge) <= _SAME_EDGE}
        if is_rail(here):
            found.append(float(edge))
    return found


def is_rail(sections: AbstractSet[Section | None]) -> bool:
    """Whether names of *sections*, one below the other, are a rail."""
    return len(sections) >= _MIN_NAMES and bool(sections & _TELLING)


def name_in(cells: Sequence[Sequence[Line]]) -> Section | None:
    """The section that the only one of *cells* of a table names, in one line or several."""
    if len(cells) != 1 or len(cells[0]) > _MAX_STACK:
        return None
    return heading_of(_joined(cells[0]))


def led(cells: list[list[Line]]) -> tuple[list[Line], list[list[Line]]]:
    """The name of a section in the first or last one of *cells*, as a line, and the other cells.

    Without such a name, no line and all of them.
    """
    for n in (0, -1):
        if name_in(cells[n : n + 1 or None]) is None:
            continue
        if n == -1 and heading_of(_joined(cells[n]), qualified=False) is None:
            continue
        rest = cells[1:] if n == 0 else cells[:-1]
        return [cells[n][0]._replace(text=_joined(cells[n]), opens=True, heading=True)], rest
    return [], cells


def _joined(lines: Sequence[Line]) -> str:
    text = ""
    for line in lines:
        text = text[:-1] + line.text if text.endswith("-") else f"{text} {line.text}".strip()
    return text


def _is_near(left: float, edges: Sequence[float]) -> bool:
    return any(abs(left - edge) <= _SAME_EDGE for edge in edges)


def _last_names(lines: Sequence[Line]) -> Iterator[Section]:
    for line in lines:
        rest, tab, last = line.text.rpartition("\t")
        section = heading_of(last) if tab else None
        if section is not None and heading_of(rest) is None:
            yield section


def _turned(lines: Sequence[Line]) -> list[Line]:
    """*lines* with names of sections at their ends put first, those of two lines in both."""
    parts = [line.text.rpartition("\t") for line in lines]
    found = list(lines)
    for n, (rest, tab, last) in enumerate(parts):
        if not tab:
            continue
        _, tab_below, below = parts[n + 1] if n + 1 < len(parts) else ("", "", "")
        stacked = bool(tab_below) and _both(last, below) is not None
        if heading_of(last) or stacked:
            found[n] = lines[n]._replace(text=f"{last}\t{rest}")
    return found


def _stacked(line: Line, below: Line) -> str | None:
    """The name whose words stand one below the other at the beginning of two lines."""
    upper, _, _ = line.text.partition("\t")
    lower, _, rest = below.text.partition("\t")
    if abs(line.left - below.left) > _SAME_EDGE or (
        heading_of(upper) and heading_of(lower) and rest
    ):
        return None
    return _both(upper, lower)


def _both(upper: str, lower: str) -> str | None:
    joined = upper[:-1] + lower if upper.endswith("-") else f"{upper} {lower}"
    return joined if heading_of(joined, qualified=False) is not None else None
