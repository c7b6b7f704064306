"""Welcome to the Jungle: pages of companies with their jobs, mostly in France.

API: the search of the site itself (an index at Algolia, https://www.algolia.com/doc/rest-api/search)
and https://api.welcometothejungle.com/api/v1; no document describes their use by others. The search
answers those who show the key of the site's own pages, which changes, and name the site as Referer.
So a source of this kind is inactive until an operator whom the site or the company permitted to
read it says otherwise, and it is read only with a key that they give: the setting WTTJ_KEY.

A board is a company, in one ``language`` of the site's indexes (en, fr), which have the same jobs.
At most a thousand of a search are answered. Many companies only repeat here what their own system
lists: that one is the better source. The list lacks the text: each new or changed entry costs a
second request, which also has the pay.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.rules.locations import countries
from jobscout.sources.base import (
    Config,
    Page,
    Proof,
    Request,
    endpoint,
    every,
    part,
    text_setting,
    titled,
    token,
)
from jobscout.sources.paging import InSteps, Progress
from jobscout.sources.reading import board_setting, detail_answer, each, envelope, safe
from jobscout.sources.texts import web_address
from jobscout.sources.values import read_salary, single, time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

_APP = "CSEKHVMS53"  # the site's id at Algolia
_SEARCH = f"https://{_APP.lower()}-dsn.algolia.net"
_API = "https://api.welcometothejungle.com"
_SITE = "https://www.welcometothejungle.com"
_LANGUAGES = ("en", "fr")
_SITE_LANGUAGES = frozenset({"en", "fr", "es", "cs", "sk"})
_PERIODS: Mapping[str, SalaryPeriod] = {
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "hourly": "hour",
}
# How much of the work may be done elsewhere.
_WORKPLACES = {"no": "onsite", "punctual": "hybrid", "partial": "hybrid", "fulltime": "remote"}


class _Office(msgspec.Struct):
    city: str | None = None
    country_code: str | None = None


class _Organization(msgspec.Struct):
    name: str | None = None


class _Hit(msgspec.Struct):
    reference: str
    name: str
    slug: str
    organization: _Organization | None = None
    offices: list[_Office] | None = None
    contract_type: str | None = None
    remote: str | None = None
    published_at: Any = None
    language: str | None = None


class _List(msgspec.Struct):
    hits: list[msgspec.Raw]
    total: int | None = msgspec.field(default=None, name="nbHits")


class _Job(msgspec.Struct):
    status: str | None = None
    archived_at: Any = None
    description: str | None = None
    profile: str | None = None
    apply_url: str | None = None
    contract_type: str | None = None
    remote: str | None = None
    office: _Office | None = None
    salary_min: float | None = None
    salary_max: float | None = None
    salary_currency: str | None = None
    salary_period: str | None = None
    language: str | None = None
    published_at: Any = None
    updated_at: Any = None


class _Detail(msgspec.Struct):
    job: _Job


_LIST = msgspec.json.Decoder(_List)
_HIT = msgspec.json.Decoder(_Hit)
_DETAIL = msgspec.json.Decoder(_Detail)


class Wttj(InSteps):
    kind = "wttj"
    credentials = ("WTTJ_KEY",)
    needs_permission = (
        "Welcome to the Jungle offers its search to its own pages only:"
        " ask them, or the company, before its jobs are read."
    )
    min_interval = timedelta(hours=6)
    list_has_text = False
    step = 100
    last_row = 1_000
    newest_first = False

    def proof(self, given: Mapping[str, str]) -> Proof:
        return Proof(headers={"X-Algolia-API-Key": given["WTTJ_KEY"]})

    def board(self, config: Config) -> str:
        board, language = every(lambda: board_setting(config), lambda: _language(config))
        return board if language == _LANGUAGES[0] else f"{language}/{board}"

    def page_url(self, config: Config) -> str:
        return f"{_SITE}/{_language(config)}/companies/{part(board_setting(config))}/jobs"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        if address.hostname not in {"welcometothejungle.com", "www.welcometothejungle.com"}:
            return None
        parts = address.path.strip("/").split("/")
        language = parts.pop(0) if parts[0] in _SITE_LANGUAGES else _LANGUAGES[0]
        board = token(parts[1]) if parts[0] == "companies" and len(parts) > 1 else None
        if board is None:
            return None
        return {"board": board} | ({"language": language} if language == "fr" else {})

    def employer(self, config: Config) -> str | None:
        return titled(board_setting(config))

    def list_request(self, config: Config, progress: Progress) -> Request:
        board, language = every(lambda: board_setting(config), lambda: _language(config))
        asked = {
            "query": "",
            "hitsPerPage": self.step,
            "page": self.number(progress) - 1,
            "facetFilters": [[f"organization.slug:{board}"]],
        }
        path = f"/1/indexes/wttj_jobs_production_{language}/query"
        return Request(
            url=endpoint(_SEARCH, path, config),
            headers={"X-Algolia-Application-Id": _APP, "Referer": f"{_SITE}/"},
            body=msgspec.json.encode(asked),
        )

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        answer, to_raw = envelope(self.kind, body, _LIST), partial(_to_raw, board_setting(config))
        return self.page_of(
            each(self.kind, answer.hits, _HIT, to_raw, id_field="reference"),
            request,
            config,
            rows=len(answer.hits),
            total=answer.total,
        )

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        slug = posting.url.rsplit("/", 1)[-1]
        path = f"/api/v1/organizations/{part(board_setting(config))}/jobs/{slug}"
        return Request(url=endpoint(_API, path, config))

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        job = detail_answer(self.kind, body, _DETAIL).job
        if job.status == "archived" or time(job.archived_at):
            raise SourceChanged(self.kind, f"job {posting.external_id} was withdrawn")
        stated: dict[str, Any] = {
            "apply_url": web_address(job.apply_url),
            "locations": posting.locations or _places([job.office] if job.office else []),
            "workplace": _workplace(job.remote),
            "employment_type": job.contract_type,
            "salary": _salary(job),
            "description_html": "\n".join(filter(None, (job.description, job.profile))),
            "posted_at": time(job.published_at),
            "updated_at": time(job.updated_at),
            "language": job.language,
        }
        given = {name: value for name, value in stated.items() if value}
        return safe(msgspec.structs.replace(posting, **given))


def _language(config: Config) -> str:
    language = text_setting(config, "language", default=_LANGUAGES[0])
    if language not in _LANGUAGES:
        raise BadConfig("language", f"must be one of: {', '.join(_LANGUAGES)}")
    return language


def _to_raw(board: str, hit: _Hit) -> RawPosting:
    slug = hit.slug.strip()
    if not slug.strip("."):
        raise ValueError("`slug` names no page")
    language = hit.language if hit.language in _SITE_LANGUAGES else _LANGUAGES[0]
    offices = hit.offices or []
    return RawPosting(
        external_id=hit.reference,
        title=hit.name,
        url=f"{_SITE}/{language}/companies/{part(board)}/jobs/{part(slug)}",
        company=hit.organization.name if hit.organization else None,
        locations=_places(offices),
        country=single(office.country_code for office in offices if office.country_code),
        workplace=_workplace(hit.remote),
        employment_type=hit.contract_type,
        posted_at=time(hit.published_at),
        language=hit.language,
        list_hash=hashlib.sha256(msgspec.json.encode(hit)).digest(),
    )


def _places(offices: list[_Office]) -> tuple[str, ...]:
    named = ((office.city, countries.name(office.country_code or "")) for office in offices)
    return tuple(", ".join(filter(None, place)) for place in named)


def _workplace(remote: str | None) -> str | None:
    return _WORKPLACES.get(remote or "")


def _salary(job: _Job) -> Salary | None:
    period = _PERIODS.get(job.salary_period or "")
    if period is None:
        return None
    return read_salary(job.salary_min, job.salary_max, job.salary_currency, period)
