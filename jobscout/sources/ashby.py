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
from jobscout.sources.reading import Identity, board_setting, each, envelope
from jobscout.sources.values import read_salary, time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_API = "api.ashbyhq.com"
_PAGES = "jobs.ashbyhq.com"
_NO_BOARDS = frozenset({"api", "embed"})  # the pages' own scripts and queries
# "The Browser Company" is the name of a board: unlike elsewhere, names may have spaces.
_BOARD = re.compile(r"[\w-](?:[\w .-]{0,98}[\w.-])?", re.ASCII)
_INTERVAL = re.compile(r"1 (HOUR|DAY|WEEK|MONTH|YEAR)")


class _Postal(msgspec.Struct, rename="camel"):
    address_locality: str | None = None
    address_region: str | None = None
    address_country: str | None = None


class _Address(msgspec.Struct, rename="camel"):
    postal_address: _Postal | None = None


class _Location(msgspec.Struct):
    location: str | None = None
    address: _Address | None = None


class _Component(msgspec.Struct, rename="camel"):
    compensation_type: str | None = None
    interval: str | None = None
    min_value: float | str | None = None
    max_value: float | str | None = None
    currency_code: str | None = None


class _Compensation(msgspec.Struct, rename="camel"):
    summary_components: list[_Component] | None = None
    scrapeable_compensation_salary_summary: str | None = None


class _Job(msgspec.Struct, rename="camel"):
    id: Identity
    title: str
    job_url: str
    apply_url: str | None = None
    is_listed: bool | None = None
    location: str | None = None
    secondary_locations: list[_Location] | None = None
    address: _Address | None = None
    workplace_type: str | None = None
    is_remote: bool | None = None
    department: str | None = None
    team: str | None = None
    employment_type: str | None = None
    should_display_compensation_on_job_postings: bool | None = None
    compensation: _Compensation | None = None
    description_html: str | None = None
    published_at: Any = None


class _Board(msgspec.Struct):
    jobs: list[msgspec.Raw]


_ANSWER = msgspec.json.Decoder(_Board)
_JOB = msgspec.json.Decoder(_Job)


class Ashby(OneRequest):
    kind = "ashby"
    min_interval = timedelta(minutes=5)

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
        apply_url=job.apply_url,
        locations=_locations(job),
        country=_postal(job.address).address_country,
        workplace=_workplace(job),
        department=job.department or job.team,
        employment_type=job.employment_type,
        salary=stated,
        salary_text=salary_text,
        description_html=job.description_html,
        posted_at=time(job.published_at),
    )


def _locations(job: _Job) -> tuple[str, ...]:
    primary = _Location(job.location, job.address)
    return tuple(_named(place) for place in (primary, *(job.secondary_locations or ())))


def _named(place: _Location) -> str:
    """The employer's name for a place; some addresses contradict it, so they only stand in."""
    postal = _postal(place.address)
    parts = (postal.address_locality, postal.address_region, postal.address_country)
    return place.location or ", ".join(part for part in parts if part)


def _postal(address: _Address | None) -> _Postal:
    return (address and address.postal_address) or _Postal()


def _workplace(job: _Job) -> str | None:
    """Older answers lack the type. A remote job with an office's city only may be done remotely."""
    if job.workplace_type or not job.is_remote:
        return job.workplace_type
    return None if _postal(job.address).address_locality else "remote"


def _salary(job: _Job) -> tuple[Salary | None, str | None]:
    """The first salary of the summary, which spans the pay of all tiers; as text without one.

    Bonus, commission and equity are other components.
    """
    if job.should_display_compensation_on_job_postings is False or job.compensation is None:
        return None, None
    components = job.compensation.summary_components or ()
    salaries = [one for one in components if one.compensation_type == "Salary"]
    if not salaries:
        return None, job.compensation.scrapeable_compensation_salary_summary
    return next(filter(None, map(_stated, salaries)), None), None


def _stated(salary: _Component) -> Salary | None:
    interval = _INTERVAL.fullmatch(salary.interval or "")
    if interval is None:  # "1 TIME" or "NONE"
        return None
    return read_salary(
        salary.min_value,
        salary.max_value,
        salary.currency_code,
        cast("SalaryPeriod", interval[1].lower()),
    )
