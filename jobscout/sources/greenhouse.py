"""Greenhouse job boards: one public JSON document per company.

API: https://developers.greenhouse.io/job-board.html (no key, no pages). The list is published
for everyone to read and show; applications go to the employer's own page.
"""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl

import msgspec

from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.rules.locations import names_a_place
from jobscout.rules.salaries.sums import stated_period
from jobscout.sources.base import (
    Config,
    OneRequest,
    Page,
    Request,
    endpoint,
    part,
    titled,
    token,
)
from jobscout.sources.deadlines import deadline
from jobscout.sources.reading import Identity, board_setting, each, envelope
from jobscout.sources.values import read_salary, time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_EU_API = "https://boards.eu.greenhouse.io"
_PAGE = re.compile(r"(?:(?:job-)?boards(?:-api)?|(?P<api>api))\.(?P<eu>eu\.)?greenhouse\.io")
# The setting of an employer's own page that shows the board's jobs.
_TOKEN_SETTING = re.compile(
    r"\b(?:green_?house_?(?:board_?)?|(?:gh_?)?board_?)token[\"']?\s*[:=]\s*[\"']([\w-]{1,100})[\"']",
    re.IGNORECASE | re.ASCII,
)
# Greenhouse has no field for the period, and most ranges are yearly. A smaller amount is really
# hourly or monthly (see Newsela's contractors), so its period is unknown.
_LEAST_PER_YEAR = 10_000


class _Named(msgspec.Struct):
    name: str | None = None


class _Office(msgspec.Struct):
    name: str | None = None
    location: str | None = None


class _Item(msgspec.Struct):
    name: str | None = None
    value_type: str | None = None
    value: Any = None


class _PayRange(msgspec.Struct):
    min_cents: float | None = None
    max_cents: float | None = None
    currency_type: str | None = None
    title: str | None = None
    blurb: str | None = None


class _Job(msgspec.Struct):
    id: Identity
    title: str
    absolute_url: str
    internal_job_id: Identity | msgspec.UnsetType | None = msgspec.UNSET
    company_name: str | None = None
    location: _Named | None = None
    offices: list[_Office] | None = None
    departments: list[_Named] | None = None
    metadata: list[_Item] | None = None
    pay_input_ranges: list[_PayRange] | None = None
    content: str | None = None
    first_published: Any = None
    updated_at: Any = None
    application_deadline: Any = None
    language: str | None = None


class _Zone(NamedTuple):
    """A stated pay range, with the board's words for it."""

    low: object
    high: object
    currency: str | None
    title: str | None
    blurb: str | None = None


class _Meta(msgspec.Struct):
    total: int | None = None


class _Board(msgspec.Struct):
    jobs: list[msgspec.Raw]
    meta: _Meta | None = None


_BOARD = msgspec.json.Decoder(_Board)
_JOB = msgspec.json.Decoder(_Job)


