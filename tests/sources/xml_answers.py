"""Answers in XML, written from the facts of a fixture."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape


def as_xml(root: str, content: str) -> bytes:
    """A document with one root, given with its attributes; lone surrogates become bytes."""
    name, _, _ = root.partition(" ")
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>{content}</{name}>\n'
    return text.encode("utf-8", "surrogatepass")


def element(name: str, value: Any) -> str:
    """A text as an element, an object as one with elements in it, a list as one for each.

    A value that is nothing of these leaves its element out.
    """
    if isinstance(value, str):
        return f"<{name}>{escape(value)}</{name}>"
    if isinstance(value, dict):
        return f"<{name}>{elements(value)}</{name}>"
    if isinstance(value, list):
        return "".join(element(name, one) for one in value)
    return ""


def elements(entry: Any) -> str:
    """The content of an entry; of one that is no object nothing."""
    if not isinstance(entry, dict):
        return ""
    return "".join(element(name, value) for name, value in entry.items())


def entries(name: str, found: Any) -> str:
    """A list of entries, each an element."""
    each = found if isinstance(found, list) else []
    return "".join(f"<{name}>{elements(entry)}</{name}>" for entry in each)
