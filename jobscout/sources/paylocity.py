"""Paylocity's job boards of small and middle-sized employers in the United States.

Pages: https://recruiting.paylocity.com/recruiting/jobs/All/<guid> and, for each posting,
/recruiting/jobs/Details/<id>/<guid>, the employer's public pages (no key, no published API or
terms). They are read a few times a day. Postings link to the employer's page.

The list is the data of a script, without the texts: each new or changed entry costs a second
request, for a page with schema.org markup. Pay in the markup can have a wrong unit (an hour's
wage as a year's). Its date is UTC with the offset of the employer, hours off; the list's is right.
"""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.rules import caps
from jobscout.rules.locations import names_a_place
from jobscout.sources import job_pages, schema_org
from jobscout.sources.base import Config, Page, Request, endpoint, part, text_setting
from jobscout.sources.reading import Identity, each, envelope, safe
from jobscout.sources.script_data import script_data
from jobscout.sources.texts import tidy
from jobscout.sources.values import time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_ROOT = "https://recruiting.paylocity.com"
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_PATH = re.compile(
    rf"/recruiting/(?:jobs/(?:all|details/\d+)|publicleads/new|v2/api/feed/jobs)"
    rf"/(?P<board>{_GUID.pattern})(?:/|$)",
    re.ASCII | re.IGNORECASE,
)
_DATA = re.compile(r"\bwindow\.pageData\s{0,9}=\s{0,9}")
# Of a job's page without schema.org markup: the headings, each with the section after it.
_TEXT = ".job-listing-header, .job-listing-header + div"
_WORKPLACE = re.compile(r"(?:fully )?(?:remote|hybrid|on-?site|in-?office)", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*\[\d+\]\s*$", re.ASCII)  # the vendor's number of the employer


class _Place(msgspec.Struct, rename="pascal"):
    city: str | None = None
    state: str | None = None
    country: str | None = None


class _Job(msgspec.Struct, rename="pascal"):
    job_id: Identity
    job_title: str
    is_internal: bool | None = None
    published_date: Any = None
    should_display_location: bool | None = None
    location_name: str | None = None
    job_location: _Place | None = None
    is_remote: bool | None = None
    hiring_department: str | None = None


class _Board(msgspec.Struct, rename="pascal"):
    jobs: list[msgspec.Raw]
    module_title: Any = None


_BOARD = msgspec.json.Decoder(_Board)
_JOB = msgspec.json.Decoder(_Job)


class Paylocity:
    kind = "paylocity"
    min_interval = timedelta(hours=6)
    list_has_text = False

    def board(self, config: Config) -> str:
        board = text_setting(config, "board").lower()
        if not _GUID.fullmatch(board):
            raise BadConfig("board", "must be the GUID in the address of the board")
        return board

    def page_url(self, config: Config) -> str:
        return f"{_ROOT}/recruiting/jobs/All/{self.board(config)}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        found = _PATH.match(address.path)
        if address.hostname != "recruiting.paylocity.com" or found is None:
            return None
        return {"board": found["board"].lower()}

    def employer(self, config: Config) -> str | None:  # noqa: ARG002  (addresses name no employer)
        return None

    def first_request(self, config: Config) -> Request:
        return _request(self.page_url(config), config)

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        board = envelope(self.kind, script_data(self.kind, body, _DATA), _BOARD)
        title = board.module_title if isinstance(board.module_title, str) else ""
        company, guid = _NUMBERED.sub("", title[:1000]), self.board(config)
        read = each(
            self.kind, board.jobs, _JOB, lambda job: _to_raw(job, company, guid), id_field="JobId"
        )
        return Page(**read._asdict())

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        return _request(_job_page(posting.external_id, self.board(config)), config)

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        jobs = schema_org.job_postings(self.kind, body)
        if not jobs and (text := job_pages.text_on(self.kind, body, _TEXT)):
            return safe(msgspec.structs.replace(posting, description_html=text))
        if not jobs:
            raise SourceChanged(self.kind, f"no JobPosting on the page of {posting.external_id}")
        said = schema_org.to_raw(jobs[0], external_id=posting.external_id, page=posting.url)
        return safe(
            msgspec.structs.replace(
                posting,
                company=posting.company or said.company,
                locations=posting.locations or said.locations,
                country=posting.country or said.country,
                workplace=posting.workplace or said.workplace,
                employment_type=said.employment_type,
                salary=said.salary,
                salary_text=said.salary_text,
                description_html=said.description_html,
                expires_at=said.expires_at,
            )
        )


def _request(url: str, config: Config) -> Request:
    return Request(
        url=endpoint(_ROOT, url.removeprefix(_ROOT), config),
        headers={"Accept": "text/html"},
        most=caps.HTML_BYTES,
    )


def _job_page(identity: str, board: str) -> str:
    return f"{_ROOT}/recruiting/jobs/Details/{part(identity)}/{board}"


def _to_raw(job: _Job, company: str, board: str) -> RawPosting | None:
    if job.is_internal:  # open to the employer's own people only
        return None
    place = _place(job)
    country = job.job_location.country if place and job.job_location else None
    named = tidy(job.location_name) or ""
    said = named if _WORKPLACE.fullmatch(named) else None
    workplace = "remote" if job.is_remote else said
    used = (job.job_title, place, country, workplace, job.hiring_department, job.published_date)
    return RawPosting(
        external_id=str(job.job_id),
        title=job.job_title,
        url=_job_page(str(job.job_id), board),
        company=company,
        locations=(place,),
        country=country,
        workplace=workplace,
        department=job.hiring_department,
        posted_at=time(job.published_date),
        list_hash=hashlib.sha256(msgspec.json.encode(used)).digest(),
    )


def _place(job: _Job) -> str:
    """Without a city the employer's name for it says more than the state, if it names a place."""
    if job.should_display_location is False:
        return ""
    at = job.job_location or _Place()
    city, state, country = map(tidy, (at.city, at.state, at.country))
    named = tidy(job.location_name)
    if named and not city and names_a_place(named):
        return named
    return ", ".join(filter(None, (city, state, country))) or named or ""
