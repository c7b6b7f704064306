"""HTML pages as trees. For any input within the caps, only SourceChanged is raised."""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from jobscout.errors import SourceChanged

MAX_DEPTH: Final = 5_000
"""Elements left open at one place; the parser's time grows with the square of it."""

_TAG: Final = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]{0,19})")
_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}charset\s{0,9}=\s{0,9}[\"']?([\w-]{1,30})", re.IGNORECASE
)
# Without an end tag, or closed by the next one.
_OPEN_ENDED: Final = frozenset(
    b"area base br col embed hr img input link meta param source track wbr"
    b" li p dt dd tr td th option thead tbody tfoot".split()
)


def decoded(body: bytes) -> str:
    """A page's text: UTF-8, or what its meta element says; other bytes become U+FFFD."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    named = _CHARSET.search(body, 0, 4096)
    try:
        return body.decode(named[1].decode() if named else "utf-8", "replace")
    except (LookupError, ValueError):  # no text encoding, or an unknown one
        return body.decode("utf-8", "replace")


def tree(source: str, body: bytes) -> LexborHTMLParser:
    """The page's elements.

    Raises:
        SourceChanged: it nests elements beyond ``MAX_DEPTH``.
    """
    depth = 0
    for tag in _TAG.finditer(body):
        if tag[1]:
            depth -= depth > 0
        elif tag[2].lower() not in _OPEN_ENDED:
            depth += 1
            if depth > MAX_DEPTH:
                raise SourceChanged(source, f"the page has over {MAX_DEPTH} open elements")
    return LexborHTMLParser(decoded(body).replace("\0", ""))
