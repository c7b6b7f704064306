"""Answers in HTML, written from the facts of a fixture."""

from __future__ import annotations

import json
from html import escape
from typing import Any
from urllib.parse import quote


def as_html(body: str, head: str = "") -> bytes:
    """A page; lone surrogates become bytes that are no text."""
    page = f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return page.encode("utf-8", "surrogatepass")


def element(tag: str, value: Any, attributes: str = "") -> str:
    """An element with a text; of a value that is none it is left out."""
    if not isinstance(value, str):
        return ""
    return f"<{tag} {attributes}>{escape(value)}</{tag}>"


def segment(value: Any) -> str | None:
    """A text as one segment of a link's path."""
    return quote(value, "", errors="surrogatepass") if isinstance(value, str) else None


def entries_of(facts: Any, name: str) -> list[dict[str, Any]] | None:
    """The list of this name in a document; an entry that is no object says nothing."""
    found = facts.get(name) if isinstance(facts, dict) else None
    if not isinstance(found, list):
        return None
    return [entry if isinstance(entry, dict) else {} for entry in found]


def job_page(facts: Any) -> bytes:
    """A page with one block of JSON-LD."""
    said = json.dumps(facts).replace("</", "<\\/")
    return as_html("<h1>Job</h1>", f'<script type="application/ld+json">{said}</script>')
