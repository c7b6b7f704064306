"""Personio career sites: one XML feed of an employer's positions, texts included.

Feed: ``/xml`` of the career site,
https://developer.personio.de/docs/retrieving-open-job-positions (no key). It is public so that
an employer's jobs can be shown elsewhere. Bursts are answered with 429.

An employer's site is at ``jobs.personio.de`` or ``jobs.personio.com``. An unknown name redirects
to the vendor's own site; an employer without vacancies has an empty feed.
"""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import msgspec

from jobscout.errors import BadConfig
from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.sources.base import (
    HOST_LABEL,
    Config,
    OneRequest,
    Page,
    Request,
    endpoint,
    every,
    part,
    text_setting,
    titled,
)
from jobscout.sources.reading import each_element
from jobscout.sources.values import read_salary, time
from jobscout.sources.xml_documents import Element, read_document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

_HOST = re.compile(rf"(?P<board>{HOST_LABEL})\.jobs\.personio\.(?P<domain>de|com)")
_BOARD = re.compile(HOST_LABEL)
_LANGUAGE = re.compile(r"[a-z]{2}")
_DOMAINS: Final = ("de", "com")
_PERIODS: Final[Mapping[str, SalaryPeriod]] = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
}


class _Position(msgspec.Struct, rename="camel"):
    id: str
    name: str
    subcompany: str | None = None
    offices: list[str] = []
    department: str | None = None
    employment_type: str | None = None
    schedule: str | None = None
    seniority: str | None = None
    job_descriptions: str | None = None
    salary: dict[str, str] = {}
    created_at: str | None = None


class Personio(OneRequest):
    kind = "personio"
    min_interval = timedelta(minutes=30)

    def board(self, config: Config) -> str:
        return text_setting(config, "board").lower()

    def page_url(self, config: Config) -> str:
        return f"https://{_site(config)}/"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        found = _HOST.fullmatch(address.hostname or "")
        if found is None:
            return None
        return {"board": found["board"]} | ({"domain": "com"} if found["domain"] == "com" else {})

    def employer(self, config: Config) -> str | None:
        return titled(self.board(config))

    def first_request(self, config: Config) -> Request:
        path = f"/xml?language={_language(config)}"
        return Request(url=endpoint(f"https://{_site(config)}", path, config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        found = read_document(
            self.kind, body, roots={"workzag-jobs"}, entries={"position"}, facts=_facts
        )
        site, language = _site(config), _language(config)
        read = each_element(
            self.kind, found.entries, _Position, lambda position: _to_raw(position, site, language)
        )
        return Page(**read._asdict())


def _site(config: Config) -> str:
    """The host of the career site. Raises BadConfig."""
    board, domain = every(
        lambda: _setting(config, "board", _BOARD, "must be what stands before .jobs.personio."),
        lambda: _setting(config, "domain", re.compile("|".join(_DOMAINS)), "must be de or com"),
    )
    return f"{board}.jobs.personio.{domain}"


def _language(config: Config) -> str:
    return _setting(config, "language", _LANGUAGE, "must be a code of two letters, as in en")


def _setting(config: Config, field: str, pattern: re.Pattern[str], fault: str) -> str:
    defaults = {"domain": _DOMAINS[0], "language": "en"}
    value = text_setting(config, field, default=defaults.get(field)).lower()
    if not pattern.fullmatch(value):
        raise BadConfig(field, fault)
    return value


def _facts(position: Element) -> Mapping[str, Any]:
    offices = [*position.all("office")]
    for additional in position.all("additionalOffices"):
        offices += additional.all("office")
    pay = position.all("salaryInformation")
    return {
        **position.texts(),
        "offices": [office.text for office in offices],
        "jobDescriptions": "".join(map(_description, position.all("jobDescriptions"))),
        "salary": pay[0].texts() if pay else {},
    }


def _description(descriptions: Element) -> str:
    """The sections, each with its heading."""
    sections = [section.texts() for section in descriptions.all("jobDescription")]
    if not sections:
        return descriptions.text
    return "\n".join(
        f"<h3>{html.escape(section.get('name', '').strip())}</h3>{section.get('value', '').strip()}"
        for section in sections
    )


def _to_raw(position: _Position, site: str, language: str) -> RawPosting:
    page = f"https://{site}/job/{part(position.id.strip())}"
    return RawPosting(
        external_id=position.id,
        title=position.name,
        url=page,
        apply_url=page,
        company=position.subcompany,
        locations=tuple(position.offices),
        department=position.department,
        employment_type=_employment(position),
        seniority=position.seniority,
        salary=_salary(position.salary),
        description_html=position.job_descriptions,
        posted_at=time(position.created_at),
        language=language,
    )


def _employment(position: _Position) -> str | None:
    """Permanent jobs are told apart by their schedule, others by their type."""
    stated = (position.employment_type or "").strip()
    return stated if stated not in {"", "permanent"} else position.schedule or stated


def _salary(pay: Mapping[str, str]) -> Salary | None:
    period = _PERIODS.get(pay.get("type", "").strip())
    if period is None:
        return None
    return read_salary(pay.get("min"), pay.get("max"), pay.get("currencyCode"), period)
