"""Ashby job boards: one public JSON document per employer, texts included.

API: https://developers.ashbyhq.com/docs/public-job-posting-api (no key, no pages). The vendor
publishes it so that an employer's jobs can be shown elsewhere; applications go to the employer's
own page. robots.txt of the API's host is honoured, as everywhere.

Pay is only in the answer if it is asked for. ``publishedAt`` moves when a job is published
again, and there is no date of the last edit.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

import msgspec

from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.sources.base import Config, OneRequest, Page, Request, endpoint, part, titled
from jobscout.sources.reading import (
    Identity,
    board_setting,
    each,
    envelope,
    fields,
    items,
    read_salary,
    text,
    time,
)

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_API = "api.ashbyhq.com"
_PAGES = "jobs.ashbyhq.com"
_NO_BOARDS = frozenset({"api", "embed"})  # the pages' own scripts and queries
# "The Browser Company" is the name of a board: unlike elsewhere, names may have spaces.
_BOARD = re.compile(r"[\w-](?:[\w .-]{0,98}[\w.-])?", re.ASCII)
_INTERVAL = re.compile(r"1 (HOUR|DAY|WEEK|MONTH|YEAR)")


class _Job(msgspec.Struct, rename="camel"):
    id: Identity
    title: str
    job_url: str
    apply_url: Any = None
    is_listed: Any = None
    location: Any = None
    secondary_locations: Any = None
    address: Any = None
    workplace_type: Any = None
    is_remote: Any = None
    department: Any = None
    team: Any = None
    employment_type: Any = None
    should_display_compensation_on_job_postings: Any = None
    compensation: Any = None
    description_html: Any = None
    published_at: Any = None


class _Board(msgspec.Struct):
    jobs: list[msgspec.Raw]


_ANSWER = msgspec.json.Decoder(_Board)
_JOB = msgspec.json.Decoder(_Job)


class Ashby(OneRequest):
    kind = "ashby"
    min_interval = timedelta(minutes=5)
    one_answer = True

    def board(self, config: Config) -> str:
        return board_setting(config)

    def page_url(self, config: Config) -> str:
        return f"https://{_PAGES}/{part(self.board(config))}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        parts = address.path.strip("/").split("/")
        if address.hostname == _API and parts[:2] == ["posting-api", "job-board"]:
            parts = parts[2:]
        elif address.hostname != _PAGES or parts[0] in _NO_BOARDS:
            return None
        board = unquote(parts[0]) if parts else ""
        return {"board": board} if _BOARD.fullmatch(board) else None

    def employer(self, config: Config) -> str | None:
        return titled(self.board(config))

    def first_request(self, config: Config) -> Request:
        board = part(self.board(config))
        path = f"/posting-api/job-board/{board}?includeCompensation=true"
        return Request(url=endpoint(f"https://{_API}", path, config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        answer = envelope(self.kind, body, _ANSWER)
        read = each(self.kind, answer.jobs, _JOB, _to_raw)
        return Page(**read._asdict())


def _to_raw(job: _Job) -> RawPosting | None:
    if job.is_listed is False:  # open to those who have the link only
        return None
    stated, salary_text = _salary(job)
    return RawPosting(
        external_id=str(job.id),
        title=job.title,
        url=job.job_url,
        apply_url=text(job.apply_url),
        locations=_locations(job),
        country=text(_postal(job.address).get("addressCountry")),
        workplace=_workplace(job),
        department=text(job.department) or text(job.team),
        employment_type=text(job.employment_type),
        salary=stated,
        salary_text=salary_text,
        description_html=text(job.description_html),
        posted_at=time(job.published_at),
    )


def _locations(job: _Job) -> tuple[str, ...]:
    secondary = [fields(item) for item in items(job.secondary_locations)]
    return (
        _location(job.location, job.address),
        *(_location(place.get("location"), place.get("address")) for place in secondary),
    )


def _location(name: object, address: object) -> str:
    """The employer's name for a place; some addresses contradict it, so they only stand in."""
    postal = _postal(address)
    parts = (text(postal.get(f"address{of}")) for of in ("Locality", "Region", "Country"))
    return text(name) or ", ".join(part for part in parts if part)


def _postal(address: object) -> dict[str, Any]:
    return fields(fields(address).get("postalAddress"))


def _workplace(job: _Job) -> str | None:
    """Older answers lack the type. A remote job with an office's city only may be done remotely."""
    said = text(job.workplace_type)
    if said or job.is_remote is not True:
        return said
    return None if text(_postal(job.address).get("addressLocality")) else "remote"


def _salary(job: _Job) -> tuple[Salary | None, str | None]:
    """The first salary of the summary, which spans the pay of all tiers; as text without one.

    Bonus, commission and equity are other components.
    """
    if job.should_display_compensation_on_job_postings is False:
        return None, None
    pay = fields(job.compensation)
    components = [fields(item) for item in items(pay.get("summaryComponents"))]
    salaries = [one for one in components if one.get("compensationType") == "Salary"]
    if not salaries:
        return None, text(pay.get("scrapeableCompensationSalarySummary"))
    return next(filter(None, map(_component, salaries)), None), None


def _component(salary: dict[str, Any]) -> Salary | None:
    interval = _INTERVAL.fullmatch(text(salary.get("interval")) or "")
    if interval is None:  # "1 TIME" or "NONE"
        return None
    return read_salary(
        salary.get("minValue"),
        salary.get("maxValue"),
        text(salary.get("currencyCode")),
        cast("SalaryPeriod", interval[1].lower()),
    )
