"""SAP SuccessFactors career sites of large employers, on the employers' own hosts.

Pages: /googlefeed.xml, the whole list with the texts as RSS; else /feeds/, RSS of what is new; else
the pages of results at /search/. They are public pages for people and search engines (no key, no
published API or terms), read a few times a day. The setting ``form`` says which: ``googlefeed``,
``feeds`` or ``search``; a feed that is turned off is answered with a page, and then the results
are read. Older sites (career5.successfactors.eu) need a session, and newer ones without any of
these an API per language; neither is read.

Quirks: titles in feeds end with the place. Texts in feeds may be escaped twice, or repeat the
title; then the posting's page has the text. Results are rows of a table or tiles, print titles
twice, and shorten places to "Lake Forest, IL, US +1 more…"; the posting's page has all. An empty
feed has an item "No jobs currently available", with the id 0.
"""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import msgspec

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.rules import caps
from jobscout.sources import feed_hints, html_pages
from jobscout.sources.base import (
    HOST_LABEL,
    Config,
    Page,
    Request,
    endpoint,
    text_setting,
)
from jobscout.sources.paging import Progress, page_of
from jobscout.sources.reading import each_element, safe
from jobscout.sources.successfactors_entries import (
    NO_JOB,
    Entry,
    contents,
    item_facts,
    results,
)
from jobscout.sources.texts import tidy
from jobscout.sources.values import written_time
from jobscout.sources.web_pages import employer_of, moved, same_host
from jobscout.sources.xml_documents import read_document

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_FEEDS: Final = {"googlefeed": "/googlefeed.xml", "feeds": "/feeds/?locale="}
_RESULTS: Final = "/search/"
_TILES: Final = "/tile-search-results/"
_LAST_ROW: Final = 5_000
_HTML: Final = {"Accept": "text/html"}
_HOST = re.compile(rf"(?:{HOST_LABEL}\.)+[a-z][a-z0-9-]*[a-z0-9]")
_VENDOR = re.compile(rf"(?!www\.)(?:{HOST_LABEL}\.)+(?:jobs\.hr\.cloud\.sap|jobs2web\.com)")
_OLDER = re.compile(r"(?:.+\.)?(?:successfactors|sapsf)\.(?:com|eu|cn)")
_ASSETS = re.compile(
    r"\brmkcdn\d{0,2}\.successfactors\.(?:com|eu)\b|[\"']/platform/js/j2w/|\bj2w\.init\(",
    re.IGNORECASE,
)
_LOCALE = re.compile(r"[a-z]{2,3}_[A-Z]{2}")
_RSS = re.compile(rb"<rss[\s>]")


