"""UKG Pro Recruiting, formerly UltiPro: job boards of employers in the United States and Canada.

API: the JSON behind the vendor's own career pages, JobBoardView/LoadSearchResults by POST (no key,
no published documentation or terms), and for each posting the page OpportunityDetail, whose script
has its text as JSON. Read only a few times a day. Postings link to the employer's page.

The list's PostedDate moves when a job is posted again; that of the posting's page is the first
one, and wins. An unknown board looks like an empty one. Coordinates are wrong, and not read.
"""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.errors import BadConfig
from jobscout.model import RawPosting, Salary
from jobscout.sources.base import (
    HOST_LABEL,
    Config,
    Page,
    Request,
    endpoint,
    every,
    part,
    text_setting,
    token,
)
from jobscout.sources.paging import InSteps, Progress
from jobscout.sources.reading import Identity, detail_answer, each, envelope, safe
from jobscout.sources.script_data import script_data
from jobscout.sources.texts import paragraphs, tidy
from jobscout.sources.values import read_salary, single, time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_HOST = re.compile(rf"recruiting\d{{0,2}}\.ultipro\.(?:com|ca)|{HOST_LABEL}\.rec\.pro\.ukg\.net")
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_PATH = re.compile(
    rf"/(?P<tenant>[\w-]{{1,50}})/JobBoard/(?P<board>{_GUID.pattern})(?:/|$)",
    re.ASCII | re.IGNORECASE,
)
_CALL = re.compile(r"\bCandidateOpportunityDetail\(\s{0,99}")
_WORKPLACES: dict[int | None, str] = {0: "hybrid", 1: "onsite", 2: "remote"}
_HOURS: dict[bool | None, str] = {True: "Full-time", False: "Part-time"}


class _Named(msgspec.Struct, rename="pascal"):
    name: str | None = None
    code: str | None = None


class _Address(msgspec.Struct, rename="pascal"):
    city: str | None = None
    state: _Named | None = None
    country: _Named | None = None


class _Location(msgspec.Struct, rename="pascal"):
    localized_name: str | None = None
    localized_description: str | None = None
    address: _Address | None = None


class _Opportunity(msgspec.Struct, rename="pascal"):
    id: Identity
    title: str
    requisition_number: str | None = None
    full_time: bool | None = None
    job_category_name: str | None = None
    locations: list[_Location] | None = None
    posted_date: Any = None
    brief_description: str | None = None
    job_location_type: int | None = None


class _List(msgspec.Struct):
    opportunities: list[msgspec.Raw]
    total: Any = msgspec.field(default=None, name="totalCount")


class _Detail(msgspec.Struct, rename="pascal"):
    description: str | None = None
    posted_date: Any = None
    pay_range_visible: bool | None = None
    compensation_currency_code: str | None = None
    compensation_annual_minimum: float | str | None = None
    compensation_annual_maximum: float | str | None = None
    compensation_hourly_minimum: float | str | None = None
    compensation_hourly_maximum: float | str | None = None


_LIST = msgspec.json.Decoder(_List)
_OPPORTUNITY = msgspec.json.Decoder(_Opportunity)
_DETAIL = msgspec.json.Decoder(_Detail)


