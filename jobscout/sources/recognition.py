"""Which board a career page's URL belongs to, or which boards the page shows."""

from __future__ import annotations

import html
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

import msgspec

from jobscout.errors import SourceError
from jobscout.sources import ALL, by_kind, career_pages, html_pages, sitemaps
from jobscout.sources.base import Fronted, content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from jobscout.sources.base import Source

log = logging.getLogger(__name__)

MAX_PAGE_CHARS: Final = 4_000_000
MAX_CANDIDATES: Final = 20
_ADDRESS: Final = re.compile(r"(?:https?:)?//[^\s\"'<>\\)}\]]{4,500}")
# Without its scheme, as the whole value of an attribute or of a script's text.
_BARE: Final = re.compile(
    r"""(?<=["'])(?:[a-zA-Z0-9-]{1,63}\.){2,5}[a-zA-Z]{2,12}/[^\s"'<>\\]{1,300}(?=["'])"""
)
# Links lead anywhere; other elements name what the page itself is made of.
_ELEMENT: Final = re.compile(r"<(?!a\s)[a-z][^<>]*>", re.IGNORECASE)


class Recognised(NamedTuple):
    """A source's kind and the config it needs.

    Not *sure*: the page only mentions it, as an article does; a person has to say that it is meant.
    """

    kind: str
    config: dict[str, Any]
    sure: bool = True


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
        config = _asked(source, source.recognise, parts)
        if config is not None:
            return Recognised(source.kind, config)
    return None


def _asked(
    source: Source, recognise: Callable[..., dict[str, Any] | None], *about: Any
) -> dict[str, Any] | None:
    """What a kind recognises. One of another package that breaks does not keep others from it."""
    try:
        return recognise(*about)
    except Exception:
        log.exception("recognising a board failed", extra={"kind": source.kind})
        return None


def in_page(body: bytes | Path, url: str = "") -> list[Recognised]:
    """The boards that a page links, embeds or fronts, the one named most often first.

    Where none is sure to be the page's own, the page itself or its feed may be read, by a kind
    that reads any page.

    Args:
        url: the page's address after all redirects.
    """
    data = content(body)
    page = html_pages.decoded(data)[:MAX_PAGE_CHARS]
    vendors = _vendors(page, url)
    if any(one.sure for one in vendors) or not url:
        return vendors[:MAX_CANDIDATES]
    try:
        generic = [
            Recognised(kind, config, sure)
            for kind, config, sure in career_pages.readable(data, url)
            if any(source.kind == kind for source in ALL)
        ]
    except SourceError:  # no page that can be read
        generic = []
    return [*vendors, *generic][:MAX_CANDIDATES]


def in_sitemap(body: bytes | Path, url: str, page: str) -> Recognised | None:
    """The source that the sitemap at *url* is, if it has jobs; sure if *page* is a career page."""
    data = sitemaps.unpacked("page", content(body))
    if not sitemaps.is_sitemap(data) or not career_pages.is_of_jobs(data, url):
        return None
    return Recognised("jsonld", {"url": url}, career_pages.is_career_page(page))


def _vendors(page: str, url: str) -> list[Recognised]:
    named = Counter(_keys(page))
    own = set(_keys("".join(_ELEMENT.findall(page))))
    fronted = list(_fronted(page, url)) if url else []
    own.update(fronted)
    # A board that the page also links is not another one for being fronted.
    linked = {_identity(*key) for key in named}
    named.update(key for key in fronted if _identity(*key) not in linked)
    is_career_page = career_pages.is_career_page(url)
    found = []
    for key, _ in named.most_common():
        kind, config = key[0], msgspec.json.decode(key[1])
        employer = by_kind(kind).employer(config) or ""
        sure = key in own or is_career_page or career_pages.is_related(employer, url)
        found.append(Recognised(kind, config, sure))
    return found


def _keys(text: str) -> Iterator[tuple[str, bytes]]:
    for address in _addresses(text):
        found = by_address(address)
        if found:
            yield _key(found.kind, found.config)


def _fronted(page: str, url: str) -> Iterator[tuple[str, bytes]]:
    try:
        address = urlsplit(url)
    except ValueError:
        return
    for source in ALL:
        if isinstance(source, Fronted):
            config = _asked(source, source.recognise_page, page, address)
            if config is not None:
                yield _key(source.kind, config)


def _identity(kind: str, config: bytes) -> tuple[str, str]:
    return kind, by_kind(kind).board(msgspec.json.decode(config))


def _key(kind: str, config: dict[str, Any]) -> tuple[str, bytes]:
    return kind, msgspec.json.encode(config, order="sorted")


def _addresses(page: str) -> Iterator[str]:
    """URLs in attributes and in scripts, where slashes may be escaped."""
    text = html.unescape(page.replace("\\/", "/"))
    for found in _ADDRESS.finditer(text):
        address = found[0]
        yield address if address.startswith("http") else f"https:{address}"
    for found in _BARE.finditer(text):
        yield f"https://{found[0]}"
