"""What an employer's own career page says of itself, for the kinds that read any page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

from jobscout.errors import SourceError
from jobscout.rules.spelling import fold
from jobscout.sources import html_pages, job_links, markup, sitemaps
from jobscout.sources.web_pages import employers_labels, is_service

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
_REFRESH: Final = re.compile(
    r"\s*(\d{1,2})(?:\.\d*)?\s*[;,]\s*url\s*=\s*[\"']?([^\"']+)", re.IGNORECASE
)
_LONGEST_DELAY_S: Final = 10  # of a page that only leads elsewhere
_SCRIPTED: Final = re.compile(
    r"\blocation(?:\.href)?\s{0,9}=\s{0,9}[\"']([^\"'\s]{1,500})[\"']"
    r"|\blocation\.(?:replace|assign)\(\s{0,9}[\"']([^\"'\s]{1,500})[\"']"
)
_FILE: Final = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|png|jpe?g|svg|gif|webp|mp4)$", re.IGNORECASE
)
_MAX_LINKS: Final = 3_000
_MAX_LISTS: Final = 3
_MAX_WORDS: Final = 60  # characters of what a link to a list says


class Leads(NamedTuple):
    """Where a page leads that shows no board itself: absolute addresses.

    *onward* is where it sends its readers at once; None if they stay. *lists* are its own frames
    and further pages of the same site that speak of jobs, the most promising first. *job* is the
    page of one job.
    """

    onward: str | None = None
    lists: tuple[str, ...] = ()
    job: str | None = None


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


def leads(body: bytes, url: str) -> Leads:
    """Raises SourceError: the page cannot be read."""
    page = html_pages.tree(_SOURCE, body)
    said = {
        link: node.text()[:_MAX_WORDS]
        for node in page.css("a[href]")[:_MAX_LINKS]
        if (link := job_links.absolute(node.attributes.get("href") or "", url))
    }
    here = url.partition("#")[0].rstrip("/")
    frames = [
        link
        for node in page.css("iframe[src]")[:_MAX_LISTS]
        if (link := job_links.absolute(node.attributes.get("src") or "", url))
        and job_links.same_site(link, url)
    ]
    lists = [
        link
        for link, words in said.items()
        if job_links.same_site(link, url)
        and link.rstrip("/") != here
        and not _FILE.search(urlsplit(link).path)
        and (is_career_page(link) or job_links.speaks_of_jobs(words))
    ]
    lists.sort(key=lambda link: not job_links.is_list(link))
    jobs = job_links.job_pages(said, url, None)
    return Leads(
        _onward(page, url, not said),
        tuple(dict.fromkeys([*frames, *lists]))[:_MAX_LISTS],
        next(iter(jobs), None),
    )


def _onward(page: LexborHTMLParser, url: str, is_bare: bool) -> str | None:
    """The target of a refresh, or of a script on a page without links."""
    targets = [
        found[2]
        for node in page.css("meta[http-equiv][content]")
        if (node.attributes.get("http-equiv") or "").lower() == "refresh"
        and (found := _REFRESH.match(node.attributes.get("content") or ""))
        and int(found[1]) <= _LONGEST_DELAY_S
    ]
    if is_bare:
        found_in = (_SCRIPTED.search(node.text() or "") for node in page.css("script"))
        targets += [found[1] or found[2] for found in found_in if found]
    absolute = (job_links.absolute(target, url) for target in targets)
    return next((link for link in absolute if link and link != url), None)


def is_career_page(url: str) -> bool:
    """Whether the address is that of an employer's jobs, and not of an article about some."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    segments = [segment for segment in parts.path.split("/") if segment]
    if not segments:
        return is_service(host)
    last = segments[-1].rsplit(".", 1)[0]
    return job_links.names_jobs(last) or (len(segments) == 1 and is_service(host))


def is_of_jobs(body: bytes, url: str) -> bool:
    """Whether the sitemap at *url* lists jobs, or sitemaps of jobs. Raises SourceChanged."""
    sitemap = sitemaps.read(_SOURCE, body)
    links = [entry.url for entry in sitemap.entries]
    if sitemap.is_index:
        return any(job_links.speaks_of_jobs(urlsplit(link).path) for link in links)
    return any(job_links.is_job(link) for link in job_links.job_pages(links, url, None))


def is_related(employer: str, url: str) -> bool:
    """Whether a name in the host begins like the employer's, or the other way round."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    name = _letters(employer)
    owns = [_letters(label) for label in employers_labels(host)]
    return len(name) >= _LEAST_NAME and any(
        name.startswith(own) or own.startswith(name) for own in owns if len(own) >= _LEAST_NAME
    )


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
