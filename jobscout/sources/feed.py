"""Any site's feed of jobs, named by its address: RSS, Atom, JSON Feed, and XML made for job sites.

Formats: RSS 0.9x, 1.0 and 2.0 (https://www.rssboard.org/rss-specification), Atom (RFC 4287), JSON
Feed (https://www.jsonfeed.org/version/1.1/), lists of ``<job>`` as Indeed and its like take them,
and what job vocabularies add to RSS (``g:location``, ``job_listing:company``). Terms are those of
the site; robots.txt is honoured, as everywhere.

A field that is made for the fact wins; nothing is guessed from texts. Where a site puts company or
place elsewhere, ``company_from`` and ``location_from`` say so. With ``company_from`` the feed has
the jobs of many employers, otherwise those of one.

A feed lists the newest entries and closes nothing, unless it says that it is complete (RFC 5005,
``fh:complete``), or the setting ``lists`` is ``all``. Further pages are not read. A feed that is
no XML is read as far as it goes, see ``damaged_feeds``, and is then not whole.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.sources import feed_hints
from jobscout.sources.base import Config, OneRequest, Page, Request
from jobscout.sources.damaged_feeds import rescued
from jobscout.sources.deadlines import deadline
from jobscout.sources.feed_entries import FeedEntry, element_facts
from jobscout.sources.reading import Entries, Identity, each, each_element, envelope
from jobscout.sources.texts import paragraphs
from jobscout.sources.values import written_time
from jobscout.sources.web_pages import OfAnyPage, moved, page_setting
from jobscout.sources.xml_documents import read_document

if TYPE_CHECKING:
    from jobscout.model import PollHints
    from jobscout.sources.xml_documents import Element

_ROOTS: Final = frozenset({"rss", "rdf:RDF", "feed", "source", "jobs", "trovit", "vacancies"})
_ENTRIES: Final = frozenset({"item", "entry", "job", "ad", "vacancy"})
_COMPANY_FROM: Final = ("company", "author", "title_at", "title_colon")
_LOCATION_FROM: Final = ("location", "category", "title_end")
_LISTS: Final = ("newest", "all")
_JSON_FEED: Final = "jsonfeed.org/version/"
_COMPLETE: Final = "http://purl.org/syndication/history/1.0"


class _Author(msgspec.Struct):
    name: str | None = None


class _Item(msgspec.Struct):
    id: Identity
    title: str
    url: str | None = None
    external_url: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: Any = None
    date_modified: Any = None
    authors: list[_Author] | None = None
    author: _Author | None = None
    tags: list[str] | None = None
    language: str | None = None


class _JSONFeed(msgspec.Struct):
    version: str
    items: list[msgspec.Raw]
    next_url: Any = None


_FEED = msgspec.json.Decoder(_JSONFeed)
_ITEM = msgspec.json.Decoder(_Item)


class _Settings(NamedTuple):
    company_from: str | None
    location_from: str
    lists: str | None


class Feed(OfAnyPage, OneRequest):
    kind = "feed"
    min_interval = timedelta(minutes=30)

    def employer(self, config: Config) -> str | None:
        return "" if _settings(config).company_from else super().employer(config)

    def first_request(self, config: Config) -> Request:
        _settings(config)
        return Request(url=moved(page_setting(config), config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        settings = _settings(config)
        if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
            return self._json(body, settings)
        return self._xml(body, settings)

    def _json(self, body: bytes, settings: _Settings) -> Page:
        feed = envelope(self.kind, body, _FEED)
        if _JSON_FEED not in feed.version:
            raise SourceChanged(self.kind, f"`$.version` is {feed.version[:100]!r}")
        read = each(self.kind, feed.items, _ITEM, lambda item: _to_raw(_of_item(item), settings))
        return _page(read, settings, more=feed.next_url not in (None, ""))

    def _xml(self, body: bytes, settings: _Settings) -> Page:
        found = read_document(
            self.kind, body, roots=_ROOTS, entries=_ENTRIES, facts=element_facts, rescue=rescued
        )
        read = each_element(
            self.kind, found.entries, FeedEntry, lambda entry: _to_raw(entry, settings)
        )
        if found.is_damaged:
            return Page(**read._asdict(), whole=False)
        about = [found.root, *found.root.all("channel")]
        return _page(
            read,
            settings,
            complete=any(map(_says_complete, about)),
            more=any(map(_has_next, about)),
            poll_hints=feed_hints.hints(found.root),
        )


def _page(
    read: Entries,
    settings: _Settings,
    *,
    complete: bool = False,
    more: bool,
    poll_hints: PollHints | None = None,
) -> Page:
    """*complete* and *more* are what the feed says: it has all, and there is another page."""
    is_all = settings.lists == "all" or (settings.lists is None and complete)
    return Page(
        **read._asdict(),
        whole=is_all and not more,
        windowed=not is_all,
        poll_hints=poll_hints,
    )


def _settings(config: Config) -> _Settings:
    """Raises BadConfig, naming the first wrong one."""
    company_from = _choice(config, "company_from", _COMPANY_FROM)
    location_from = _choice(config, "location_from", _LOCATION_FROM) or "location"
    return _Settings(company_from, location_from, _choice(config, "lists", _LISTS))


def _choice(config: Config, field: str, values: tuple[str, ...]) -> str | None:
    value = config.get(field)
    if value is not None and value not in values:
        raise BadConfig(field, f"must be one of: {', '.join(values)}")
    return value


def _says_complete(head: Element) -> bool:
    return any(
        child.name.rpartition(":")[2] == "complete"
        and (":" in child.name or child.attributes.get("xmlns") == _COMPLETE)
        for child in head
    )


def _has_next(head: Element) -> bool:
    return any(link.attributes.get("rel") == "next" for link in head.all("link"))


def _of_item(item: _Item) -> FeedEntry:
    author = (item.authors or [item.author or _Author()])[0]
    text = item.content_text or item.summary
    link = item.url or item.external_url
    return FeedEntry(
        id=str(item.id),
        title=item.title,
        link=link or "",
        apply=item.external_url,
        author=author.name,
        category=item.tags[0] if item.tags else None,
        description=item.content_html or (paragraphs(text) if text else None),
        published=item.date_published if isinstance(item.date_published, str) else None,
        updated=item.date_modified if isinstance(item.date_modified, str) else None,
        language=item.language,
    )


def _to_raw(entry: FeedEntry, settings: _Settings) -> RawPosting:
    title, company = entry.title, entry.company
    if settings.company_from == "author":
        company = entry.author or company
    elif settings.company_from == "title_at":
        role, at, named = title.rpartition(" at ")
        title, company = (role, named) if at and role.strip() else (title, company)
    elif settings.company_from == "title_colon":
        named, colon, role = title.partition(": ")
        title, company = (role, named) if colon and role.strip() else (title, company)
    locations: list[str] = entry.locations
    category: str | None = entry.category
    if settings.location_from == "category":
        locations, category = [category or ""], None
    elif settings.location_from == "title_end":
        title, place = _without_place(title)
        locations = locations or [place]
    return RawPosting(
        external_id=entry.id or entry.link,
        title=title,
        url=entry.link,
        apply_url=entry.apply or entry.link,
        company=company,
        requisition_id=entry.requisition,
        locations=tuple(locations),
        country=entry.country,
        workplace=entry.workplace,
        department=entry.department or category,
        employment_type=entry.employment_type,
        seniority=entry.seniority,
        salary_text=entry.salary,
        description_html=entry.description,
        posted_at=written_time(entry.published),
        updated_at=written_time(entry.updated),
        expires_at=deadline(entry.expires),
        language=entry.language,
    )


def _without_place(title: str) -> tuple[str, str]:
    """``Engineer (Richardson, TX, US, 75080)`` is a title and a place; "(m/f)" is none."""
    role, opening, end = title.rstrip().rpartition("(")
    if not opening or not end.endswith(")") or "," not in end or not role.strip():
        return title, ""
    return role.rstrip(), end[:-1]
