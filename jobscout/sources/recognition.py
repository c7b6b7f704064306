"""Which board a career page's URL belongs to, or which boards the page shows."""

from __future__ import annotations

import logging
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import parse_qsl, urljoin, urlsplit

import msgspec

from jobscout.errors import SourceError
from jobscout.sources import (
    ALL,
    by_kind,
    career_pages,
    html_pages,
    job_links,
    page_addresses,
    sitemaps,
)
from jobscout.sources.base import Fronted, content
from jobscout.sources.web_pages import OfAnyPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from jobscout.sources.base import Source

log = logging.getLogger(__name__)

MAX_PAGE_CHARS: Final = 4_000_000
MAX_CANDIDATES: Final = 20
MAX_ADDRESSES: Final = 20_000
"""So many different addresses of a page are looked at."""
MAX_SITEMAPS: Final = 3
# Links lead anywhere; other elements name what the page itself is made of.
_ELEMENT: Final = re.compile(r"<(?!a\s)[a-z][^<>]*>", re.IGNORECASE)
# Anybody may show a picture that a vendor's server stores, as that of a sponsor's logo.
_PICTURE: Final = re.compile(r"<(?:img|source|image)\s[^<>]*>", re.IGNORECASE)
_SITEMAP_LINE: Final = re.compile(
    r"^\s{0,9}sitemap\s{0,9}:\s{0,9}(\S{1,500})", re.IGNORECASE | re.MULTILINE
)
# What any site has in the place where a vendor's has the names of boards.
_FOLDER: Final = re.compile(
    r"assets|static|_next|_nuxt|packs|dist|images|img|fonts|css|js|scripts|api|cdn-cgi|users|log_?in"
    r"|log_?out|sign_?in|sign_?up|privacy(?:-policy)?|terms(?:-of-(?:use|service))?"
    r"|cookies?(?:-policy)?|.*\.(?:ico|txt|xml|json|css|map|webmanifest|png|jpe?g|gif|svg|webp)",
    re.IGNORECASE,
)
_WHOLE: Final = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_REFERRER: Final = re.compile(
    r"(?:\w{1,20}[_-])?(?:ref|referr?er|source|origin|from)", re.IGNORECASE
)
_MAX_FIELDS: Final = 100

_Key = tuple[str, bytes]
"""A kind and its encoded config."""


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
    if host and host.endswith("."):  # a whole name of the DNS
        host = host.rstrip(".")
        parts = parts._replace(netloc=host)
    if not host:
        return None
    for source in ALL:
        config = _asked(source, source.recognise, parts)
        if config is not None:
            is_folder = any(_FOLDER.fullmatch(str(value)) for value in config.values())
            return None if is_folder else Recognised(source.kind, config)
    return None


def by_pasted(url: str) -> Recognised | None:
    """The board that a pasted address names, or the address inside it.

    So do links that count clicks, of mails and of networks. A page's own note of where its reader
    came from is no such link.
    """
    named = by_address(url)
    if named is not None:
        return named
    try:
        said = parse_qsl(urlsplit(url).query, max_num_fields=_MAX_FIELDS)
    except ValueError:
        return None
    inside = (value for name, value in said if not _REFERRER.fullmatch(name))
    boards = (by_address(value) for value in inside if _WHOLE.match(value))
    return next((board for board in boards if board), None)


def of_site(url: str) -> Recognised | None:
    """The board that has the page's host to itself; None where the host is no board's.

    It is not sure: the page may be another part of what an employer does there, or one search of
    a board of many employers.
    """
    for path in ("", "jobs", "careers"):
        found = by_address(urljoin(url, f"/{path}"))
        if found and path not in found.config.values():  # else the path would name the board
            return found._replace(sure=False)
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
    page = page_addresses.without_comments(html_pages.decoded(data)[:MAX_PAGE_CHARS])
    vendors = _vendors(page, url, data)
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


def distinct(found: Iterable[Recognised]) -> list[Recognised]:
    """Each board once; the generic kinds only where no other is sure."""
    boards = {(one.kind, by_kind(one.kind).board(one.config)): one for one in found}
    vendors = [one for one in boards.values() if not isinstance(by_kind(one.kind), OfAnyPage)]
    return vendors if any(one.sure for one in vendors) else list(boards.values())


def leads(body: bytes | Path, url: str) -> career_pages.Leads:
    """Where a page leads that shows no board; nowhere if it cannot be read."""
    try:
        return career_pages.leads(content(body), url)
    except SourceError:
        return career_pages.Leads()


