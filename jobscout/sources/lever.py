"""Lever postings: one public JSON array per employer, texts included.

API: https://github.com/lever/postings-api (no key). The vendor states that third parties may
read published postings. EU employers are on https://api.eu.lever.co; it and the global host do
not share sites.
"""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import msgspec

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting, Salary, SalaryPeriod
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
from jobscout.sources.reading import Identity, board_setting, each, envelope
from jobscout.sources.values import read_salary, time_from_ms

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_EU_API = "https://api.eu.lever.co"
_PAGE = re.compile(r"(?P<host>jobs|api)\.(?P<eu>eu\.)?lever\.co")
# The widget of an employer's own page: leverJobsOptions = {accountName: "acme", …}.
_WIDGET = re.compile(
    r"\bleverJobsOptions\b.{0,300}?\baccountName[\"']?\s*:\s*[\"']([^\"']{1,100})", re.DOTALL
)
_INTERVAL = re.compile(r"per-(hour|day|week|month|year)\b")


class _Categories(msgspec.Struct, rename="camel"):
    all_locations: list[str] | None = None
    location: str | None = None
    department: str | None = None
    team: str | None = None
    commitment: str | None = None
    level: str | None = None


class _Section(msgspec.Struct):
    text: str | None = None
    content: str | None = None


class _SalaryRange(msgspec.Struct):
    min: float | None = None
    max: float | None = None
    currency: str | None = None
    interval: str | None = None


class _Posting(msgspec.Struct, rename="camel"):
    id: Identity
    text: str
    hosted_url: str
    apply_url: str | None = None
    categories: _Categories | None = None
    country: str | None = None
    workplace_type: str | None = None
    salary_range: _SalaryRange | None = None
    salary_description: str | None = None
    salary_description_plain: str | None = None
    description: str | None = None
    lists: list[_Section] | None = None
    additional: str | None = None
    created_at: Any = None


class _Refusal(msgspec.Struct):
    error: str


_ANSWER: msgspec.json.Decoder[list[msgspec.Raw] | _Refusal] = msgspec.json.Decoder(
    list[msgspec.Raw] | _Refusal
)
_POSTING = msgspec.json.Decoder(_Posting)


class Lever(OneRequest):
    kind = "lever"
    min_interval = timedelta(minutes=5)

    def board(self, config: Config) -> str:
        return board_setting(config)

    def page_url(self, config: Config) -> str:
        region = "eu." if config.get("base_url") == _EU_API else ""
        return f"https://jobs.{region}lever.co/{part(self.board(config))}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        found = _PAGE.fullmatch(address.hostname or "")
        if found is None:
            return None
        parts = address.path.strip("/").split("/")
        if found["host"] == "api":
            parts = parts[2:] if parts[:2] == ["v0", "postings"] else []
        board = token(parts[0] if parts else None)
        if board is None:
            return None
        return {"board": board} | ({"base_url": _EU_API} if found["eu"] else {})

    def recognise_page(self, page: str, address: SplitResult) -> dict[str, Any] | None:  # noqa: ARG002
        found = _WIDGET.search(page)
        board = token(found[1]) if found else None
        return {"board": board} if board else None

    def employer(self, config: Config) -> str | None:
        return titled(self.board(config))

    def first_request(self, config: Config) -> Request:
        # Without mode=json the Accept header decides, and the answer may be HTML.
        path = f"/v0/postings/{part(self.board(config))}?mode=json"
        return Request(url=endpoint("https://api.lever.co", path, config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        answer = envelope(self.kind, body, _ANSWER)
        if isinstance(answer, _Refusal):
            raise SourceChanged(self.kind, f"an error in place of the list: {answer.error[:200]}")
        read = each(self.kind, answer, _POSTING, _to_raw)
        return Page(**read._asdict())


def _to_raw(posting: _Posting) -> RawPosting:
    categories = posting.categories or _Categories()
    return RawPosting(
        external_id=str(posting.id),
        title=posting.text,
        url=posting.hosted_url,
        apply_url=posting.apply_url,
        locations=tuple(categories.all_locations or [categories.location or ""]),
        country=posting.country,
        workplace=posting.workplace_type,
        department=categories.department or categories.team,
        employment_type=categories.commitment,
        seniority=categories.level,
        salary=_salary(posting.salary_range),
        salary_text=posting.salary_description_plain or posting.salary_description,
        description_html=_description(posting),
        posted_at=time_from_ms(posting.created_at),
    )


def _salary(salary: _SalaryRange | None) -> Salary | None:
    interval = _INTERVAL.match((salary and salary.interval) or "")
    if salary is None or interval is None:
        return None
    return read_salary(salary.min, salary.max, salary.currency, cast("SalaryPeriod", interval[1]))


def _description(posting: _Posting) -> str:
    """The whole posting: Lever stores lists, without their ``<ul>``, apart from the text."""
    lists = (
        f"<h3>{html.escape(section.text or '')}</h3><ul>{section.content or ''}</ul>"
        for section in posting.lists or ()
    )
    return "\n".join(filter(None, (posting.description, *lists, posting.additional)))