class SuccessFactors:
    kind = "successfactors"
    min_interval = timedelta(hours=6)
    list_has_text = False

    def board(self, config: Config) -> str:
        host = text_setting(config, "host").lower()
        if not _is_host(host):
            raise BadConfig("host", "must be the host of the career site, as in jobs.acme.com")
        return host

    def page_url(self, config: Config) -> str:
        return f"https://{self.board(config)}{_RESULTS}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        host = (address.hostname or "").lower()
        return {"host": host} if _VENDOR.fullmatch(host) and _is_host(host) else None

    def recognise_page(self, page: str, address: SplitResult) -> dict[str, Any] | None:
        host = (address.hostname or "").lower()
        return {"host": host} if _ASSETS.search(page) and _is_host(host) else None

    def employer(self, config: Config) -> str | None:
        return employer_of(self.board(config))

    def first_request(self, config: Config) -> Request:
        form, locale = _form(config), _locale(config)
        if form not in _FEEDS:
            return self._results_request(config, _RESULTS, Progress())
        path = _FEEDS[form] + ((locale or "en_US") if form == "feeds" else "")
        return Request(url=endpoint(f"https://{self.board(config)}", path, config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        form = _form(config)
        if _RSS.search(body[:2000]):
            return self._feed(body, is_all=form != "feeds")
        if form == "search" or isinstance(request.state, Progress):
            return self._results(body, config, request)
        if _ASSETS.search(html_pages.decoded(body)):  # the feed is turned off
            return Page(postings=(), next=self._results_request(config, _RESULTS, Progress()))
        raise SourceChanged(self.kind, "the feed is no RSS, and the page is of another site")

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        if posting.list_hash is None or not same_host(posting.url, self.page_url(config)):
            return None
        return Request(url=moved(posting.url, config), headers=_HTML)

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        page = html_pages.tree(self.kind, body)
        texts = page.css("[itemprop~='description'], .jobdescription")[:1]
        text = tidy(texts[0].inner_html) if texts else None
        if text is None:
            raise SourceChanged(self.kind, f"no text on the page of job {posting.external_id}")
        places = tuple(filter(None, map(tidy, contents(page, "streetAddress"))))
        dates = map(written_time, contents(page, "datePosted"))
        return safe(
            msgspec.structs.replace(
                posting,
                description_html=text,
                locations=max(posting.locations, places, key=len),
                posted_at=posting.posted_at or next(filter(None, dates), None),
            )
        )

    def _feed(self, body: bytes, *, is_all: bool) -> Page:
        found = read_document(self.kind, body, roots={"rss"}, entries={"item"}, facts=item_facts)
        read = each_element(self.kind, found.entries, Entry, _to_raw)
        hints = feed_hints.hints(found.root)
        return Page(**read._asdict(), whole=is_all, windowed=not is_all, poll_hints=hints)

    def _results(self, body: bytes, config: Config, request: Request) -> Page:
        before, path = Progress.before(request), urlsplit(request.url).path
        found = results(self.kind, body, self.page_url(config))
        # Behind the last tile there is nothing at all.
        if not found.is_list and not (before.offset and path == _TILES):
            raise SourceChanged(self.kind, "the page has no list of jobs")
        following = _TILES if found.is_tiled else path
        return page_of(
            self.kind,
            each_element(self.kind, found.rows, Entry, _to_raw),
            request,
            partial(self._results_request, config, following),
            rows=found.printed,
            size=found.printed,
            total=before.total if found.total is None else found.total,
            most=_LAST_ROW,
            newest_first=True,
        )

    def _results_request(self, config: Config, path: str, progress: Progress) -> Request:
        locale = _locale(config)
        query = (
            "q=&sortColumn=referencedate&sortDirection=desc"
            f"{f'&locale={locale}' if locale else ''}&startrow={progress.offset}"
        )
        return Request(
            url=endpoint(f"https://{self.board(config)}", f"{path}?{query}", config),
            headers=_HTML,
            most=caps.HTML_BYTES,
            state=progress,
        )


def _is_host(host: str) -> bool:
    """Whether *host* can be that of a career site, and is not one of an older one."""
    return bool(_HOST.fullmatch(host)) and not _OLDER.fullmatch(host)


def _form(config: Config) -> str:
    form = text_setting(config, "form", default="googlefeed")
    if form not in {*_FEEDS, "search"}:
        raise BadConfig("form", "must be one of: googlefeed, feeds, search")
    return form


def _locale(config: Config) -> str | None:
    if "locale" not in config:
        return None
    locale = text_setting(config, "locale")
    if not _LOCALE.fullmatch(locale):
        raise BadConfig("locale", "must look like en_US")
    return locale


def _to_raw(entry: Entry) -> RawPosting | None:
    if entry.id == NO_JOB:
        return None
    is_complete = entry.description is not None
    return RawPosting(
        external_id=entry.id,
        title=entry.title,
        url=entry.link,
        apply_url=entry.link,
        company=entry.company,
        locations=(entry.location or "",),
        department=entry.department,
        description_html=entry.description,
        posted_at=entry.posted,
        list_hash=None if is_complete else hashlib.sha256(msgspec.json.encode(entry)).digest(),
    )
