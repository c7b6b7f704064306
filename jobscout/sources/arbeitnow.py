"""Arbeitnow: jobs of many companies, mostly in Germany, newest first, in pages.

API: https://www.arbeitnow.com/api/job-board-api (no key), updated hourly. Terms: the API is
offered for use without abuse, and a link back to Arbeitnow is asked for; each posting's URL is
its page there. One request a second was answered with 429, so only the newest pages are read.

Pages are asked for by number: ``links.next`` carries a search word that would narrow the list. A
posting has no id but its slug, so that a new title makes a new posting.
"""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import msgspec

from jobscout.model import RawPosting
from jobscout.sources.base import Config, Page, Request, endpoint
from jobscout.sources.many_employers import OfManyEmployers
from jobscout.sources.reading import Identity, each, envelope
from jobscout.sources.values import time_from_epoch

_LAST_PAGE = 10
_NUMBER = re.compile(r"\bpage=(\d{1,4})\b", re.ASCII)
_ESCAPED_TAG = re.compile(r"&lt;(?:/[a-z]|br\b)", re.IGNORECASE)


class _Job(msgspec.Struct):
    slug: Identity
    title: str
    url: str
    company_name: str | None = None
    location: str | None = None
    remote: bool | None = None
    job_types: list[str] | None = None
    description: str | None = None
    created_at: Any = None


class _List(msgspec.Struct):
    data: list[msgspec.Raw]
    links: Any = None


_LIST = msgspec.json.Decoder(_List)
_JOB = msgspec.json.Decoder(_Job)


class Arbeitnow(OfManyEmployers):
    kind = "arbeitnow"
    attribution = "Arbeitnow"
    min_interval = timedelta(hours=1)
    page = "https://www.arbeitnow.com/"
    hosts = frozenset({"arbeitnow.com", "www.arbeitnow.com"})
    paths = frozenset({"", "jobs", "api/job-board-api"})

    def first_request(self, config: Config) -> Request:
        return _request(1, config)

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        answer = envelope(self.kind, body, _LIST)
        found = _NUMBER.search(request.url)
        number = int(found[1]) if found else 1
        # Without links only an empty page shows where the list ends.
        links = answer.links if isinstance(answer.links, dict) else {}
        leads_on = links.get("next", "") is not None
        more = leads_on and bool(answer.data)
        return Page(
            **each(self.kind, answer.data, _JOB, _to_raw, id_field="slug")._asdict(),
            next=_request(number + 1, config) if more and number < _LAST_PAGE else None,
            # An empty first page that leads to another proves nothing.
            whole=number < _LAST_PAGE if more else number > 1 or not leads_on,
            windowed=more and number >= _LAST_PAGE,
        )


def _request(number: int, config: Config) -> Request:
    path = f"/api/job-board-api?page={number}"
    return Request(url=endpoint("https://www.arbeitnow.com", path, config))


def _to_raw(job: _Job) -> RawPosting:
    types = [kind for kind in job.job_types or () if kind]
    return RawPosting(
        external_id=str(job.slug),
        title=job.title,
        url=job.url,
        apply_url=job.url,
        company=job.company_name,
        locations=(job.location or "",),
        workplace="remote" if job.remote else None,
        employment_type=", ".join(types),
        seniority=types[-1] if types else None,  # a level, as in "berufserfahren", comes last
        description_html=_unescaped(job.description or ""),
        posted_at=time_from_epoch(job.created_at),
    )


def _unescaped(description: str) -> str:
    """Some descriptions are escaped as a whole, and end with a link that the board adds as HTML."""
    own, tag, added = description.partition("<")
    return (html.unescape(own) if _ESCAPED_TAG.search(own) else own) + tag + added
