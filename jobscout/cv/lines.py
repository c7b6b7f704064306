"""A CV as lines in reading order, as the readers of PDF and DOCX hand them on, and by section."""

from __future__ import annotations

from typing import Literal, NamedTuple

Section = Literal[
    "summary",
    "experience",
    "education",
    "skills",
    "languages",
    "projects",
    "certifications",
    "contact",
    "other",
]


class Line(NamedTuple):
    """One line as a person reads it. A tab parts what stands apart in it.

    *size* is the height of its letters in points, 0 where unknown; *left* where it begins, in
    points; *opens* is whether a column begins with it; *heading* whether the file itself says
    that it is one.
    """

    text: str
    page: int
    size: float = 0.0
    bold: bool = False
    left: float = 0.0
    opens: bool = False
    heading: bool = False


class Placed(NamedTuple):
    """A line with its section. *section* is None above the first heading."""

    line: Line
    section: Section | None
    is_heading: bool = False


class Script(NamedTuple):
    """The text of one CV. *others* are further readings of its pages, as (page, text)."""

    pages: int
    lines: list[Line]
    others: list[tuple[int, str]]