class UKG(InSteps):
    kind = "ukg"
    min_interval = timedelta(hours=6)
    list_has_text = False
    step = 50
    last_row = 10_000

    def board(self, config: Config) -> str:
        host, tenant, board = _settings(config)
        return f"{host}/{tenant.upper()}/{board}"  # the tenant's code is written in any case

    def page_url(self, config: Config) -> str:
        host, tenant, board = _settings(config)
        return f"https://{host}/{part(tenant)}/JobBoard/{board}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        host, found = (address.hostname or "").lower(), _PATH.match(address.path)
        if not _HOST.fullmatch(host) or found is None:
            return None
        return {"host": host, "tenant": found["tenant"], "board": found["board"].lower()}

    def employer(self, config: Config) -> str | None:  # noqa: ARG002  (codes name no employer)
        return None

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        answer, page_url = envelope(self.kind, body, _LIST), self.page_url(config)
        return self.page_of(
            each(
                self.kind,
                answer.opportunities,
                _OPPORTUNITY,
                lambda opportunity: _to_raw(opportunity, page_url),
                id_field="Id",
            ),
            request,
            config,
            rows=len(answer.opportunities),
            total=_number(answer.total),
        )

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        url = self._url(config, f"/OpportunityDetail?opportunityId={part(posting.external_id)}")
        return Request(url=url, headers={"Accept": "text/html"})

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        detail = detail_answer(self.kind, script_data(self.kind, body, _CALL), _DETAIL)
        return safe(
            msgspec.structs.replace(
                posting,
                description_html=tidy(detail.description) or posting.description_html,
                posted_at=time(detail.posted_date) or posting.posted_at,
                salary=_salary(detail),
            )
        )

    def _url(self, config: Config, path: str) -> str:
        root = f"https://{_settings(config)[0]}"
        return endpoint(root, f"{self.page_url(config).removeprefix(root)}{path}", config)

    def list_request(self, config: Config, progress: Progress) -> Request:
        newest = {"Value": "postedDateDesc", "PropertyName": "PostedDate", "Ascending": False}
        search = {
            "Top": self.step,
            "Skip": progress.offset,
            "QueryString": "",
            "OrderBy": [newest],
            "Filters": [],
        }
        return Request(
            url=self._url(config, "/JobBoardView/LoadSearchResults"),
            body=msgspec.json.encode({"opportunitySearch": search}),
        )


def _settings(config: Config) -> tuple[str, ...]:
    """Host, tenant and board. With a ``base_url`` the host only names the board and its pages."""
    return every(lambda: _host(config), lambda: _tenant(config), lambda: _board(config))


def _host(config: Config) -> str:
    host = text_setting(config, "host").lower()
    if not _HOST.fullmatch(host):
        raise BadConfig("host", "must look like recruiting2.ultipro.com or acme.rec.pro.ukg.net")
    return host


def _tenant(config: Config) -> str:
    tenant = text_setting(config, "tenant")
    if token(tenant) != tenant:
        raise BadConfig("tenant", "must be the code before /JobBoard/ in the board's address")
    return tenant


def _board(config: Config) -> str:
    board = text_setting(config, "board").lower()
    if not _GUID.fullmatch(board):
        raise BadConfig("board", "must be the GUID after /JobBoard/ in the board's address")
    return board


def _number(total: Any) -> int | None:
    is_number = isinstance(total, int) and not isinstance(total, bool)
    return total if is_number and total >= 0 else None


def _to_raw(opportunity: _Opportunity, page_url: str) -> RawPosting:
    identity = str(opportunity.id)
    locations = opportunity.locations or ()
    stated = (at.address.country for at in locations if at.address and at.address.country)
    countries = (tidy(country.code) or tidy(country.name) for country in stated)
    return RawPosting(
        external_id=identity,
        title=opportunity.title,
        url=f"{page_url}/OpportunityDetail?opportunityId={part(identity)}",
        requisition_id=opportunity.requisition_number,
        locations=tuple(map(_place, locations)),
        country=single(countries),
        workplace=_WORKPLACES.get(opportunity.job_location_type),
        department=opportunity.job_category_name,
        employment_type=_HOURS.get(opportunity.full_time),
        # Plain text, and the only text before the detail answer.
        description_html=paragraphs(opportunity.brief_description or ""),
        posted_at=time(opportunity.posted_date),
        list_hash=hashlib.sha256(msgspec.json.encode(opportunity)).digest(),
    )


def _place(location: _Location) -> str:
    """By names, as codes of states are those of other states elsewhere."""
    address = location.address or _Address()
    state, country = address.state or _Named(), address.country or _Named()
    parts = (address.city, state.name or state.code, country.name or country.code)
    said = ", ".join(filter(None, map(tidy, parts)))
    return said or location.localized_description or location.localized_name or ""


def _salary(detail: _Detail) -> Salary | None:
    """The pay, unless the employer hides it."""
    if detail.pay_range_visible is False:
        return None
    yearly = detail.compensation_annual_minimum, detail.compensation_annual_maximum
    hourly = detail.compensation_hourly_minimum, detail.compensation_hourly_maximum
    currency = detail.compensation_currency_code
    return read_salary(*yearly, currency, "year") or read_salary(*hourly, currency, "hour")
