"""A CV as lines in reading order, from the PDF or DOCX reader, and by section."""

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
    """One line as a person reads it. Tabs separate its parts.

    *size*: height of its letters in points, 0 if unknown. *left*: its left edge in points.
    *opens*: it is the first line of a column. *heading*: the file itself marks it as a heading.
    *margin*: it is in the header or footer of a page.
    """

    text: str
    page: int
    size: float = 0.0
    bold: bool = False
    left: float = 0.0
    opens: bool = False
    heading: bool = False
    margin: bool = False


class Placed(NamedTuple):
    """A line with its section; *section* is None above the first heading."""

    line: Line
    section: Section | None
    is_heading: bool = False


class Script(NamedTuple):
    """The text of one CV. *others* are additional readings of its pages, as (page, text)."""

    pages: int
    lines: list[Line]
    others: list[tuple[int, str]]