class Greenhouse(OneRequest):
    kind = "greenhouse"
    min_interval = timedelta(minutes=5)

    def board(self, config: Config) -> str:
        return board_setting(config)

    def page_url(self, config: Config) -> str:
        region = "eu." if config.get("base_url") == _EU_API else ""
        return f"https://job-boards.{region}greenhouse.io/{part(self.board(config))}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        found = _PAGE.fullmatch(address.hostname or "")
        if found is None:
            return None
        parts = address.path.strip("/").split("/")
        if parts[0] == "embed":
            board = token(dict(parse_qsl(address.query)).get("for"))
        elif parts[:2] == ["v1", "boards"]:
            board = token(parts[2] if len(parts) > 2 else None)
        else:
            board = None if found["api"] else token(parts[0])
        if board is None:
            return None
        return {"board": board} | ({"base_url": _EU_API} if found["eu"] else {})

    def recognise_page(self, page: str, address: SplitResult) -> dict[str, Any] | None:  # noqa: ARG002
        found = _TOKEN_SETTING.search(page) if "greenhouse" in page.lower() else None
        return {"board": found[1]} if found else None

    def employer(self, config: Config) -> str | None:
        return titled(self.board(config))

    def first_request(self, config: Config) -> Request:
        path = f"/v1/boards/{part(self.board(config))}/jobs?content=true&pay_transparency=true"
        return Request(url=endpoint("https://boards-api.greenhouse.io", path, config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        answer = envelope(self.kind, body, _BOARD)
        read = each(self.kind, answer.jobs, _JOB, _to_raw)
        total = answer.meta.total if answer.meta else None
        whole = total is None or total == len(answer.jobs)
        return Page(**read._asdict(), whole=whole)


def _to_raw(job: _Job) -> RawPosting | None:
    # A "general application" belongs to no job. Old recordings lack the key, which proves
    # nothing.
    if job.internal_job_id is None:
        return None
    stated, salary_text = _salary(job)
    return RawPosting(
        external_id=str(job.id),
        title=job.title,
        url=job.absolute_url,
        apply_url=job.absolute_url,
        company=job.company_name,
        # Greenhouse's own requisition_id is free text: "EVERGREEN" or "See Opening ID".
        requisition_id=None if job.internal_job_id is msgspec.UNSET else str(job.internal_job_id),
        locations=_locations(job),
        workplace=_item(job, "workplace type", "location type"),
        department=job.departments[0].name if job.departments else None,
        employment_type=_item(job, "employment type", "time type"),
        salary=stated,
        salary_text=salary_text,
        # Greenhouse escapes the HTML once; unescaping twice would turn text into markup.
        description_html=html.unescape(job.content or ""),
        posted_at=time(job.first_published),
        updated_at=time(job.updated_at),
        expires_at=deadline(job.application_deadline),
        language=job.language,
    )


def _locations(job: _Job) -> tuple[str, ...]:
    """The stated location; the offices too if it only says how one works, as in "Hybrid"."""
    stated = (job.location and job.location.name) or ""
    if names_a_place(stated):
        return (stated,)
    return (stated, *(office.location or office.name or "" for office in job.offices or ()))


def _item(job: _Job, *names: str) -> str | None:
    """The value of the board's custom field with one of these *names*."""
    for item in job.metadata or ():
        if (item.name or "").strip().lower() in names:
            values = item.value if isinstance(item.value, list) else [item.value]
            said = ", ".join(value for value in values if isinstance(value, str))
            if said:
                return said
    return None


def _salary(job: _Job) -> tuple[Salary | None, str | None]:
    """The pay from the lowest to the highest zone; as text if its period is unknown."""
    known = [
        (zone, pay)
        for zone in _zones(job)
        if (pay := read_salary(zone.low, zone.high, zone.currency, "year")) is not None
    ]
    if not known:
        return None, None
    currency = known[0][1].currency
    alike = [pay for _, pay in known if pay.currency == currency]
    low = min((pay.min for pay in alike if pay.min is not None), default=None)
    high = max((pay.max for pay in alike if pay.max is not None), default=None)
    said = _period(job, known)
    if said is None and max(low or 0, high or 0) < _LEAST_PER_YEAR:
        bounds = " - ".join(f"{bound:g}" for bound in (low, high) if bound is not None)
        return None, f"{currency} {bounds}"
    return Salary(min=low, max=high, currency=currency, period=said or "year"), None


def _period(job: _Job, known: list[tuple[_Zone, Salary]]) -> SalaryPeriod | None:
    """What the words of the first zone that names a period say, or else the job's title."""
    texts = [(text, pay) for zone, pay in known for text in (zone.title, zone.blurb)]
    texts.append((job.title, known[0][1]))
    said = (stated_period(text, pay) for text, pay in texts if text)
    return next(filter(None, said), None)


def _zones(job: _Job) -> list[_Zone]:
    if job.pay_input_ranges:
        return [
            _Zone(
                low=zone.min_cents and zone.min_cents / 100,
                high=zone.max_cents and zone.max_cents / 100,
                currency=zone.currency_type,
                title=zone.title,
                blurb=zone.blurb,
            )
            for zone in job.pay_input_ranges
        ]
    ranges = [
        _Zone(
            low=item.value.get("min_value"),
            high=item.value.get("max_value"),
            currency=str(item.value.get("unit")),
            title=item.name,
        )
        for item in job.metadata or ()
        if item.value_type == "currency_range" and isinstance(item.value, dict)
    ]
    return ranges[:1]  # a second range is a bonus or a target, not another zone
