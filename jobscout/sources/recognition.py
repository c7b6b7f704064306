"""Which board a career page's URL belongs to, or which boards the page shows."""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

import msgspec

from jobscout.sources import ALL
from jobscout.sources.base import content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_PAGE_CHARS: Final = 4_000_000
MAX_CANDIDATES: Final = 20
_ADDRESS: Final = re.compile(r"(?:https?:)?//[^\s\"'<>\\)}\]]{4,500}")


class Recognised(NamedTuple):
    """A source's kind and the config it needs."""

    kind: str
    config: dict[str, Any]


def by_address(url: str) -> Recognised | None:
    """The board that the URL itself names; None if it names none or is invalid."""
    try:
        parts = urlsplit(url if "//" in url else f"https://{url}")
        host = parts.hostname
    except ValueError:
        return None
    if not host:
        return None
    for source in ALL:
        config = source.recognise(parts)
        if config is not None:
            return Recognised(source.kind, config)
    return None


def in_page(body: bytes | Path) -> list[Recognised]:
    """The boards that a page links or embeds, the one named most often first."""
    named: Counter[tuple[str, bytes]] = Counter()
    for url in _addresses(content(body).decode("utf-8", "replace")[:MAX_PAGE_CHARS]):
        found = by_address(url)
        if found:
            named[found.kind, msgspec.json.encode(found.config, order="sorted")] += 1
    return [
        Recognised(kind, msgspec.json.decode(config))
        for (kind, config), _ in named.most_common(MAX_CANDIDATES)
    ]


def _addresses(page: str) -> Iterator[str]:
    """URLs in attributes and in scripts, where slashes may be escaped."""
    for found in _ADDRESS.finditer(html.unescape(page.replace("\\/", "/"))):
        address = found[0]
        yield address if address.startswith("http") else f"https:{address}"