def sitemaps_named(body: bytes | Path, url: str) -> list[str]:
    """The sitemaps of its own site that the robots.txt at *url* names; a few."""
    said = _SITEMAP_LINE.findall(content(body)[:MAX_PAGE_CHARS].decode("utf-8", "replace"))
    links = (job_links.absolute(link, url) for link in said)
    own = dict.fromkeys(link for link in links if link and job_links.same_site(link, url))
    return list(own)[:MAX_SITEMAPS]


def in_sitemap(body: bytes | Path, url: str, page: str) -> Recognised | None:
    """The source that the sitemap at *url* is, if it has jobs; sure if *page* is a career page."""
    data = sitemaps.unpacked("page", content(body))
    if not sitemaps.is_sitemap(data) or not career_pages.is_of_jobs(data, url):
        return None
    return Recognised("jsonld", {"url": url}, career_pages.is_career_page(page))


def _vendors(page: str, url: str, data: bytes) -> list[Recognised]:
    text = page_addresses.plain(page)
    elements = page_addresses.plain("".join(_ELEMENT.findall(page)))
    made_of = _PICTURE.sub("", text)
    spelt: dict[str, _Key] = {}
    named = Counter(_keys(text, url, spelt))
    embedded = set(_keys(elements, "", spelt))
    fronted = set(_fronted(made_of, url)) if url else set()
    for kind, config in fronted:
        if by_kind(kind).employer(msgspec.json.decode(config)) == "":  # it links its employers'
            return [Recognised(kind, msgspec.json.decode(config))]
    _merge(named, fronted, url)
    is_career_page = career_pages.is_career_page(url)
    own_jobs: int | None = None
    found = []
    for key, times in named.most_common():
        kind, config = key[0], msgspec.json.decode(key[1])
        sure = key in embedded or key in fronted or _is_own(kind, config, url)
        if not sure and is_career_page:
            # One that shows more jobs itself than it links there may link a partner's.
            own_jobs = career_pages.shown(data) if own_jobs is None else own_jobs
            sure = times >= own_jobs
        found.append(Recognised(kind, config, sure))
    return found


def _merge(named: Counter[_Key], fronted: set[_Key], url: str) -> None:
    """Add the *fronted* boards to the *named* ones, so that each is there once.

    One may have two addresses, the vendor's and the employer's own. The own one counts if the
    page is there; elsewhere a widget's number counts less than a name that can be linked.
    """
    here = _host(url)
    for key in fronted:
        kind, config = key[0], msgspec.json.decode(key[1])
        alike = [one for one in named if one[0] == kind and one != key]
        if any(_identity(*one) == _identity(*key) for one in alike):
            continue
        if not config.get("base_url") and _page_host(kind, config) == here:
            for one in alike:
                if career_pages.is_related(_employer(*one), url):
                    del named[one]
        elif alike and by_kind(kind).board(config).isdigit():
            continue
        named[key] += 1


def _is_own(kind: str, config: dict[str, Any], url: str) -> bool:
    """Whether a page is on the host of the board's one employer, or of its board."""
    employer = by_kind(kind).employer(config)
    is_boards = employer != "" and _page_host(kind, config) == _host(url) != ""
    return is_boards or career_pages.is_related(employer or "", url)


def _keys(text: str, url: str, spelt: dict[str, _Key]) -> Iterator[_Key]:
    """The boards that *text* names, as often as it does.

    *spelt* is how one was first spelt: vendors take capitals for small letters.
    """
    known: dict[str, _Key | None] = {}
    for address in page_addresses.addresses(text, url):
        if address not in known:
            if len(known) >= MAX_ADDRESSES:
                return
            found = by_address(address)
            key = _key(found.kind, found.config) if found else None
            known[address] = key and spelt.setdefault(repr(key).casefold(), key)
        named = known[address]
        if named:
            yield named


def _fronted(page: str, url: str) -> Iterator[_Key]:
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


def _employer(kind: str, config: bytes) -> str:
    return by_kind(kind).employer(msgspec.json.decode(config)) or ""


def _page_host(kind: str, config: dict[str, Any]) -> str:
    return _host(by_kind(kind).page_url(config))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _key(kind: str, config: dict[str, Any]) -> _Key:
    return kind, msgspec.json.encode(config, order="sorted")
