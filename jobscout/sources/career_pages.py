"""What an employer's own career page says of itself, for the kinds that read any page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from jobscout.errors import SourceError
from jobscout.rules.spelling import fold
from jobscout.sources import html_pages, job_links, markup, sitemaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser

_FEEDS: Final = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
# What a feed begins with, of any kind that ``feed`` reads: RSS, RDF, Atom, JSON Feed.
_FEED: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(?:<[?!][^>]{0,500}>\s*)*<(?:rss|rdf:RDF|feed)[\s>]"
    rb"|\{[^{}]{0,500}jsonfeed\.org)"
)
_TITLE: Final = re.compile(rb"<title[^<>]{0,100}>(?:<!\[CDATA\[)?([^<]{0,200})")
_SOURCE: Final = "page"
_MAX_FEEDS: Final = 5
_HEAD: Final = 10_000  # bytes in which a feed states its title
_LEAST_NAME: Final = 3  # letters; shorter names are alike by chance


def readable(body: bytes, url: str) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Kind, config and certainty of the sources that a page could be, the best first.

    Raises:
        SourceError: the page cannot be read.
    """
    body = sitemaps.unpacked(_SOURCE, body)
    if sitemaps.is_sitemap(body):
        yield "jsonld", {"url": url}, is_of_jobs(body, url)
        return
    if _FEED.match(body):
        title = _TITLE.search(body, 0, _HEAD)
        said = title[1].decode("utf-8", "replace") if title else ""
        yield "feed", {"url": url}, job_links.speaks_of_jobs(f"{said} {urlsplit(url).path}")
        return
    page = html_pages.tree(_SOURCE, body)
    found = markup.read(page)
    hrefs = [node.attributes.get("href") or "" for node in page.css("a[href]")]
    if found.jobs or found.broken:
        yield "jsonld", {"url": url}, True
    elif job_links.job_pages(found.links, url, None):
        yield "jsonld", {"url": url}, is_career_page(url)
    for link in list(dict.fromkeys(_feeds(page, url)))[:_MAX_FEEDS]:
        yield "feed", {"url": link}, True
    for link in dict.fromkeys(_sitemaps(page, url)):
        yield "jsonld", {"url": link}, True
    # Whether the pages behind the links have a JobPosting is not known yet.
    if not (found.jobs or found.broken or found.links) and job_links.job_pages(hrefs, url, None):
        yield "jsonld", {"url": url}, False


def shown(body: bytes) -> int:
    """How many JobPostings a page has in its markup; none if it cannot be read."""
    try:
        return len(markup.read(html_pages.tree(_SOURCE, body)).jobs)
    except SourceError:
        return 0


def is_career_page(url: str) -> bool:
    """Whether the address is that of an employer's jobs, and not of an article about some."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    segments = [segment for segment in parts.path.split("/") if segment]
    if not segments:
        return job_links.is_service(host)
    last = segments[-1].rsplit(".", 1)[0]
    return job_links.names_jobs(last) or (len(segments) == 1 and job_links.is_service(host))


def is_of_jobs(body: bytes, url: str) -> bool:
    """Whether the sitemap at *url* lists jobs, or sitemaps of jobs. Raises SourceChanged."""
    sitemap = sitemaps.read(_SOURCE, body)
    links = [entry.url for entry in sitemap.entries]
    if sitemap.is_index:
        return any(job_links.speaks_of_jobs(urlsplit(link).path) for link in links)
    return any(job_links.is_job(link) for link in job_links.job_pages(links, url, None))


def is_related(employer: str, url: str) -> bool:
    """Whether the host's name begins like the employer's, or the other way round."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    name, own = _letters(employer), _letters(job_links.home(host).split(".")[0])
    if min(len(name), len(own)) < _LEAST_NAME:
        return False
    return name.startswith(own) or own.startswith(name)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text))


def _feeds(page: LexborHTMLParser, url: str) -> Iterator[str]:
    """The feeds whose title or address speaks of jobs."""
    for node in page.css('link[rel~="alternate"][type][href]'):
        attributes = node.attributes
        if (attributes.get("type") or "").split(";")[0].strip().lower() in _FEEDS:
            link = job_links.absolute(attributes.get("href") or "", url)
            where = urlsplit(link or "")
            said = f"{attributes.get('title') or ''} {where.path} {where.query}"
            if link and job_links.speaks_of_jobs(said):
                yield link


def _sitemaps(page: LexborHTMLParser, url: str) -> Iterator[str]:
    for node in page.css('link[rel~="sitemap"][href], a[href$=".xml"], a[href$=".xml.gz"]'):
        link = job_links.absolute(node.attributes.get("href") or "", url)
        if link is None or not job_links.same_site(link, url):
            continue
        path = urlsplit(link).path
        if "sitemap" in path.lower() and job_links.speaks_of_jobs(path):
            yield link
