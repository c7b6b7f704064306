"""JSON that a script of a page hands over, as in ``window.pageData = {…};``."""

from __future__ import annotations

import re
from typing import Final

from jobscout.errors import SourceChanged
from jobscout.sources import html_pages

# Possessive, and an unclosed string extends to the end: linear for any input.
_TOKEN: Final = re.compile(rb'"(?:[^"\\]++|\\.?)*+(?:"|\Z)|(?P<open>[\[{])|[\]}]', re.DOTALL)


def assigned(name: bytes, page: bytes) -> bytes | None:
    """The list or object that follows ``name =`` first; None if nothing does."""
    found = re.search(rb"(?<!\w)" + re.escape(name) + rb"\s{0,9}=\s{0,9}(?=[\[{])", page)
    return None if found is None else _value(page, found.end())


def script_data(kind: str, body: bytes, before: re.Pattern[str]) -> bytes:
    """The object or list that follows *before* in a script of the page.

    Raises:
        SourceChanged: no script has it, or the page cannot be read.
        SourceError: ``too-large``, see ``html_pages.tree``.
    """
    for script in html_pages.tree(kind, body).css("script"):
        text = script.text() or ""
        found = before.search(text)
        if found and text[found.end() : found.end() + 1] in {"{", "["}:
            return _value(text[found.end() :].encode("utf-8", "replace"), 0)
    raise SourceChanged(kind, f"no script of the page has {before.pattern!r}")


def _value(text: bytes, start: int) -> bytes:
    """What begins at *start*, up to its own closing bracket, or to the end if that is missing."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        if token["open"]:
            depth += 1
        elif not token[0].startswith(b'"'):
            depth -= 1
            if depth == 0:
                return text[start : token.end()]
    return text[start:]
