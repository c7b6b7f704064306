"""Career pages of any employer that describe their jobs as search engines ask for it.

Format: https://schema.org/JobPosting as JSON-LD or microdata, which sites publish for machines
to read (https://developers.google.com/search/docs/appearance/structured-data/job-posting). What
a site allows is in its robots.txt and its terms, which whoever adds a source reads. The setting
``url`` is one of:

- a page that holds JobPostings; these are the board.
- a list page or a sitemap (or an index of sitemaps, .xml or .xml.gz): the pages of the same site
  that it leads to are jobs, and are requested one by one. ``links`` says how their paths begin,
  as in ``/jobs/*``; without it, words in the addresses decide.

A job known only by its link has no title in the list. It is stored when its page was read, under
its link as id. A page that is changed is requested again where the sitemap says so (``lastmod``).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Final, overload
from urllib.parse import urlsplit

import msgspec

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting, Reject
from jobscout.sources import html_pages, job_links, markup, schema_org, sitemaps
from jobscout.sources.base import Config, Page, Request
from jobscout.sources.job_links import MAX_LINK_CHARS
from jobscout.sources.reading import Entries, each
from jobscout.sources.texts import tidy, web_address
from jobscout.sources.web_pages import OfAnyPage, moved, page_setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selectolax.lexbor import LexborHTMLParser

    from jobscout.sources.schema_org import JobPosting

MAX_LINKS: Final = 10_000
MAX_PAGES: Final = 50
_HTML: Final = {"Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5"}


class _Trail(msgspec.Struct, frozen=True):
    """Where a page stands in the reading: the ``state`` of its request.

    *address* is its own, whatever ``base_url`` is; *waiting* are the sitemaps to read after
    it, *seen* the addresses of the list's pages before it.
    """

    address: str
    waiting: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    in_index: bool = False


class JsonLd(OfAnyPage):
    kind = "jsonld"
    min_interval = timedelta(hours=2)
    list_has_text = False

    def first_request(self, config: Config) -> Request:
        job_links.pattern(config)
        return _request(_Trail(page_setting(config)), config)

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        state = request.state
        trail = state if isinstance(state, _Trail) else _Trail(page_setting(config))
        body = sitemaps.unpacked(self.kind, body)
        if sitemaps.is_sitemap(body):
            return self._sitemap(body, config, trail)
        if trail.in_index:
            raise SourceChanged(self.kind, "no sitemap")
        return self._page(html_pages.tree(self.kind, body), config, trail)

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        if posting.title and posting.list_hash is None:
            return None
        link = posting.external_id if not posting.title else posting.url
        return Request(url=moved(link, config), headers=_HTML)

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        page = posting.url
        found = markup.read(html_pages.tree(self.kind, body))
        read = self._read(found.jobs, page, is_job=True)
        if not read.postings:
            said = read.rejects[0].reason if read.rejects else "the page has no JobPosting"
            raise SourceChanged(self.kind, said)
        job = _own(read.postings, posting)
        if job is None:  # as where a job's address leads to the list when it is gone
            raise SourceChanged(self.kind, "the page has several jobs, and none with its address")
        stated = {
            name: value
            for name, value in msgspec.structs.asdict(job).items()
            if value not in (None, ())
        }
        kept = {
            "external_id": posting.external_id,
            "url": posting.url,
            "list_hash": posting.list_hash,
        }
        return msgspec.structs.replace(posting, **(stated | kept))

    def _page(self, page: LexborHTMLParser, config: Config, trail: _Trail) -> Page:
        found = markup.read(page)
        base = _base(page, trail.address)
        hrefs = [node.attributes.get("href") or "" for node in page.css("a[href]")]
        said = job_links.pattern(config)
        links = job_links.job_pages([*found.links, *hrefs], base, said)
        links = [link for link in links if link != trail.address]
        following, is_cut = _following(hrefs, page, trail)
        holds_jobs = bool(found.jobs or found.broken)
        # A page with an empty place for a JobPosting is a job's own, and leads elsewhere.
        leads = not holds_jobs and not found.empty_blocks
        if links and (leads or said is not None):
            listed = _links([(link, "") for link in links])
            return msgspec.structs.replace(
                listed, next=_request(following, config), whole=listed.whole and not is_cut
            )
        if holds_jobs:
            read = self._read(found.jobs, trail.address)
            # Nobody can say which jobs these were, so none is taken for missing.
            broken = [f"{self.kind}: {reason}"[:300] for reason in found.broken]
            rejects = [*read.rejects, *(Reject(external_id=None, reason=one) for one in broken)]
            return Page(
                **{**read._asdict(), "rejects": rejects},
                next=_request(following, config),
                whole=not is_cut,
            )
        if found.is_list or found.empty_blocks or trail.seen:
            # An empty list says that there is no job; an empty place for one proves nothing,
            # nor does a page after the last.
            return Page(postings=[], rejects=[], whole=found.is_list and not trail.seen)
        raise SourceChanged(self.kind, "the page has neither a JobPosting nor links to jobs")

    def _read(self, entries: Sequence[msgspec.Raw], page: str, *, is_job: bool = False) -> Entries:
        keys = _Keys(schema_org.readable(entries), page, is_job=is_job)
        read = each(self.kind, entries, schema_org.DECODER, keys.to_raw, id_field="identifier")
        once: dict[str, RawPosting] = {}
        for posting in read.postings:
            once.setdefault(posting.external_id, posting)
        return read._replace(postings=list(once.values()))

    def _sitemap(self, body: bytes, config: Config, trail: _Trail) -> Page:
        sitemap = sitemaps.read(self.kind, body)
        if not sitemap.is_index:
            listed = _jobs_of(sitemap.entries, config, trail)
            return msgspec.structs.replace(listed, next=_request(_inner(trail.waiting), config))
        if trail.in_index:  # two levels at most
            following = _request(_inner(trail.waiting), config)
            return Page(postings=[], rejects=[], next=following, whole=False)
        inner = [job_links.absolute(entry.url, trail.address) for entry in sitemap.entries]
        known = [one for one in inner if one and job_links.same_site(one, trail.address)]
        speaking = [one for one in known if job_links.speaks_of_jobs(urlsplit(one).path)]
        chosen = tuple(dict.fromkeys(speaking or known))
        return Page(
            postings=[],
            rejects=[],
            next=_request(_inner(chosen[:MAX_PAGES]), config),
            whole=len(chosen) <= MAX_PAGES and bool(chosen or not sitemap.entries),
        )


class _Keys:
    """Which id each JobPosting of a page has.

    Its identifier or its address, unless several have the same. Where a page states neither for
    any job, title and places identify them; a job's own page (*is_job*) does by its address.
    """

    def __init__(self, jobs: Sequence[JobPosting], page: str, *, is_job: bool) -> None:
        self._page, self._is_job = page, is_job
        distinct = {(_identifier(job), schema_org.own_url(job, page), job.title) for job in jobs}
        self._identifiers = Counter(identifier for identifier, _, _ in distinct)
        self._urls = Counter(url for _, url, _ in distinct)
        self._urls[page] += 2  # the list itself
        self._has_ids = any(self._stated(job) for job in jobs)

    def to_raw(self, job: JobPosting) -> RawPosting:
        external_id = self._stated(job) or (self._page if self._is_job else None)
        if external_id is None:
            if self._has_ids:
                raise ValueError("`identifier` is missing, and so is an address of its own")
            external_id = " | ".join((job.title, *schema_org.places(job)))[:MAX_LINK_CHARS]
        raw = schema_org.to_raw(job, external_id=external_id, page=self._page)
        if raw.description_html or raw.apply_url is None or self._is_job:
            return raw
        if raw.apply_url == self._page or not job_links.same_site(raw.apply_url, self._page):
            return raw
        version = hashlib.sha256(msgspec.json.encode(job)).digest()
        return msgspec.structs.replace(raw, list_hash=version)

    def _stated(self, job: JobPosting) -> str | None:
        identifier, url = _identifier(job), schema_org.own_url(job, self._page)
        if identifier and self._identifiers[identifier] == 1:
            return identifier
        return url if url and self._urls[url] == 1 else None


def _own(found: Sequence[RawPosting], listed: RawPosting) -> RawPosting | None:
    """Which of a page's jobs is the *listed* one: by address or identifier, else the only text."""
    named = {listed.url, listed.external_id, listed.requisition_id} - {None}
    for one in found:
        if {one.apply_url, one.requisition_id} & named:
            return one
    told = [one for one in found if one.description_html] if len(found) > 1 else found
    return told[0] if len(told) == 1 else None


