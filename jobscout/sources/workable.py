"""Workable accounts: one public JSON document per employer, texts included.

API: https://workable.readme.io/reference/jobs-1 (no key, no pages), served by the vendor's widget
at /api/v1/widget/accounts/<account>. It returns an account's public jobs, for showing them on
other sites; postings link to the employer's page at Workable. No terms of its own are published.

Quirks: without ``details=true`` there are no texts. The answer has no validator, no total and no
date of an edit. Only remote jobs are marked; the API of the career pages (v3, with v2 for each
text) also marks hybrid and on-site ones, but refuses after few requests, so it is not read.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.model import RawPosting
from jobscout.sources.base import (
    HOST_LABEL,
    Config,
    OneRequest,
    Page,
    Request,
    endpoint,
    part,
    titled,
)
from jobscout.sources.reading import Identity, board_setting, each, envelope
from jobscout.sources.subdomains import VENDORS_LABELS
from jobscout.sources.texts import tidy
from jobscout.sources.values import single, time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

# The widget of an employer's own page: whr_embed(378737, {…}).
_WIDGET = re.compile(r"\bwhr_embed\(\s{0,9}[\"']?(\w[\w-]{0,99})", re.ASCII)
_ACCOUNT = re.compile(
    r"(?:www\.workable\.com/api/accounts/"
    r"|apply\.workable\.com/(?:api/v[1-3]/(?:widget/)?accounts/)?)"
    r"(?!(?:api|j|jobs)(?:/|$))(\w[\w-]{0,99})(?:/|$)",
    re.ASCII,
)
# The older address of an employer's page, which redirects to the one above.
_OLDER = re.compile(rf"({HOST_LABEL})\.workable\.com/?(?:(?:jobs?|j)(?:/.*)?)?")
_NO_EMPLOYERS = VENDORS_LABELS | {"apply", "jobs", "resources"}


class _Location(msgspec.Struct, rename="camel"):
    city: str | None = None
    region: str | None = None
    country: str | None = None
    country_code: str | None = None
    hidden: bool | None = None


class _Job(msgspec.Struct):
    shortcode: Identity
    title: str
    url: str
    application_url: str | None = None
    locations: list[_Location] | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    telecommuting: bool | None = None
    department: str | None = None
    employment_type: str | None = None
    experience: str | None = None
    description: str | None = None
    published_on: Any = None


class _Account(msgspec.Struct):
    jobs: list[msgspec.Raw]
    name: Any = None


_ANSWER = msgspec.json.Decoder(_Account)
_JOB = msgspec.json.Decoder(_Job)


class Workable(OneRequest):
    kind = "workable"
    min_interval = timedelta(hours=1)

    def board(self, config: Config) -> str:
        return board_setting(config)

    def page_url(self, config: Config) -> str:
        return f"https://apply.workable.com/{part(self.board(config))}/"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        asked = (address.hostname or "") + address.path
        found = _ACCOUNT.match(asked) or _OLDER.fullmatch(asked)
        return {"board": found[1]} if found and found[1] not in _NO_EMPLOYERS else None

    def recognise_page(self, page: str, address: SplitResult) -> dict[str, Any] | None:  # noqa: ARG002
        found = _WIDGET.search(page)
        return {"board": found[1]} if found else None

    def employer(self, config: Config) -> str | None:
        return titled(self.board(config))

    def first_request(self, config: Config) -> Request:
        path = f"/api/v1/widget/accounts/{part(self.board(config))}?details=true"
        return Request(url=endpoint("https://apply.workable.com", path, config))

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        account = envelope(self.kind, body, _ANSWER)
        company = account.name if isinstance(account.name, str) else None
        read = each(
            self.kind, account.jobs, _JOB, lambda job: _to_raw(job, company), id_field="shortcode"
        )
        return Page(**read._asdict())


def _to_raw(job: _Job, company: str | None) -> RawPosting:
    locations, country = _where(job)
    return RawPosting(
        external_id=str(job.shortcode),
        title=job.title,
        url=job.url,
        apply_url=job.application_url,
        company=company,
        locations=locations,
        country=country,
        # False is said of hybrid jobs too.
        workplace="remote" if job.telecommuting else None,
        department=job.department,
        employment_type=job.employment_type,
        seniority=job.experience,
        description_html=job.description,
        posted_at=time(job.published_on),
    )


def _where(job: _Job) -> tuple[tuple[str, ...], str | None]:
    """The places, and the code of their country if they are in one.

    ``city``, ``state`` and ``country`` repeat the first place, even one that the employer hides.
    """
    if not job.locations:
        return (_named(job.city, job.state, job.country),), None
    shown = [place for place in job.locations if not place.hidden]
    codes = ((tidy(place.country_code) or "").upper() for place in shown)
    names = tuple(_named(place.city, place.region, place.country) for place in shown)
    return names, single(codes)


def _named(*parts: str | None) -> str:
    return ", ".join(filter(None, map(tidy, parts)))
