"""Work at a Startup: the jobs of a company of Y Combinator, on its pages there.

Pages: https://www.ycombinator.com/companies/{board}/jobs, whose attribute ``data-page`` has the
list as JSON, and a page of each job with schema.org's JobPosting, which has the text. Terms: none
are published for either, so they are read a few times a day, and postings link to the page of each
job there. The data of a page names founders and other persons, which are not read.

The list lacks the text: each new or changed entry costs a second request. When a job was published
is only in its own page; the list says "8 months".
"""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting
from jobscout.rules import caps
from jobscout.sources import html_pages, schema_org
from jobscout.sources.base import Config, Page, Request, endpoint, part, titled, token
from jobscout.sources.reading import Identity, board_setting, each, envelope, safe
from jobscout.sources.texts import tidy

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_ROOT = "https://www.ycombinator.com"
_HOSTS = frozenset({
    "ycombinator.com", "www.ycombinator.com", "workatastartup.com", "www.workatastartup.com",
})  # fmt: skip
_BOARD_PATH = re.compile(r"/companies/([^/]+)(?:/jobs(?:/[^/]+)?)?/?")
_JOB_PATH = re.compile(r"/companies/[\w-]{1,200}/jobs/[\w-]{1,300}", re.ASCII)
# Below /companies, lists of companies.
_NO_BOARDS = frozenset({"batch", "founders", "industry", "location"})
_HTML = {"Accept": "text/html"}
_REMOTE = re.compile(r"\bremote\b", re.IGNORECASE)


class _Job(msgspec.Struct, rename="camel"):
    """Only what the job itself states: how long ago it was published changes with time."""

    id: Identity
    title: str
    url: str | None = None
    apply_url: str | None = None
    company_name: str | None = None
    location: str | None = None
    type: str | None = None
    pretty_role: str | None = None
    salary_range: str | None = None


class _Props(msgspec.Struct, rename="camel"):
    job_postings: list[msgspec.Raw]


class _Data(msgspec.Struct):
    props: _Props


_DATA = msgspec.json.Decoder(_Data)
_JOB = msgspec.json.Decoder(_Job)


class WorkAtAStartup:
    kind = "workatastartup"
    min_interval = timedelta(hours=6)
    list_has_text = False

    def board(self, config: Config) -> str:
        return board_setting(config)

    def page_url(self, config: Config) -> str:
        return f"{_ROOT}{self._path(config)}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        found = _BOARD_PATH.fullmatch(address.path)
        if address.hostname not in _HOSTS or found is None:
            return None
        board = token(found[1])
        return None if board is None or board in _NO_BOARDS else {"board": board}

    def employer(self, config: Config) -> str | None:
        return titled(self.board(config))

    def first_request(self, config: Config) -> Request:
        url = endpoint(_ROOT, self._path(config), config)
        return Request(url=url, headers=_HTML, most=caps.HTML_BYTES)

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        found = html_pages.tree(self.kind, body).css_first("[data-page]")
        said = found.attributes.get("data-page") if found is not None else None
        if not said:
            raise SourceChanged(self.kind, "the page has no `data-page`")
        jobs = envelope(self.kind, said.encode("utf-8", "replace"), _DATA).props.job_postings
        page_url = self.page_url(config)
        return Page(**each(self.kind, jobs, _JOB, lambda job: _to_raw(job, page_url))._asdict())

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        path = urlsplit(posting.url).path
        if not _JOB_PATH.fullmatch(path):
            return None
        return Request(url=endpoint(_ROOT, path, config), headers=_HTML, most=caps.DETAIL_BYTES)

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        jobs = schema_org.job_postings(self.kind, body)
        if not jobs:
            raise SourceChanged(self.kind, "the page has no JobPosting")
        job = schema_org.to_raw(jobs[0], external_id=posting.external_id, page=posting.url)
        return safe(
            msgspec.structs.replace(
                posting,
                locations=job.locations or posting.locations,
                workplace=job.workplace or posting.workplace,
                employment_type=posting.employment_type or job.employment_type,
                salary=job.salary,
                salary_text=job.salary_text or posting.salary_text,
                description_html=job.description_html,
                posted_at=job.posted_at,
                expires_at=job.expires_at,
            )
        )

    def _path(self, config: Config) -> str:
        return f"/companies/{part(self.board(config))}/jobs"


def _to_raw(job: _Job, page_url: str) -> RawPosting:
    path = tidy(job.url) or ""
    location = job.location or ""
    return RawPosting(
        external_id=str(job.id),
        title=job.title,
        url=f"{_ROOT}{path}" if _JOB_PATH.fullmatch(path) else page_url,
        apply_url=job.apply_url,
        company=job.company_name,
        locations=tuple(location.split(" / ")),
        # Else only a place says so, and the job's own page has others.
        workplace=location if _REMOTE.search(location) else None,
        department=job.pretty_role,
        employment_type=job.type,
        salary_text=job.salary_range,
        list_hash=hashlib.sha256(msgspec.json.encode(job)).digest(),
    )
