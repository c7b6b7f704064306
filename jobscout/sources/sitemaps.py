"""Sitemaps (https://www.sitemaps.org/protocol.html): their addresses, without an XML parser.

Only tags and the text between them are read: no entity but the five of XML is expanded, and the
time is in proportion to the length.
"""

from __future__ import annotations

import html
import re
import zlib
from typing import Final, NamedTuple

from jobscout.errors import SourceChanged, SourceError
from jobscout.rules import caps

_GZIP: Final = b"\x1f\x8b"
_COMMENT: Final = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_ROOT: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,500}>\s*)*<(?:(?P<prefix>[\w.-]{1,40}):)?(?P<name>urlset|sitemapindex)\b"
)
_PART: Final = re.compile(
    r"<(?P<end>/?)(?:(?P<prefix>[\w.-]{1,40}):)?(?P<name>urlset|sitemapindex|url|sitemap|loc|lastmod)"
    r"(?=[\s/>])[^<>]*>(?P<text>(?:<!\[CDATA\[[^<]*|[^<]*))"
)


class Entry(NamedTuple):
    """An address, and when its page was last changed, as it is written there."""

    url: str
    changed: str


class Sitemap(NamedTuple):
    """*is_index*: the entries are sitemaps themselves."""

    is_index: bool
    entries: list[Entry]


def unpacked(source: str, body: bytes) -> bytes:
    """*body*, decompressed if it is a gzip file.

    Raises:
        SourceError: ``too-large`` or ``changed``, it is damaged.
    """
    if not body.startswith(_GZIP):
        return body
    reader = zlib.decompressobj(wbits=31)
    try:
        whole = reader.decompress(body, caps.ANSWER_BYTES)
    except zlib.error as error:
        raise SourceChanged(source, f"a damaged gzip file: {error}") from error
    if reader.unconsumed_tail:
        raise SourceError("too-large", f"{source}: over {caps.ANSWER_BYTES >> 20} MiB unpacked")
    return whole


def is_sitemap(body: bytes) -> bool:
    return _ROOT.match(_COMMENT.sub(b"", body[:8192])) is not None


def read(source: str, body: bytes) -> Sitemap:
    """A sitemap's addresses in its order.

    Raises:
        SourceChanged: it is none, or it ends too early.
    """
    plain = _COMMENT.sub(b"", body)
    root = _ROOT.match(plain)
    if root is None:
        raise SourceChanged(source, "no sitemap")
    prefix, is_index = (root["prefix"] or b"").decode(), root["name"] == b"sitemapindex"
    entries: list[Entry] = []
    url = changed = ""
    is_whole = False
    for found in _PART.finditer(plain.decode("utf-8", "replace")):
        if (found["prefix"] or "") != prefix:  # image:loc
            continue
        name, is_end = found["name"], bool(found["end"])
        if name in {"url", "sitemap"}:
            if is_end and url:
                entries.append(Entry(url, changed))
            url = changed = ""
        elif name in {"urlset", "sitemapindex"}:
            is_whole = is_whole or is_end or found[0].rstrip().endswith("/>")
        elif not is_end:
            said = html.unescape(
                found["text"].removeprefix("<![CDATA[").removesuffix("]]>")
            ).strip()
            if name == "loc":
                url = said
            else:
                changed = said[:40]
    if not is_whole:
        raise SourceChanged(source, "the sitemap ends too early")
    return Sitemap(is_index, entries)
