"""Breezy HR: career pages of small firms on a host of their own.

API: the JSON beside an employer's career page, https://acme.breezy.hr/json (no key, no published
documentation or terms); with ``verbose=true`` it has the texts too. Postings link to their page,
https://acme.breezy.hr/p/<id>, which has schema.org markup: it is asked for where the list has no
text. An employer without a career page is redirected to the vendor's own site.
"""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting
from jobscout.sources import job_pages, schema_org
from jobscout.sources.base import (
    Config,
    Page,
    Request,
    endpoint,
    part,
)
from jobscout.sources.reading import Identity, each, envelope, safe
from jobscout.sources.subdomains import OfSubdomain
from jobscout.sources.texts import tidy
from jobscout.sources.values import single, time

_PATH = re.compile(r"/?|/json/?|/p/.+|/embed/(?:js|positions)(?:/.*)?")
_VENDORS = frozenset({"marketing", "assets-cdn", "attachments-cdn", "gallery-cdn"})

_TEXT = ".description"  # of a job's page without schema.org markup


class _Named(msgspec.Struct):
    id: str | None = None
    name: str | None = None


class _Place(msgspec.Struct):
    name: str | None = None
    city: str | None = None
    state: _Named | None = None
    country: _Named | None = None
    is_remote: bool | None = None


class _Position(msgspec.Struct):
    id: Identity
    name: str
    url: str
    type: _Named | None = None
    location: _Place | None = None
    locations: list[_Place] | None = None
    department: str | None = None
    salary: str | None = None
    description: str | None = None
    company: _Named | None = None
    published_date: Any = None


_LIST = msgspec.json.Decoder(list[msgspec.Raw])
_POSITION = msgspec.json.Decoder(_Position)


class Breezy(OfSubdomain):
    kind = "breezy"
    domain = "breezy.hr"
    own = _VENDORS
    paths = _PATH
    min_interval = timedelta(hours=1)
    list_has_text = False

    def page_url(self, config: Config) -> str:
        return f"{self.root(config)}/"

    def first_request(self, config: Config) -> Request:
        return self._request(config, "/json?verbose=true")

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        positions = envelope(self.kind, body, _LIST)
        return Page(**each(self.kind, positions, _POSITION, _to_raw)._asdict())

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        name = unquote(urlsplit(posting.url).path.rstrip("/").rpartition("/")[2])
        if posting.description_html or name in {"", ".", ".."}:
            return None
        return self._request(config, f"/p/{part(name)}", {"Accept": "text/html"})

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        jobs = schema_org.job_postings(self.kind, body)
        if not jobs and (text := job_pages.text_on(self.kind, body, _TEXT)):
            return safe(msgspec.structs.replace(posting, description_html=text))
        if len(jobs) != 1:
            raise SourceChanged(self.kind, f"the page of a posting has {len(jobs)} JobPostings")
        stated = schema_org.to_raw(jobs[0], external_id=posting.external_id, page=posting.url)
        return safe(
            msgspec.structs.replace(
                posting, description_html=stated.description_html, salary=stated.salary
            )
        )

    def _request(self, config: Config, path: str, headers: dict[str, str] | None = None) -> Request:
        url = endpoint(self.root(config), path, config)
        return Request(url=url, headers=headers or {})


def _to_raw(position: _Position) -> RawPosting:
    places = position.locations or [position.location or _Place()]
    countries = (place.country.id for place in places if place.country and place.country.id)
    text = tidy(position.description)
    return RawPosting(
        external_id=str(position.id),
        title=position.name,
        url=position.url,
        company=position.company.name if position.company else None,
        locations=tuple(filter(None, map(_location, places))),
        country=single(countries),
        workplace="remote" if any(place.is_remote for place in places) else None,
        department=position.department,
        employment_type=(position.type.name or position.type.id) if position.type else None,
        salary_text=position.salary,
        description_html=text,
        posted_at=time(position.published_date),
        list_hash=None if text else hashlib.sha256(msgspec.json.encode(position)).digest(),
    )


def _location(place: _Place) -> str | None:
    """Its name abbreviates the region and leaves the country out, as in "Tacoma, WA"."""
    names = (place.city, *(of.name for of in (place.state, place.country) if of))
    return ", ".join(filter(None, map(tidy, names))) or tidy(place.name)
