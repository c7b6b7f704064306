"""JustJoin.it and its sister RocketJobs.pl: jobs of many companies, mostly in Poland.

API: https://justjoin.it/api/candidate-api/offers (what the site itself asks; no document describes
it, and no public API is offered). So a source of this kind is inactive until an operator who may
read it says otherwise; postings link to the site's page of each job.

A board is a search (``categories``, ``city``, ``experienceLevels``, as the site's API spells them)
on one ``site``, justjoin.it or rocketjobs.pl. Rows beyond the ten thousandth are refused, and no
total is larger: a longer list is read as its newest.

Entries have no text but the skills that a job wants: each new or changed one costs a second
request, to the same API, whose answer has the text. A reading requests a hundred texts at
most, so a board is best a part of the site.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.sources.base import (
    Config,
    Page,
    Request,
    endpoint,
    every,
    part,
    text_setting,
)
from jobscout.sources.deadlines import deadline
from jobscout.sources.paging import InSteps, Progress
from jobscout.sources.reading import detail_answer, each, envelope, safe
from jobscout.sources.searches import EVERYTHING, OfSearch, filters_of, search_query
from jobscout.sources.texts import paragraphs
from jobscout.sources.values import read_salary, time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

_SITE = "justjoin.it"
# A site's jobs have their pages below this path.
_JOB_PAGES: Mapping[str, str] = {_SITE: "job-offer", "rocketjobs.pl": "oferta-pracy"}
_PATH = "/api/candidate-api/offers"
_LIST_PAGES = frozenset({
    "", "job-offers", "job-offers/all-locations",
    "oferty-pracy", "oferty-pracy/wszystkie-lokalizacje",
})  # fmt: skip
_FILTERS = ("categories", "city", "experienceLevels")
_PERIODS: Mapping[str, SalaryPeriod] = {
    "hour": "hour",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}


class _Place(msgspec.Struct):
    city: str | None = None


class _Skill(msgspec.Struct):
    name: str | None = None


class _Category(msgspec.Struct):
    key: str | None = None


class _Contract(msgspec.Struct, rename="camel"):
    """A form of contract and its pay, once for each currency; amounts of a unit, or of a month."""

    currency: str | None = None
    currency_source: str | None = None
    from_per_unit: float | None = None
    to_per_unit: float | None = None
    unit: str | None = None
    low: float | None = msgspec.field(default=None, name="from")
    high: float | None = msgspec.field(default=None, name="to")


class _Offer(msgspec.Struct, rename="camel"):
    guid: str
    title: str
    slug: str
    company_name: str | None = None
    city: str | None = None
    locations: list[_Place] | None = None
    workplace_type: str | None = None
    working_time: str | None = None
    experience_level: str | None = None
    category: _Category | None = None
    employment_types: list[_Contract] | None = None
    required_skills: list[_Skill] | None = None
    nice_to_have_skills: list[_Skill] | None = None
    apply_method: str | None = None
    apply_url: str | None = None
    last_published_at: Any = None
    expired_at: Any = None


class _Detail(msgspec.Struct, rename="camel"):
    body: str
    is_offer_active: bool | None = None
    country_code: str | None = None


class _Meta(msgspec.Struct, rename="camel"):
    total_items: int | None = None


class _List(msgspec.Struct):
    data: list[msgspec.Raw]
    meta: _Meta | None = None


_LIST = msgspec.json.Decoder(_List)
_OFFER = msgspec.json.Decoder(_Offer)
_DETAIL = msgspec.json.Decoder(_Detail)


class JustJoinIt(OfSearch, InSteps):
    kind = "justjoinit"
    needs_permission = (
        "JustJoin.it and RocketJobs.pl offer no public API: ask them before their jobs are read."
    )
    min_interval = timedelta(hours=6)
    list_has_text = False
    filters = _FILTERS
    step = 100
    last_row = 10_000

    def board(self, config: Config) -> str:
        site, search = every(lambda: _site(config), lambda: search_query(config, _FILTERS))
        search = search or EVERYTHING
        return search if site == _SITE else f"{site}/{search}"

    def page_url(self, config: Config) -> str:  # filters are spelt otherwise there
        return f"https://{_site(config)}/"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        site = (address.hostname or "").removeprefix("www.")
        if site not in _JOB_PAGES:
            return None
        named = {} if site == _SITE else {"site": site}
        if address.path.rstrip("/") == _PATH:
            found = filters_of(address.query, _FILTERS)
            return None if found is None else named | found
        return named if address.path.strip("/") in _LIST_PAGES else None

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        answer = envelope(self.kind, body, _LIST)
        total = answer.meta.total_items if answer.meta else None
        if total is not None and total >= self.last_row:
            total = self.last_row + 1  # or more: it is never said
        return self.page_of(
            each(self.kind, answer.data, _OFFER, partial(_to_raw, _site(config)), id_field="guid"),
            request,
            config,
            rows=len(answer.data),
            total=total,
        )

    def list_request(self, config: Config, progress: Progress) -> Request:
        site, search = every(lambda: _site(config), lambda: search_query(config, _FILTERS))
        paged = f"from={progress.offset}&itemsCount={self.step}"
        query = "&".join(filter(None, (paged, "sortBy=publishedAt&orderBy=descending", search)))
        return Request(url=endpoint(f"https://{site}", f"{_PATH}?{query}", config))

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        slug = posting.url.rsplit("/", 1)[-1]
        return Request(url=endpoint(f"https://{_site(config)}", f"{_PATH}/{slug}", config))

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        detail = detail_answer(self.kind, body, _DETAIL)
        if detail.is_offer_active is False:
            raise SourceChanged(self.kind, f"offer {posting.external_id} was withdrawn")
        is_one_place = len(posting.locations) <= 1
        return safe(
            msgspec.structs.replace(
                posting,
                country=detail.country_code if is_one_place else None,
                description_html="\n".join(filter(None, (detail.body, posting.description_html))),
            )
        )


def _site(config: Config) -> str:
    site = text_setting(config, "site", default=_SITE)
    if site not in _JOB_PAGES:
        raise BadConfig("site", f"must be one of: {', '.join(_JOB_PAGES)}")
    return site


def _to_raw(site: str, offer: _Offer) -> RawPosting:
    if not offer.slug.strip(" ."):
        raise ValueError("`slug` names no page")
    category = offer.category.key if offer.category else None
    return RawPosting(
        external_id=offer.guid,
        title=offer.title,
        url=f"https://{site}/{_JOB_PAGES[site]}/{part(offer.slug.strip())}",
        apply_url=offer.apply_url if offer.apply_method == "external" else None,
        company=offer.company_name,
        locations=tuple(place.city or "" for place in offer.locations or ()) or (offer.city or "",),
        workplace=offer.workplace_type,
        department=None if category == "other" else category,
        employment_type=offer.working_time,
        seniority=offer.experience_level,
        salary=next(filter(None, map(_salary, offer.employment_types or ())), None),
        description_html=_skills(offer),
        posted_at=time(offer.last_published_at),
        expires_at=deadline(offer.expired_at),
        list_hash=hashlib.sha256(msgspec.json.encode(offer)).digest(),
    )


def _salary(contract: _Contract) -> Salary | None:
    """The pay as the employer stated it: other currencies are the site's conversions."""
    period = _PERIODS.get((contract.unit or "").lower())
    if contract.currency_source != "original" or period is None:
        return None
    low, high = contract.from_per_unit, contract.to_per_unit
    if low is None and high is None and period == "month":
        low, high = contract.low, contract.high
    return read_salary(low, high, contract.currency, period)


def _skills(offer: _Offer) -> str | None:
    wanted = {"Required": offer.required_skills, "Nice to have": offer.nice_to_have_skills}
    named = {
        label: [skill.name for skill in skills or () if skill.name]
        for label, skills in wanted.items()
    }
    said = [f"{label}: {', '.join(names)}" for label, names in named.items() if names]
    return paragraphs("\n\n".join(said)) or None