def _identifier(job: JobPosting) -> str | None:
    return None if job.identifier is None else tidy(str(job.identifier))


def _jobs_of(entries: Sequence[sitemaps.Entry], config: Config, trail: _Trail) -> Page:
    """The jobs of one sitemap."""
    changed = {
        link: entry.changed
        for entry in entries
        if (link := job_links.absolute(entry.url, trail.address)) is not None
    }
    said = job_links.pattern(config)
    links = job_links.job_pages(changed, trail.address, said)
    is_of_jobs = job_links.speaks_of_jobs(urlsplit(trail.address).path)
    if not links and said is None and is_of_jobs:
        links = [link for link in changed if job_links.same_site(link, trail.address)]
    page = _links([(link, changed[link]) for link in links])
    # Of any other sitemap it is not known that none of its pages is a job's.
    sure = bool(links or said or is_of_jobs) or not entries
    return msgspec.structs.replace(page, whole=page.whole and sure)


def _links(links: Sequence[tuple[str, str]]) -> Page:
    """Postings of which only the link is known, and when its page was changed."""
    postings = [
        RawPosting(
            external_id=link,
            title="",
            url=url,
            list_hash=hashlib.sha256(f"{link}\n{changed}".encode()).digest(),
        )
        for link, changed in links[:MAX_LINKS]
        if (url := web_address(link)) is not None
    ]
    return Page(postings=postings, rejects=[], whole=len(links) <= MAX_LINKS)


