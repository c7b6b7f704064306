"""Feeds that are no well-formed XML, by feedparser, which reads them tag by tag.

It is slow (some 40 µs for each tag), so what is given to it is bounded, and it reads only what
``xml_documents`` cannot repair. It takes time in proportion to the number of tags, whatever they
are; its own handling of HTML is switched off.
"""

from __future__ import annotations

import io
import re
from typing import Any, Final

import feedparser

from jobscout.sources.xml_documents import Element

_LONGEST: Final = 4_000_000
_MOST_TAGS: Final = 100_000  # with references: each costs as much as a tag
_ROOT = re.compile(r"<(rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_BEGINNING: Final = 10_000  # of the text, in which the root must be
_ENDING: Final = 1_000
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_OUR_NAMES: Final = {"summary": "description", "published": "pubDate", "id": "guid"}


def rescued(text: str) -> list[Element]:
    """The entries of a feed; empty if it is none, too long, or defines entities.

    The last one is left out if the feed is cut off.
    """
    root = _ROOT.search(text[:_BEGINNING])
    tags = text.count("<") + text.count("&")
    if root is None or len(text) > _LONGEST or tags > _MOST_TAGS or _ENTITY.search(text):
        return []
    try:
        # A file: bytes that are an address or a path would be opened.
        feed = feedparser.parse(
            io.BytesIO(text.encode()),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except MemoryError:  # of the whole answer, see ``worker_processes``
        raise
    except Exception:  # noqa: BLE001  (it raises many, over input that is none of ours)
        return []
    found = [_element(entry, feed.namespaces) for entry in feed.entries]
    is_cut = f"</{root[1]}".lower() not in text[-_ENDING:].lower()
    return found[:-1] if is_cut else found


def _element(entry: dict[str, Any], prefixes: dict[str, str]) -> Element:
    """What ``xml_documents`` would have read: feedparser writes ``g:id`` as ``g_id``."""
    element = Element("item", {})
    contents = [("content:encoded", content.get("value")) for content in entry.get("content", ())]
    tags = [("category", tag.get("term")) for tag in entry.get("tags", ())]
    for key, value in (*contents, *tags, *entry.items()):
        if isinstance(value, str):
            child = Element(_name(key, prefixes), {})
            child.parts.append(value)
            element.parts.append(child)
    return element


def _name(key: str, prefixes: dict[str, str]) -> str:
    words = key.split("_", 3)
    for end in range(1, len(words)):
        if (prefix := "_".join(words[:end])) in prefixes:
            return f"{prefix}:{'_'.join(words[end:])}"
    return _OUR_NAMES.get(key, key)
