"""Himalayas: remote jobs of many companies, newest first, in pages of twenty.

API: https://himalayas.app/api (no key). Terms: show a visible link back to Himalayas and name it
as the source, which each posting's URL serves; do not submit the jobs to other job sites such as
Google Jobs, LinkedIn Jobs or Jooble. One client keeps to five requests a minute. The list has
about 100,000 jobs, so only the newest are read.

Since August 2026 an answer has ``nextCursor``, and ``offset`` is announced to go: the cursor is
followed where there is one. Times are documented as milliseconds and sent as seconds.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.sources.base import Config, Page, Request, endpoint, part, titled
from jobscout.sources.many_employers import OfManyEmployers
from jobscout.sources.reading import Identity, each, envelope
from jobscout.sources.values import read_salary, time_from_epoch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PAGE = 20  # the API sends no more
_LAST_OFFSET = 400
_MOST = 10**9  # of any number that an answer states of its list
_LONGEST_CURSOR = 500
_OFFSET = re.compile(r"\boffset=(\d{1,5})\b", re.ASCII)
_PERIODS: Mapping[str, SalaryPeriod] = {
    "annual": "year",
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
}
_FIELD_NAMES = frozenset({"name", "companyName"})


class _Place(msgspec.Struct):
    name: str | None = None


class _Job(msgspec.Struct, rename="camel"):
    guid: Identity
    title: str
    application_link: str
    company_name: str | None = None
    company_slug: str | None = None
    location_restrictions: list[str | _Place] | None = None
    parent_categories: list[str] | None = None
    employment_type: str | None = None
    seniority: list[str] | None = None
    min_salary: float | str | None = None
    max_salary: float | str | None = None
    currency: str | None = None
    salary_period: Any = None  # of another type it must not be taken for none
    description: str | None = None
    pub_date: Any = None
    expiry_date: Any = None


class _List(msgspec.Struct, rename="camel"):
    jobs: list[msgspec.Raw]
    limit: Any = None
    total_count: Any = None
    next_cursor: Any = None


_LIST = msgspec.json.Decoder(_List)
_JOB = msgspec.json.Decoder(_Job)


class Himalayas(OfManyEmployers):
    kind = "himalayas"
    attribution = "Himalayas"
    min_interval = timedelta(hours=1)
    page = "https://himalayas.app/jobs"
    hosts = frozenset({"himalayas.app", "www.himalayas.app"})
    paths = frozenset({"", "jobs", "jobs/api", "jobs/api/search"})

    def first_request(self, config: Config) -> Request:
        return _request("&offset=0", config)

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        answer = envelope(self.kind, body, _LIST)
        total, count = _number(answer.total_count), len(answer.jobs)
        found = _OFFSET.search(request.url)
        offset = int(found[1]) if found else 0
        if total and not count and offset == 0:
            raise SourceChanged(self.kind, f"{total} jobs and an empty first page")
        # The limit in the answer is what the page goes by, whatever was asked for.
        following = offset + (_number(answer.limit) or _PAGE)
        is_cut = following >= _LAST_OFFSET
        onward = _onward(answer, request, following) if count and not is_cut else None
        # A page must have all its rows, and the last one must reach the total.
        due = 0 if total is None else min(following, total) if onward else total
        has_rows = total is not None and offset + count >= min(following, total)
        return Page(
            **each(self.kind, answer.jobs, _JOB, _to_raw, id_field="guid")._asdict(),
            next=_request(onward, config) if onward else None,
            whole=total is not None and offset + count >= due,
            windowed=is_cut and has_rows,
        )


def _onward(answer: _List, request: Request, following: int) -> str | None:
    """The parameters of the next page; None after the last.

    With a cursor the offset stands in the fragment, which is not sent.
    """
    cursor = answer.next_cursor
    if isinstance(cursor, str) and 0 < len(cursor) <= _LONGEST_CURSOR:
        asked = f"&cursor={part(cursor)}#"
        return None if asked in request.url else f"{asked}offset={following}"
    if "&cursor=" in request.url:
        return None
    total = _number(answer.total_count)
    return f"&offset={following}" if total is None or following < total else None


def _request(parameters: str, config: Config) -> Request:
    path = f"/jobs/api?limit={_PAGE}{parameters}"
    return Request(url=endpoint("https://himalayas.app", path, config))


def _number(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= _MOST else None


def _to_raw(job: _Job) -> RawPosting:
    return RawPosting(
        external_id=str(job.guid),
        title=job.title,
        url=job.application_link,
        apply_url=job.application_link,
        company=_company(job),
        locations=_locations(job.location_restrictions),
        workplace="remote",
        department=next(filter(None, job.parent_categories or ()), None),
        employment_type=job.employment_type,
        seniority=", ".join(filter(None, job.seniority or ())),
        salary=_salary(job),
        description_html=job.description,
        posted_at=time_from_epoch(job.pub_date),
        expires_at=time_from_epoch(job.expiry_date),
    )


def _company(job: _Job) -> str | None:
    """For a day all names were the name of a field; the slug is then the better name."""
    name, slug = job.company_name, job.company_slug
    return titled(slug) if slug and (not name or name in _FIELD_NAMES) else name


def _locations(restrictions: Sequence[str | _Place] | None) -> tuple[str, ...]:
    """Countries, documented as objects and sent as texts; an empty list means everywhere."""
    if restrictions == []:
        return ("Worldwide",)
    return tuple(
        place if isinstance(place, str) else place.name or "" for place in restrictions or ()
    )


def _salary(job: _Job) -> Salary | None:
    """Pay is a year's unless it says otherwise: before mid-2026 it did not say."""
    said = job.salary_period
    period = "year" if said is None else _PERIODS.get(str(said))
    if period is None:
        return None
    return read_salary(job.min_salary, job.max_salary, job.currency, period)
