"""Recruitee (Tellent): one public JSON document per employer, texts included.

API: https://docs.recruitee.com/reference/intro-to-careers-site-api (no key, no pages). It is the
API of the careers site itself, for showing an employer's jobs elsewhere; applications go to the
employer's own page. It is also on an employer's own domain, which ``base_url`` can name.

Answers have no validator, so every reading costs a whole answer. Each offer's ``mailbox_email``
is a working inbox and is not read; ``translations`` repeat the offer in other languages.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast, get_args

import msgspec

from jobscout.errors import BadConfig
from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.rules.locations import countries
from jobscout.sources.base import (
    HOST_LABEL,
    Config,
    OneRequest,
    Page,
    Request,
    endpoint,
    text_setting,
    titled,
)
from jobscout.sources.deadlines import deadline
from jobscout.sources.reading import Identity, each, envelope
from jobscout.sources.subdomains import VENDORS_LABELS
from jobscout.sources.values import read_salary, time
from jobscout.sources.web_pages import home

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_HOST = re.compile(r"([a-z0-9-]+)\.recruitee\.com")
_BOARD = re.compile(HOST_LABEL)
_NO_BOARDS = VENDORS_LABELS | {"careers-analytics", "widget"}
# What a career site loads; on an employer's own domain nothing else names the vendor.
_ASSETS = re.compile(r"//careers\.recruiteecdn\.com/")
_WORKPLACES = ("remote", "hybrid", "on_site")
_PERIODS = get_args(SalaryPeriod)


class _Location(msgspec.Struct):
    city: str | None = None
    name: str | None = None
    state: str | None = None
    country: str | None = None
    country_code: str | None = None


class _Salary(msgspec.Struct):
    min: float | str | None = None
    max: float | str | None = None
    currency: str | None = None
    period: str | None = None


class _Offer(msgspec.Struct):
    id: Identity
    title: str
    careers_url: str
    careers_apply_url: str | None = None
    status: str | None = None
    company_name: str | None = None
    locations: list[_Location] | None = None
    location: str | None = None
    country: str | None = None
    country_code: str | None = None
    remote: bool | None = None
    hybrid: bool | None = None
    on_site: bool | None = None
    department: str | None = None
    employment_type_code: str | None = None
    experience_code: str | None = None
    salary: _Salary | None = None
    description: str | None = None
    requirements: str | None = None
    published_at: str | None = None
    updated_at: str | None = None
    close_at: str | None = None


class _Board(msgspec.Struct):
    offers: list[msgspec.Raw]


_ANSWER = msgspec.json.Decoder(_Board)
_OFFER = msgspec.json.Decoder(_Offer)


class Recruitee(OneRequest):
    kind = "recruitee"
    min_interval = timedelta(minutes=30)

    def board(self, config: Config) -> str:
        board = text_setting(config, "board").lower()
        if not _BOARD.fullmatch(board):
            raise BadConfig("board", "must be what stands before .recruitee.com")
        return board

    def page_url(self, config: Config) -> str:
        return endpoint(f"https://{self.board(config)}.recruitee.com", "/", config)

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        found = _HOST.fullmatch(address.hostname or "")
        board = found[1] if found else ""
        return {"board": board} if _BOARD.fullmatch(board) and board not in _NO_BOARDS else None

    def recognise_page(self, page: str, address: SplitResult) -> dict[str, Any] | None:
        host = address.hostname or ""
        if not _ASSETS.search(page) or _HOST.fullmatch(host):
            return None
        board = home(host).partition(".")[0]
        return {"board": board, "base_url": f"https://{host}"} if _BOARD.fullmatch(board) else None

    def employer(self, config: Config) -> str | None:
        return titled(self.board(config))

    def first_request(self, config: Config) -> Request:
        root = f"https://{self.board(config)}.recruitee.com"
        return Request(url=endpoint(root, "/api/offers/", config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        answer = envelope(self.kind, body, _ANSWER)
        read = each(self.kind, answer.offers, _OFFER, _to_raw)
        return Page(**read._asdict())


def _to_raw(offer: _Offer) -> RawPosting | None:
    if offer.status not in {None, "published"}:
        return None
    return RawPosting(
        external_id=str(offer.id),
        title=offer.title,
        url=offer.careers_url,
        apply_url=offer.careers_apply_url,
        company=offer.company_name,
        locations=_locations(offer),
        country=offer.country_code or offer.country,
        # An offer may be open to several; the freest is what a candidate can choose.
        workplace=next((name for name in _WORKPLACES if getattr(offer, name)), None),
        department=offer.department,
        employment_type=offer.employment_type_code,
        seniority=offer.experience_code,
        salary=_salary(offer.salary),
        description_html="\n".join(filter(None, (offer.description, offer.requirements))),
        posted_at=time(offer.published_at),
        updated_at=time(offer.updated_at),
        expires_at=deadline(offer.close_at),
    )


def _locations(offer: _Offer) -> tuple[str, ...]:
    """The offer's places; ``location`` names one of them, or says "Remote job"."""
    places = tuple(map(_place, offer.locations or ()))
    return places if any(places) else (offer.location or "",)


def _place(place: _Location) -> str:
    """As in "Chicago, Illinois, United States"; a city-state is named once."""
    parts = (place.city or place.name, place.state, _country(place))
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _country(place: _Location) -> str | None:
    """Countries are named in any language; a name that the rules do not know is replaced."""
    name, code = place.country, place.country_code
    if name and countries.code(name):
        return name
    return (code and countries.name(code)) or name


def _salary(salary: _Salary | None) -> Salary | None:
    """Amounts are texts; all fields are null where no pay is stated."""
    if salary is None or salary.period not in _PERIODS:
        return None
    period = cast("SalaryPeriod", salary.period)
    return read_salary(salary.min, salary.max, salary.currency, period)
