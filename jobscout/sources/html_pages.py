"""Pages of HTML as trees, and what their elements say."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections import Counter
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from jobscout.errors import SourceChanged

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_CHARSET = re.compile(
    rb"<meta[^<>]{1,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_-]{2,20})", re.IGNORECASE
)
_HEAD_BYTES = 2048
_UNCLOSED = 2_000
_TAG = re.compile(rb"<(/?)([a-zA-Z][^\s/<>]{0,50})")
# Elements without an end, and those that end where the next one begins.
_SHORT = frozenset(
    b"area base br col embed hr img input link meta source track wbr p li dt dd option optgroup"
    b" tr td th thead tbody tfoot colgroup rt rp path use circle rect line polygon stop".split()
)
_SILENT = frozenset({"script", "style", "template", "noscript"})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    *_SILENT,
})  # fmt: skip


def page_tree(kind: str, body: bytes) -> LexborNode:
    """The root element of a page. What is no text in its charset becomes U+FFFD.

    Raises:
        SourceChanged: its elements are nested beyond reason, for which a parser takes long.
    """
    unclosed = Counter[bytes]()
    for closing, name in _TAG.findall(body):
        named = name.lower()
        if named not in _SHORT:
            unclosed[named] += -1 if closing and unclosed[named] else not closing
    if unclosed.total() > _UNCLOSED:
        raise SourceChanged(kind, f"the page has over {_UNCLOSED} elements that are not closed")
    root = LexborHTMLParser(_decoded(body).replace("\0", "")).root
    if root is None:
        raise SourceChanged(kind, "the page is no HTML")
    return root


def text_of(element: LexborNode) -> str:
    """The text of an element as people see it: white space is collapsed, blocks are apart."""
    said: list[str] = []
    current: LexborNode | None = element.first_child
    while current is not None:
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


def _decoded(body: bytes) -> str:
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
