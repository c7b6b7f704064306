"""MyJobMag: jobs of many companies in Kenya, Nigeria, South Africa or Ghana, the newest of them.

Feeds: the page ``/feeds`` of each country's site (no key), RSS of about a hundred items. Terms:
robots.txt allows the feeds, and the terms do not mention their reuse, so they are to be asked; a
source of this kind is inactive until an operator who has their permission says otherwise. Name
MyJobMag, link to its page of each job, read a few times a day.

A feed declares ISO 8859-1 and is UTF-8, in which some characters are encoded again up to three
times. Its texts are plain, with character references in them.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import msgspec

from jobscout.errors import BadConfig
from jobscout.model import RawPosting
from jobscout.sources import feed_hints
from jobscout.sources.base import Config, OneRequest, Page, Request, endpoint, text_setting
from jobscout.sources.deadlines import deadline
from jobscout.sources.reading import each_element
from jobscout.sources.texts import paragraphs, plain, unmangled
from jobscout.sources.values import written_time
from jobscout.sources.xml_documents import Element, read_document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

_FEED: Final = "jobsxml_by_categories.xml"
_HOSTS: Final[Mapping[str, str]] = {
    "ke": "www.myjobmag.co.ke",
    "ng": "www.myjobmag.com",
    "za": "www.myjobmag.co.za",
    "gh": "www.myjobmagghana.com",
}
_LISTS: Final = frozenset({"", "jobs", "feeds", "jobsxml.xml", "aggregate_feed.xml", _FEED})
_NUMBER = re.compile(r"[?&]id=(\d{1,20})(?:&|$)", re.ASCII)


class _Item(msgspec.Struct):
    guid: str
    link: str
    title: str = ""
    position: str = ""
    company: str = ""
    location: str = ""
    industry: str = ""
    description: str = ""
    published: str | None = msgspec.field(default=None, name="pubDate")
    expires: str | None = msgspec.field(default=None, name="expiryDate")


class MyJobMag(OneRequest):
    kind = "myjobmag"
    attribution = "MyJobMag"
    needs_permission = (
        "The terms of MyJobMag do not mention the reuse of its feeds; ask it in writing."
    )
    min_interval = timedelta(hours=6)

    def board(self, config: Config) -> str:
        country = text_setting(config, "country").lower()
        if country not in _HOSTS:
            raise BadConfig("country", f"must be one of: {', '.join(_HOSTS)}")
        return country

    def page_url(self, config: Config) -> str:
        return f"https://{_HOSTS[self.board(config)]}/"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        host = (address.hostname or "").removeprefix("www.")
        if address.path.strip("/") not in _LISTS:
            return None
        found = (country for country, of in _HOSTS.items() if of.removeprefix("www.") == host)
        return next(({"country": country} for country in found), None)

    def employer(self, config: Config) -> str | None:  # noqa: ARG002  (many companies' jobs)
        return ""

    def first_request(self, config: Config) -> Request:
        return Request(url=endpoint(self.page_url(config), f"/{_FEED}", config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        country = self.board(config).upper()
        found = read_document(
            self.kind, body, roots={"rss"}, entries={"item"}, facts=_facts, is_utf8=True
        )
        read = each_element(
            self.kind, found.entries, _Item, lambda item: _to_raw(item, country), id_field="guid"
        )
        hints = feed_hints.hints(found.root)
        return Page(**read._asdict(), whole=False, windowed=True, poll_hints=hints)


def _facts(item: Element) -> Mapping[str, Any]:
    """The id is the number at the end of the page's address."""
    texts = item.texts()
    number = _NUMBER.search(texts.get("guid", ""))
    return texts | ({"guid": number[1]} if number else {})


def _to_raw(item: _Item, country: str) -> RawPosting:
    company = _said(item.company)
    title = _said(item.position) or _said(item.title).removesuffix(f" at {company}")
    if not title:
        raise ValueError("it has neither `position` nor `title`")
    return RawPosting(
        external_id=item.guid,
        title=title,
        url=item.link,
        apply_url=item.link,
        company=company,
        locations=(_said(item.location),),
        country=country,
        department=_said(item.industry),
        description_html=paragraphs(_said(item.description)),
        posted_at=written_time(item.published),
        expires_at=deadline(item.expires),
    )


def _said(text: str) -> str:
    """Apostrophes may have a backslash before them."""
    return plain(unmangled(text)).replace("\\'", "'").strip()
