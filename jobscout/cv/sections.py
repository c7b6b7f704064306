"""The sections of a CV: recognises headings by their wording and their typography."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.cv.headings import MAX_WORDS, heading_of
from jobscout.cv.languages import names_one
from jobscout.cv.lines import Placed
from jobscout.cv.rails import LABELLED, unrailed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jobscout.cv.lines import Line, Section

_SAME_COLUMN: Final = 25.0
"""Most points between the left edges of one column on two pages."""

_MAX_LABEL: Final = 40
_BULLET: Final = re.compile(r"\s*[•·∙●▪■◦‣*+–—-]")


class _Style(NamedTuple):
    size: int
    bold: bool
    capitals: bool


def placed(lines: Sequence[Line]) -> list[Placed]:
    """Every line with its section, in order.

    A column without a heading at its top continues the section in which the same column of the
    previous page ended.
    """
    body = _body_style(lines)
    lines = unrailed(lines, body.size / 2, lambda line: _is_set_apart(line, body))
    styles = _heading_styles(lines, body)
    sure = _sure_styles(lines, body)
    found: list[Placed] = []
    section: Section | None = None
    ended: dict[float, Section | None] = {}
    before: dict[float, Section | None] = {}
    page = 0
    for line, left, begins in _with_columns(lines):
        if line.page != page:
            before, ended = (ended if line.page == page + 1 else {}), {}
        page = line.page
        named = _named(line, body, sure)
        if begins and named is None and _near(ended, left) is None:
            near = _near(before, left)
            section = section if near is None else before[near]
        if named is None and _style(line) in styles and _could_be_heading(line.text):
            named = "other"
        if named is not None:
            section = named
        ended[left] = section
        here = section if named else (_labelled(line) or section)
        found.append(Placed(line, here, named is not None))
    return _without_code(found)


def texts(lines: Sequence[Placed]) -> dict[str, str]:
    """The text of each section without headings; text above or beside sections is *other*."""
    parts: dict[str, list[str]] = {}
    for line, section, is_heading in lines:
        name = "other" if section in {None, "contact"} else str(section)
        if not is_heading:
            parts.setdefault(name, []).append(line.text)
    return {name: "\n".join(part) for name, part in parts.items()}


def _with_columns(lines: Sequence[Line]) -> Iterator[tuple[Line, float, bool]]:
    """Each line with the left edge of its column, and whether it is the column's first."""
    begin = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and not lines[end].opens and lines[end].page == lines[begin].page:
            continue
        column = lines[begin:end]
        left = Counter(round(line.left) for line in column).most_common(1)[0][0]
        for n, line in enumerate(column):
            yield line, left, n == 0
        begin = end


def _near(columns: Iterable[float], left: float) -> float | None:
    """The left edge among *columns* that belongs to a column at *left*."""
    near = min(columns, key=lambda x: abs(x - left), default=None)
    return near if near is not None and abs(near - left) <= _SAME_COLUMN else None


def _style(line: Line) -> _Style:
    return _Style(round(2 * line.size), line.bold, line.text.isupper())


def _body_style(lines: Sequence[Line]) -> _Style:
    counts: Counter[_Style] = Counter()
    for line in lines:
        counts[_style(line)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else _Style(0, bold=False, capitals=False)


def _heading_styles(lines: Sequence[Line], body: _Style) -> frozenset[_Style]:
    """The styles of headings here, if nothing else has the same style."""
    known: Counter[_Style] = Counter()
    whole: Counter[_Style] = Counter()
    for line in lines:
        whole[_style(line)] += 1
        known[_style(line)] += heading_of(line.text) is not None
    return frozenset(
        style
        for style, n in known.items()
        if n >= 2 and 2 * n >= whole[style] and style != body and (style.size >= body.size)
    )


def _sure_styles(lines: Sequence[Line], body: _Style) -> frozenset[_Style]:
    """The styles of headings here whose wording leaves no doubt, apart from the usual text's.

    With the usual text's if no heading is set apart.
    """
    sure = [line for line in lines if heading_of(line.text, qualified=False) is not None]
    apart = frozenset(_style(line) for line in sure if _is_set_apart(line, body))
    if apart:
        return apart
    return frozenset(_style(line) for line in lines if _is_set_apart(line, body)) | {body}


def _named(line: Line, body: _Style, sure: frozenset[_Style]) -> Section | None:
    """The section that a line introduces.

    Words that qualify a name stand in lists and sentences, too: such a line must be set as the
    other headings are.
    """
    named = heading_of(line.text)
    if named is None:
        return None
    is_apart = _is_set_apart(line, body)
    if heading_of(line.text, qualified=False) is None and not (
        line.heading or (_style(line) in sure and not _BULLET.match(line.text))
    ):
        return None
    first = next((letter for letter in line.text if letter.isalpha()), "")
    if first.islower() and not is_apart:
        return None
    return named


def _is_set_apart(line: Line, body: _Style) -> bool:
    style = _style(line)
    if line.heading or style.size > body.size + 1 or (style.bold and not body.bold):
        return True
    return style.capitals and not body.capitals


def _could_be_heading(text: str) -> bool:
    return (
        "\t" not in text
        and text[-1:] not in ".,;"
        and len(text.split()) <= MAX_WORDS
        and any(map(str.isalpha, text))
        and not any(map(str.isdigit, text))
    )


def _labelled(line: Line) -> Section | None:
    """The section that a label introduces for its own line: "Languages: German, English"."""
    head, mark, rest = line.text.replace("\t", ":", 1).partition(":")
    if not mark or not rest.strip() or len(head) > _MAX_LABEL:
        return None
    named = heading_of(head)
    return named if named in LABELLED else None


def _without_code(lines: list[Placed]) -> list[Placed]:
    """Moves programming languages to skills: a list of Python, Java and C."""
    found: list[Placed] = []
    run: list[Placed] = []
    for part in [*lines, None]:
        if part is not None and part.section == "languages" and not (part.is_heading and run):
            run.append(part)
            continue
        if run:
            spoken = any(names_one(one.line.text) for one in run if not one.is_heading)
            spoken = spoken or names_one(run[0].line.text)
            found += run if spoken else [one._replace(section="skills") for one in run]
            run = []
        if part is not None and part.section == "languages":
            run.append(part)
        elif part is not None:
            found.append(part)
    return found
