"""Manatal: career pages at careers-page.com, with all texts in the list.

API: https://www.careers-page.com/api/v1.0/c/{board}/jobs/ (what the career pages themselves ask; no
key, no documents). Terms: none are published for it, so it is read a few times a day, and postings
link to the employer's page of each job.

Jobs have neither dates nor a form of employment, and their pay has no period.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.model import RawPosting
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
from jobscout.sources.paging import InSteps, Progress
from jobscout.sources.reading import Identity, board_setting, each, envelope
from jobscout.sources.values import read_salary

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_ROOT = "https://www.careers-page.com"
_HOSTS = frozenset({"careers-page.com", "www.careers-page.com"})
_API_PATH = re.compile(r"/api/v[\d.]{1,5}/c/([^/]+)/jobs/?")
_NO_BOARDS = frozenset({"admin", "api", "media", "robots.txt", "static"})


class _Job(msgspec.Struct):
    id: Identity
    position_name: str
    hash: str | None = None
    description: str | None = None
    location_display: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    currency_code: str | None = None
    salary_min: float | str | None = None
    salary_max: float | str | None = None
    is_salary_visible: bool | None = None


class _List(msgspec.Struct):
    results: list[msgspec.Raw]
    count: int | None = None
    next: str | None = None


_LIST = msgspec.json.Decoder(_List)
_JOB = msgspec.json.Decoder(_Job)


class Manatal(InSteps, OneRequest):
    kind = "manatal"
    min_interval = timedelta(hours=6)
    step = 10
    last_row = 5_000
    newest_first = False

    def board(self, config: Config) -> str:
        return board_setting(config)

    def page_url(self, config: Config) -> str:
        return f"{_ROOT}/{part(self.board(config))}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        if address.hostname not in _HOSTS:
            return None
        found = _API_PATH.fullmatch(address.path)
        board = token(found[1] if found else address.path.strip("/").split("/")[0])
        return None if board is None or board.lower() in _NO_BOARDS else {"board": board}

    def employer(self, config: Config) -> str | None:
        return titled(self.board(config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        answer = envelope(self.kind, body, _LIST)
        page = self.page_of(
            each(self.kind, answer.results, _JOB, partial(_to_raw, self.page_url(config))),
            request,
            config,
            rows=len(answer.results),
            total=answer.count,
        )
        if page.next is None or answer.next is not None:
            return page
        # Pages after the last are answered with 404.
        found = Progress.before(request).found + len(answer.results)
        return msgspec.structs.replace(page, next=None, whole=found >= (answer.count or 0))

    def list_request(self, config: Config, progress: Progress) -> Request:
        number = self.number(progress)
        path = f"/api/v1.0/c/{part(self.board(config))}/jobs/?page={number}"
        return Request(url=endpoint(_ROOT, path, config))


def _to_raw(board_url: str, job: _Job) -> RawPosting:
    name = token(job.hash)
    place = job.location_display or ", ".join(filter(None, (job.city, job.state, job.country)))
    return RawPosting(
        external_id=str(job.id),
        title=job.position_name,
        url=f"{board_url}/job/{part(name)}" if name else board_url,
        locations=(place,),
        country=job.country,
        salary_text=_pay(job),
        description_html=job.description,
    )


def _pay(job: _Job) -> str | None:
    """As in "USD 40 - 50": whether of an hour or a year is not said."""
    if job.is_salary_visible is False:
        return None
    pay = read_salary(job.salary_min, job.salary_max, job.currency_code, "year")  # as if of one
    if pay is None:
        return None
    bounds = dict.fromkeys(f"{bound:.15g}" for bound in (pay.min, pay.max) if bound is not None)
    return f"{pay.currency} {' - '.join(bounds)}"
