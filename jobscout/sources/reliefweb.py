"""ReliefWeb: jobs of humanitarian organisations, the API of the United Nations' OCHA.

API: https://apidoc.reliefweb.int (v2). Terms: a thousand calls a day, of a thousand entries each;
texts belong to their organisations; the website's pages and feeds are not for robots. Every call
has the name of an application, which ReliefWeb approves beforehand: the setting RELIEFWEB_APPNAME.

About 7% of the jobs state no country: they are remote, rosters, or undetermined. How to apply is a
text, which often has a person's mail address; these are removed.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.errors import BadConfig
from jobscout.model import RawPosting
from jobscout.sources.base import Config, OneRequest, Page, Proof, Request, endpoint, part
from jobscout.sources.deadlines import deadline
from jobscout.sources.paging import InSteps, Progress
from jobscout.sources.reading import Identity, each, envelope
from jobscout.sources.searches import OfSearch, search_query
from jobscout.sources.texts import web_address, without_inboxes
from jobscout.sources.values import single, time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

_ROOT = "https://api.reliefweb.int"
_SITE = "https://reliefweb.int"
_COUNTRY = "country"
_CODE = re.compile(r"[a-z]{3}")
_FIELDS = (
    *("title", "url", "url_alias", "body-html", "how_to_apply-html", "source.name", "city.name"),
    *("country.name", "country.iso3", "career_categories.name", "type.name", "experience.name"),
    *("date.created", "date.changed", "date.closing"),
)


class _Named(msgspec.Struct):
    name: str | None = None
    iso3: str | None = None


class _Dates(msgspec.Struct):
    created: Any = None
    changed: Any = None
    closing: Any = None


class _Fields(msgspec.Struct, rename={"body": "body-html", "how_to_apply": "how_to_apply-html"}):
    title: str
    url: str | None = None
    url_alias: str | None = None
    body: str | None = None
    how_to_apply: str | None = None
    source: list[_Named] | None = None
    city: list[_Named] | None = None
    country: list[_Named] | None = None
    career_categories: list[_Named] | None = None
    type: list[_Named] | None = None
    experience: list[_Named] | None = None
    date: _Dates | None = None


class _Job(msgspec.Struct):
    id: Identity
    fields: _Fields


class _List(msgspec.Struct, rename="camel"):
    data: list[msgspec.Raw]
    total_count: int | None = None


_LIST = msgspec.json.Decoder(_List)
_JOB = msgspec.json.Decoder(_Job)


class ReliefWeb(OfSearch, InSteps, OneRequest):
    kind = "reliefweb"
    credentials = ("RELIEFWEB_APPNAME",)
    min_interval = timedelta(hours=1)
    filters = (_COUNTRY,)
    step = 1000
    last_row = 5000

    def proof(self, given: Mapping[str, str]) -> Proof:
        return Proof(query={"appname": given["RELIEFWEB_APPNAME"]})

    def page_url(self, config: Config) -> str:
        country = _country(config)
        return f"{_SITE}/jobs?search=country.iso3:{country}" if country else f"{_SITE}/jobs"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        if address.hostname not in {"reliefweb.int", "www.reliefweb.int"}:
            return None
        if address.path.rstrip("/") != "/jobs":
            return None
        found = re.fullmatch(r"search=country\.iso3(?::|%3A)([a-z]{3})", address.query)
        return {_COUNTRY: found[1]} if found else {}

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        answer = envelope(self.kind, body, _LIST)
        return self.page_of(
            each(self.kind, answer.data, _JOB, _to_raw),
            request,
            config,
            rows=len(answer.data),
            total=answer.total_count,
        )

    def list_request(self, config: Config, progress: Progress) -> Request:
        country = _country(config)
        asked: dict[str, Any] = {
            "preset": "latest",  # open jobs only
            "limit": self.step,
            "offset": progress.offset,
            "sort": ["date.created:desc"],
            "fields": {"include": _FIELDS},
        }
        if country:
            asked["filter"] = {"field": "country.iso3", "value": country}
        return Request(
            url=endpoint(_ROOT, "/v2/jobs", config),
            body=msgspec.json.encode(asked),
        )


def _country(config: Config) -> str | None:
    """The code of the country that the board is of. Raises BadConfig."""
    if not search_query(config, (_COUNTRY,)):
        return None
    country: str = config[_COUNTRY].strip().lower()
    if not _CODE.fullmatch(country):
        raise BadConfig(_COUNTRY, "must be a code of three letters (ISO 3166), as in ken")
    return country


def _to_raw(job: _Job) -> RawPosting:
    said, identity = job.fields, str(job.id)
    dates, countries = said.date or _Dates(), said.country or []
    texts = (said.body, said.how_to_apply)
    return RawPosting(
        external_id=identity,
        title=said.title,
        url=web_address(said.url_alias)
        or web_address(said.url)
        or f"{_SITE}/node/{part(identity)}",
        company=_names(said.source),
        locations=_places(said.city, countries),
        country=single(land.iso3 or land.name for land in countries),
        department=_names(said.career_categories),
        employment_type=_names(said.type),
        seniority=_names(said.experience),
        description_html=without_inboxes("\n".join(filter(None, texts))),
        posted_at=time(dates.created),
        updated_at=time(dates.changed),
        expires_at=deadline(dates.closing),
    )


def _names(named: list[_Named] | None) -> str | None:
    return ", ".join(one.name for one in named or () if one.name) or None


def _places(cities: list[_Named] | None, countries: list[_Named]) -> tuple[str, ...]:
    """Towns belong to a country only where there is one."""
    towns = [city.name for city in cities or () if city.name]
    lands = [country.name for country in countries if country.name]
    if len(lands) == 1 and towns:
        return tuple(f"{town}, {lands[0]}" for town in towns)
    return (*towns, *lands)