def _inner(waiting: tuple[str, ...]) -> _Trail | None:
    """The next of an index's sitemaps."""
    return _Trail(waiting[0], waiting=waiting[1:], in_index=True) if waiting else None


@overload
def _request(trail: _Trail, config: Config) -> Request: ...
@overload
def _request(trail: _Trail | None, config: Config) -> Request | None: ...
def _request(trail: _Trail | None, config: Config) -> Request | None:
    if trail is None:
        return None
    return Request(url=moved(trail.address, config), headers=_HTML, state=trail)


def _base(page: LexborHTMLParser, address: str) -> str:
    """What the page's links are relative to."""
    named = page.css_first("base[href]")
    base = job_links.absolute((named and named.attributes.get("href")) or "", address)
    return base if base and job_links.same_site(base, address) else address


def _following(
    hrefs: Sequence[str], page: LexborHTMLParser, trail: _Trail
) -> tuple[_Trail | None, bool]:
    """The list's next page, and whether it is left out because there are too many."""
    named = [
        node.attributes.get("href") or ""
        for node in page.css('link[rel="next"][href], a[rel~="next"][href]')
    ]
    here = urlsplit(trail.address)
    read = {trail.address, *trail.seen}
    for href in named or job_links.next_numbered(hrefs, trail.address):
        link = job_links.absolute(href, trail.address)
        if link and link not in read and urlsplit(link).netloc == here.netloc:
            if len(read) >= MAX_PAGES:
                return None, True
            return _Trail(link, seen=(*trail.seen, trail.address)), False
    return None, False
