"""JSON that a script of a page hands over, as in ``window.pageData = {…};``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jobscout.errors import SourceChanged
from jobscout.sources import html_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

# Possessive, and an unclosed string extends to the end: linear for any input.
_TOKEN: Final = re.compile(r'"(?:[^"\\]++|\\.?)*+(?:"|\Z)|[\[{]|[\]}]', re.DOTALL)


def script_data(kind: str, body: bytes, before: re.Pattern[str]) -> bytes:
    """The object or list that follows *before* in a script; of one that does not end, the rest.

    Raises:
        SourceChanged: no script has it, or the page cannot be read.
        SourceError: ``too-large``, see ``html_pages.tree``.
    """
    for script in html_pages.tree(kind, body).css("script"):
        text = script.text() or ""
        found = before.search(text)
        if found and text[found.end() : found.end() + 1] in {"{", "["}:
            return text[found.end() : _end(text, found.end())].encode("utf-8", "replace")
    raise SourceChanged(kind, f"no script of the page has {before.pattern!r}")


def _end(text: str, start: int) -> int:
    """Where what begins at *start* ends; brackets in strings do not count."""
    depth = 0
    for end, sign in _brackets(text, start):
        depth += 1 if sign in "[{" else -1
        if depth == 0:
            return end
    return len(text)


def _brackets(text: str, start: int) -> Iterator[tuple[int, str]]:
    for token in _TOKEN.finditer(text, start):
        if len(token[0]) == 1 and token[0] != '"':
            yield token.end(), token[0]
