"""Arbeidsplassen, the board of Norway's employment service NAV, through its feed of changes.

API: https://navikt.github.io/pam-stilling-feed/. Terms: https://arbeidsplassen.nav.no/vilkar-api
(free; show changes at once and remove what is inactive; link to the application). Every call has a
token, the setting NAV_TOKEN: the public one, which changes, or one of your own.

The feed has every change of an advertisement, oldest first, in pages of a thousand that lead to the
next one; no page leads back. The first reading begins with the last page, each later one with the
page where the last one ended, as that grows: readings are windows of the newest changes. What is
INACTIVE has ended. An advertisement may be in the feed several times: its last state counts. The
text is in a second answer.
Contacts are not read; mail addresses in texts are removed, as they are persons'.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting
from jobscout.sources.base import (
    Config,
    Page,
    Proof,
    Request,
    endpoint,
    part,
    token,
)
from jobscout.sources.deadlines import deadline
from jobscout.sources.many_employers import OfManyEmployers
from jobscout.sources.reading import detail_answer, each, envelope, safe
from jobscout.sources.texts import plain, tidy, web_address, without_inboxes
from jobscout.sources.values import single, time

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROOT = "https://pam-stilling-feed.nav.no"
_SITE = "https://arbeidsplassen.nav.no/stillinger"
_PAGES = 10  # a reading
_OSLO = ZoneInfo("Europe/Oslo")


class _Entry(msgspec.Struct, rename="camel"):
    status: str | None = None
    business_name: str | None = None
    municipal: str | None = None
    sist_endret: Any = None


class _Item(msgspec.Struct):
    """A change of an advertisement, whose id it has. ``sistEndret`` is when: it tells versions."""

    id: str
    title: str | None = None  # of one that has ended it is masked or removed
    entry: _Entry | None = msgspec.field(default=None, name="_feed_entry")


class _Feed(msgspec.Struct):
    items: list[msgspec.Raw]
    id: Any  # of the page; other answers may have items too
    next_id: Any = None


class _Passed(NamedTuple):
    """How many pages a reading has had, and what has ended on them."""

    pages: int = 0
    ended: frozenset[str] = frozenset()


class _Place(msgspec.Struct):
    country: str | None = None
    city: str | None = None
    county: str | None = None
    municipal: str | None = None


class _Employer(msgspec.Struct):
    name: str | None = None


class _Category(msgspec.Struct):
    level1: str | None = None


class _Ad(msgspec.Struct, rename="camel"):
    title: str | None = None
    description: str | None = None
    work_locations: list[_Place] | None = None
    employer: _Employer | None = None
    occupation_categories: list[_Category] | None = None
    application_url: str | None = None
    sourceurl: str | None = None
    engagementtype: str | None = None
    extent: str | None = None
    published: Any = None
    expires: Any = None
    application_due: Any = None


class _Detail(msgspec.Struct):
    status: str | None = None
    ad_content: _Ad | None = None
    json: _Ad | None = None


_FEED = msgspec.json.Decoder(_Feed)
_ITEM = msgspec.json.Decoder(_Item)
_DETAIL = msgspec.json.Decoder(_Detail)


class Nav(OfManyEmployers):
    kind = "nav"
    credentials = ("NAV_TOKEN",)
    min_interval = timedelta(minutes=15)
    list_has_text = False
    page = _SITE
    hosts = frozenset({"arbeidsplassen.nav.no", "pam-stilling-feed.nav.no"})
    paths = frozenset({"", "stillinger", "api/v1/feed"})

    def proof(self, given: Mapping[str, str]) -> Proof:
        return Proof(headers={"Authorization": f"Bearer {given['NAV_TOKEN']}"})

    def first_request(self, config: Config) -> Request:
        return _request(config, "?last=true", _Passed())

    def resumed_request(self, config: Config, cursor: str) -> Request:
        return _request(config, f"/{part(cursor)}", _Passed())

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        answer = envelope(self.kind, body, _FEED)
        before = request.state if isinstance(request.state, _Passed) else _Passed()
        active: set[str] = set()
        ended = set(before.ended)

        def to_raw(item: _Item) -> RawPosting | None:
            identity, status = tidy(item.id) or "", item.entry.status if item.entry else None
            active.discard(identity)
            ended.discard(identity)
            if status == "INACTIVE":
                ended.add(identity)
            if item.entry is None or status != "ACTIVE":
                return None
            active.add(identity)
            return _to_raw(item, item.entry)

        read = each(self.kind, answer.items, _ITEM, to_raw)
        latest = {one.external_id: one for one in read.postings if one.external_id in active}
        own, following = _page_id(answer.id), _page_id(answer.next_id)
        after = _Passed(before.pages + 1, frozenset(ended))
        goes_on = following not in {None, own} and after.pages < _PAGES
        return Page(
            **read._replace(postings=list(latest.values()))._asdict(),
            next=_request(config, f"/{following}", after) if goes_on else None,
            whole=False,
            windowed=True,
            ended=sorted(ended),
            cursor=following or own,
        )

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        path = f"/api/v1/feedentry/{part(posting.external_id)}"
        return Request(url=endpoint(_ROOT, path, config))

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        detail = detail_answer(self.kind, body, _DETAIL)
        ad = detail.ad_content or detail.json
        if ad is None or detail.status == "INACTIVE":
            raise SourceChanged(self.kind, f"advertisement {posting.external_id} was withdrawn")
        stated: dict[str, Any] = {
            "title": tidy(plain(ad.title)) if ad.title else None,
            "apply_url": web_address(ad.application_url) or web_address(ad.sourceurl),
            "company": ad.employer.name if ad.employer else None,
            "locations": tuple(map(_place, ad.work_locations or ())),
            "country": _country(ad.work_locations or []),
            "department": _department(ad.occupation_categories or []),
            "employment_type": ", ".join(filter(None, (ad.engagementtype, ad.extent))),
            "description_html": without_inboxes(ad.description or ""),
            "posted_at": time(ad.published, _OSLO),
            "expires_at": deadline(ad.application_due, _OSLO) or deadline(ad.expires, _OSLO),
        }
        given = {name: value for name, value in stated.items() if value}
        return safe(msgspec.structs.replace(posting, **given))


def _request(config: Config, page: str, passed: _Passed) -> Request:
    # The ETag of the last page stays while advertisements are added.
    url = endpoint(_ROOT, f"/api/v1/feed{page}", config)
    return Request(url=url, conditional=False, state=passed)


def _page_id(value: object) -> str | None:
    return token(value) if isinstance(value, str) else None


def _to_raw(item: _Item, entry: _Entry) -> RawPosting:
    if item.title is None:
        raise ValueError("the `title` of an active advertisement is missing")
    url = f"{_SITE}/stilling/{part(item.id)}"
    return RawPosting(
        external_id=item.id,
        title=item.title,
        url=url,
        apply_url=url,
        company=entry.business_name,
        locations=(_named(entry.municipal) or "",),
        updated_at=time(entry.sist_endret),
        list_hash=hashlib.sha256(msgspec.json.encode(item)).digest(),
    )


def _place(place: _Place) -> str:
    town = _named(place.city) or _named(place.municipal)
    return ", ".join(
        dict.fromkeys(filter(None, (town, _named(place.county), _named(place.country))))
    )


def _named(text: str | None) -> str | None:
    """``MØRE OG ROMSDAL`` is Møre og Romsdal."""
    if not text or text != text.upper():
        return text
    return " ".join("og" if word == "OG" else word.title() for word in text.split())


def _country(places: list[_Place]) -> str | None:
    return _named(single(place.country for place in places if place.country))


def _department(categories: list[_Category]) -> str | None:
    return ", ".join(dict.fromkeys(one.level1 for one in categories if one.level1)) or None
