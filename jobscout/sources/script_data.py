"""JSON that a script of a page assigns to a name."""

from __future__ import annotations

import re
from typing import Final

# Possessive, and an unclosed string extends to the end: linear for any input.
_TOKEN: Final = re.compile(rb'"(?:[^"\\]++|\\.?)*+(?:"|\Z)|(?P<open>[\[{])|[\]}]', re.DOTALL)


def assigned(name: bytes, page: bytes) -> bytes | None:
    """The list or object that follows ``name =`` first; None if nothing does.

    It ends at its own closing bracket, or with the page if that is missing.
    """
    found = re.search(rb"(?<!\w)" + re.escape(name) + rb"\s{0,9}=\s{0,9}(?=[\[{])", page)
    if found is None:
        return None
    start = found.end()
    depth = 0
    for token in _TOKEN.finditer(page, start):
        if token["open"]:
            depth += 1
        elif not token[0].startswith(b'"'):
            depth -= 1
            if depth == 0:
                return page[start : token.end()]
    return page[start:]
