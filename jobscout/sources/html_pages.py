"""Pages of HTML as trees, and what their elements say."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections import Counter
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from jobscout.errors import SourceChanged, SourceError
from jobscout.rules import caps

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_CHARSET = re.compile(
    rb"<meta[^<>]{1,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_-]{2,20})", re.IGNORECASE
)
_HEAD_BYTES = 2048
_UNCLOSED = 2_000
_TAG = re.compile(rb"<(/?)([a-zA-Z][^\s/<>]{0,50})([^<>]*)")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_LONG_TAG = 20_000
_MAX_ATTRIBUTES = 2_000
_MAX_NODES = 1_000
# Elements without an end, and those that end where the next one begins.
_SHORT = frozenset(
    b"area base br col embed hr img input link meta source track wbr p li dt dd option optgroup"
    b" tr td th thead tbody tfoot colgroup rt rp path use circle rect line polygon stop".split()
)
_MADE_BY_END = frozenset({b"p", b"br"})  # by an end tag without a start
_SILENT = frozenset({"script", "style", "template", "noscript"})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    *_SILENT,
})  # fmt: skip


def tree(kind: str, body: bytes) -> LexborHTMLParser:
    """The elements of a page. What is no text in its charset becomes U+FFFD.

    Raises:
        SourceError: ``too-large``, it has more than ``caps.HTML_ELEMENTS``.
        SourceChanged: its elements are nested, or have attributes, beyond reason: parsers take
            quadratic time over these.
    """
    unclosed = Counter[bytes]()
    elements = 0
    for found in _TAG.finditer(body):
        closing, name, rest = found.groups()
        named = name.lower()
        elements += not closing or named in _MADE_BY_END
        if elements > caps.HTML_ELEMENTS:
            said = f"{kind}: over {caps.HTML_ELEMENTS} elements in one page"
            raise SourceError("too-large", said)
        if named not in _SHORT:
            unclosed[named] += -1 if closing and unclosed[named] else not closing
        if len(rest) > _LONG_TAG and len(_QUOTED.sub(b"", rest).split()) > _MAX_ATTRIBUTES:
            raise SourceChanged(kind, f"an element has over {_MAX_ATTRIBUTES} attributes")
    if unclosed.total() > _UNCLOSED:
        raise SourceChanged(kind, f"the page has over {_UNCLOSED} elements that are not closed")
    return LexborHTMLParser(decoded(body).replace("\0", ""))


def page_tree(kind: str, body: bytes) -> LexborNode:
    """The root element of a page. Raises as ``tree``, and SourceChanged without one."""
    root = tree(kind, body).root
    if root is None:
        raise SourceChanged(kind, "the page is no HTML")
    return root


def text_of(element: LexborNode) -> str:
    """The text of an element as people see it: white space is collapsed, blocks are apart.

    Only its first thousand nodes count: it is a title, a place or the like.
    """
    said: list[str] = []
    current: LexborNode | None = element.first_child
    for _ in range(_MAX_NODES):
        if current is None:
            break
        tag = current.tag or ""
        if current.is_text_node:
            said.append(current.text_content or "")
        elif tag not in _INLINE:
            said.append(" ")
        inside = None if tag in _SILENT else current.first_child
        current = inside if inside is not None else _after(current, element, said)
    return " ".join("".join(said).split())


def _after(current: LexborNode, scope: LexborNode, said: list[str]) -> LexborNode | None:
    """The next node of *scope* that is not inside *current*."""
    while current.next is None:
        parent = current.parent
        if parent is None or parent.mem_id == scope.mem_id:
            return None
        if parent.tag not in _INLINE:
            said.append(" ")
        current = parent
    return current.next


def decoded(body: bytes) -> str:
    """A page's text: UTF-8, or what its meta element says; other bytes become U+FFFD."""
    body = body.removeprefix(BOM_UTF8)
    try:
        return body.decode()
    except UnicodeDecodeError:
        found = _CHARSET.search(body[:_HEAD_BYTES])
        named = found[1].decode().lower() if found else "utf-8"
        return body.decode(_CHARSETS.get(named, "utf-8"), "replace")


# As browsers read them: the label of Latin-1 means windows-1252 (WHATWG Encoding, 4.2).
_CHARSETS = {
    **dict.fromkeys(("iso-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii"), "cp1252"),
    **{name: name for name in ("iso-8859-2", "iso-8859-15", "windows-1250", "windows-1251")},
    **{name: name for name in ("shift_jis", "euc-jp", "euc-kr", "gbk", "gb2312", "big5")},
}
