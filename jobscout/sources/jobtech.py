"""Platsbanken, the board of Sweden's employment service, through JobTech's JobSearch API.

API: https://jobsearch.api.jobtechdev.se (no key). Terms: open data, CC0.

About forty thousand jobs are open, and offsets end at 2,000, so a board is best a part of them:
words (``q``) or places, which are concept ids of JobTech's taxonomy. Times are Stockholm's, without
a zone. The contacts that an advertisement names are persons and are not read.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import msgspec

from jobscout.model import RawPosting
from jobscout.sources.base import Config, OneRequest, Page, Request, endpoint
from jobscout.sources.deadlines import deadline
from jobscout.sources.paging import InSteps, Progress
from jobscout.sources.reading import Identity, each, envelope
from jobscout.sources.searches import OfSearch, filters_of, search_query
from jobscout.sources.texts import paragraphs, web_address
from jobscout.sources.values import time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_ROOT = "https://jobsearch.api.jobtechdev.se"
_SITE = "https://arbetsformedlingen.se/platsbanken/annonser"
_FILTERS = ("q", "municipality", "region", "country", "occupation-field", "occupation-group")
_WORDS = ("q",)  # the site spells the other filters otherwise
_STOCKHOLM = ZoneInfo("Europe/Stockholm")


class _Labelled(msgspec.Struct):
    label: str | None = None


class _Employer(msgspec.Struct):
    name: str | None = None
    workplace: str | None = None


class _Address(msgspec.Struct):
    municipality: str | None = None
    region: str | None = None
    country: str | None = None


class _Description(msgspec.Struct):
    text: str | None = None
    text_formatted: str | None = None


class _Application(msgspec.Struct):
    url: str | None = None


class _Ad(msgspec.Struct):
    id: Identity
    headline: str
    webpage_url: str
    removed: bool | None = None
    employer: _Employer | None = None
    workplace_address: _Address | None = None
    occupation_field: _Labelled | None = None
    employment_type: _Labelled | None = None
    working_hours_type: _Labelled | None = None
    salary_description: str | None = None
    description: _Description | None = None
    application_details: _Application | None = None
    publication_date: Any = None
    application_deadline: Any = None
    last_publication_date: Any = None


class _Total(msgspec.Struct):
    value: int | None = None


class _List(msgspec.Struct):
    hits: list[msgspec.Raw]
    total: _Total | None = None


_LIST = msgspec.json.Decoder(_List)
_AD = msgspec.json.Decoder(_Ad)


class JobTech(OfSearch, InSteps, OneRequest):
    kind = "jobtech"
    min_interval = timedelta(hours=1)
    filters = _FILTERS
    step = 100
    last_row = 2100

    def page_url(self, config: Config) -> str:
        words = search_query(config, _WORDS)
        return f"{_SITE}?{words}" if words else _SITE

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        host, path = address.hostname, address.path.strip("/")
        if host == "jobsearch.api.jobtechdev.se" and path == "search":
            return filters_of(address.query, _FILTERS)
        is_list = path in {"platsbanken", "platsbanken/annonser"}
        if host not in {"arbetsformedlingen.se", "www.arbetsformedlingen.se"} or not is_list:
            return None
        return filters_of(address.query, _WORDS)

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        answer = envelope(self.kind, body, _LIST)
        return self.page_of(
            each(self.kind, answer.hits, _AD, _to_raw),
            request,
            config,
            rows=len(answer.hits),
            total=answer.total.value if answer.total else None,
        )

    def list_request(self, config: Config, progress: Progress) -> Request:
        fixed = f"limit={self.step}&offset={progress.offset}&sort=pubdate-desc"
        query = "&".join(filter(None, (search_query(config, _FILTERS), fixed)))
        return Request(url=endpoint(_ROOT, f"/search?{query}", config))


def _to_raw(ad: _Ad) -> RawPosting | None:
    if ad.removed:
        return None
    address = ad.workplace_address or _Address()
    text = ad.description or _Description()
    place = ", ".join(filter(None, (address.municipality, address.region, address.country)))
    labels = (ad.employment_type, ad.working_hours_type)
    return RawPosting(
        external_id=str(ad.id),
        title=ad.headline,
        url=ad.webpage_url,
        apply_url=web_address(ad.application_details.url if ad.application_details else None)
        or ad.webpage_url,
        company=(ad.employer.name or ad.employer.workplace) if ad.employer else None,
        locations=(place,),
        country=address.country,
        department=ad.occupation_field.label if ad.occupation_field else None,
        employment_type=", ".join(named.label for named in labels if named and named.label),
        salary_text=ad.salary_description,
        description_html=text.text_formatted or paragraphs(text.text or ""),
        posted_at=time(ad.publication_date, _STOCKHOLM),
        expires_at=deadline(ad.application_deadline, _STOCKHOLM)
        or deadline(ad.last_publication_date, _STOCKHOLM),
    )
