"""BambooHR career pages of small and middle-sized employers.

API: the JSON behind the vendor's own career pages, /careers/list and /careers/<id>/detail on the
employer's host (no key, no published documentation or terms). Postings link to the employer's
page.

The list lacks text, date and pay: each new or changed entry costs a second request.
"""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting
from jobscout.sources.base import (
    HOST_LABEL,
    Config,
    Page,
    Request,
    endpoint,
    part,
)
from jobscout.sources.reading import Identity, detail_answer, each, envelope, safe
from jobscout.sources.subdomains import OfSubdomain
from jobscout.sources.texts import tidy
from jobscout.sources.values import time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_PATH = re.compile(r"/(?:careers|jobs)(?:/.*)?|/js/(?:embed|jobs2?)\.(?:js|php)")
# The widget of an employer's own page: <div id="BambooHR" data-domain="acme.bamboohr.com">.
_WIDGET = re.compile(
    rf"\bdata-domain=[\"'](?P<board>{HOST_LABEL})\.bamboohr\.com[\"']", re.IGNORECASE
)
_VENDORS = frozenset({"documentation"})
_WORKPLACES = {"0": "onsite", "1": "remote", "2": "hybrid"}


class _Location(msgspec.Struct, rename="camel"):
    city: str | None = None
    state: str | None = None
    province: str | None = None
    country: str | None = None
    address_country: str | None = None


class _Where(msgspec.Struct, rename="camel"):
    location: _Location | None = None
    ats_location: _Location | None = None


class _Row(_Where, rename="camel", kw_only=True):
    id: Identity
    job_opening_name: str
    department_label: str | None = None
    employment_status_label: str | None = None
    is_remote: bool | None = None
    location_type: int | str | None = None


class _List(msgspec.Struct):
    result: list[msgspec.Raw]
    meta: Any = None


class _Opening(_Where, rename="camel"):
    description: str | None = None
    date_posted: Any = None
    compensation: str | None = None
    minimum_experience: str | None = None


class _Result(msgspec.Struct, rename="camel"):
    job_opening: _Opening


class _Detail(msgspec.Struct):
    result: _Result


_LIST = msgspec.json.Decoder(_List)
_ROW = msgspec.json.Decoder(_Row)
_DETAIL = msgspec.json.Decoder(_Detail)


class BambooHR(OfSubdomain):
    kind = "bamboohr"
    domain = "bamboohr.com"
    own = _VENDORS
    paths = _PATH
    min_interval = timedelta(hours=6)
    list_has_text = False

    def page_url(self, config: Config) -> str:
        return f"{self.root(config)}/careers"

    def recognise_page(self, page: str, address: SplitResult) -> dict[str, Any] | None:  # noqa: ARG002
        found = _WIDGET.search(page)
        board = found["board"].lower() if found else None
        return {"board": board} if board and self.names_board(board) else None

    def first_request(self, config: Config) -> Request:
        return self._request(config, "list")

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        answer = envelope(self.kind, body, _LIST)
        total = answer.meta.get("totalCount") if isinstance(answer.meta, dict) else None
        if total and not answer.result:
            raise SourceChanged(self.kind, f"{total!r:.20} jobs and an empty list")
        page_url = self.page_url(config)
        read = each(self.kind, answer.result, _ROW, lambda row: _to_raw(row, page_url))
        return Page(**read._asdict(), whole=total is None or total == len(answer.result))

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        return self._request(config, f"{part(posting.external_id)}/detail")

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        opening = detail_answer(self.kind, body, _DETAIL).result.job_opening
        locations, country = _where(opening)
        return safe(
            msgspec.structs.replace(
                posting,
                locations=locations or posting.locations,
                country=country or posting.country,
                seniority=opening.minimum_experience,
                salary_text=opening.compensation,
                description_html=opening.description,
                posted_at=time(opening.date_posted),
            )
        )

    def _request(self, config: Config, path: str) -> Request:
        root = self.root(config)
        return Request(url=endpoint(root, f"/careers/{path}", config))


def _to_raw(row: _Row, page_url: str) -> RawPosting:
    locations, country = _where(row)
    workplace = _workplace(row)
    department, employment_type = row.department_label, row.employment_status_label
    used = (row.job_opening_name, locations, country, workplace, department, employment_type)
    return RawPosting(
        external_id=str(row.id),
        title=row.job_opening_name,
        url=f"{page_url}/{part(str(row.id))}",
        locations=locations,
        country=country,
        workplace=workplace,
        department=department,
        employment_type=employment_type,
        list_hash=hashlib.sha256(msgspec.json.encode(used)).digest(),
    )


def _where(stated: _Where) -> tuple[tuple[str, ...], str | None]:
    """The one place and its country; an ``atsLocation`` without values means ``location``."""
    for place in (stated.ats_location, stated.location):
        if place is not None:
            country = tidy(place.country) or tidy(place.address_country)
            region = tidy(place.state) or tidy(place.province)
            if text := ", ".join(filter(None, (tidy(place.city), region, country))):
                return (text,), country
    return (), None


def _workplace(row: _Row) -> str | None:
    # Numbers as text; isRemote is mostly null and can contradict them.
    known = _WORKPLACES.get(str(row.location_type))
    return known or ("remote" if row.is_remote else None)
