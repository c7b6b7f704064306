"""The Muse: jobs of many companies, mostly in the United States, texts included.

API: https://www.themuse.com/developers/api/v2 (no key needed). Terms: link back to the page of
each job at themuse.com; no copy of the API and no passing on of its data. Without a key 500
requests an hour are answered, and a reading takes up to a hundred.

A list ends at its hundredth page of 20, whatever ``page_count`` says, so a board is best a
part of it: one company, category, level or place, as the API spells them.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting
from jobscout.sources.base import Config, OneRequest, Page, Request, endpoint
from jobscout.sources.reading import Identity, each, envelope
from jobscout.sources.searches import OfSearch, filters_of, search_query
from jobscout.sources.values import single, time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_ROOT = "https://www.themuse.com"
_PATH = "/api/public/jobs"
_HOSTS = frozenset({"themuse.com", "www.themuse.com"})
_FILTERS = ("company", "category", "level", "location")
_PAGES = 100  # further ones are answered with 400
_NUMBER = re.compile(r"[?&]page=(\d{1,3})$", re.ASCII)


class _Named(msgspec.Struct):
    name: str | None = None


class _Refs(msgspec.Struct):
    landing_page: str


class _Job(msgspec.Struct):
    id: Identity
    name: str
    refs: _Refs
    company: _Named | None = None
    locations: list[_Named] | None = None
    categories: list[_Named] | None = None
    levels: list[_Named] | None = None
    contents: str | None = None
    publication_date: Any = None


class _List(msgspec.Struct):
    results: list[msgspec.Raw]
    page: int | None = None
    page_count: int | None = None
    total: int | None = None


_LIST = msgspec.json.Decoder(_List)
_JOB = msgspec.json.Decoder(_Job)


class TheMuse(OfSearch, OneRequest):
    kind = "themuse"
    attribution = "The Muse"
    min_interval = timedelta(hours=6)
    filters = _FILTERS

    def page_url(self, config: Config) -> str:  # noqa: ARG002  (its filters are spelt otherwise)
        return f"{_ROOT}/search"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        if address.hostname not in _HOSTS:
            return None
        if address.path.rstrip("/") == _PATH:
            return filters_of(address.query, _FILTERS)
        return {} if address.path.split("/")[1:2] in ([], [""], ["search"], ["jobs"]) else None

    def first_request(self, config: Config) -> Request:
        return self._request(config, 0)

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        answer = envelope(self.kind, body, _LIST)
        asked, count = _number(request), answer.page_count
        if not answer.results and asked == 0 and (answer.total or (count or 0) > 1):
            raise SourceChanged(self.kind, f"{answer.total or 'many'} jobs and an empty first page")

        read = each(self.kind, answer.results, _JOB, _to_raw)
        # The first page may be called 1. Later, another page than was asked for is a repeated one.
        as_asked, following = answer.page in {None, asked}, asked + 1
        listed = count is None or following < count
        more = listed and bool(answer.results) and (as_asked or asked == 0)
        missing = listed and count is not None and not answer.results
        return Page(
            **read._asdict(),
            next=self._request(config, following) if more and following < _PAGES else None,
            whole=as_asked and not missing and not (more and following >= _PAGES),
        )

    def _request(self, config: Config, number: int) -> Request:
        query = "&".join(filter(None, (search_query(config, _FILTERS), f"page={number}")))
        return Request(url=endpoint(_ROOT, f"{_PATH}?{query}", config))


def _number(request: Request) -> int:
    found = _NUMBER.search(request.url)
    return int(found[1]) if found else 0


def _to_raw(job: _Job) -> RawPosting:
    return RawPosting(
        external_id=str(job.id),
        title=job.name,
        url=job.refs.landing_page,
        apply_url=job.refs.landing_page,
        company=job.company.name if job.company else None,
        locations=_names(job.locations),  # "Flexible / Remote" among them
        department=", ".join(_names(job.categories)),
        # A job for several levels states none.
        seniority=single(_names(job.levels)),
        description_html=job.contents,
        posted_at=time(job.publication_date),
    )


def _names(named: list[_Named] | None) -> tuple[str, ...]:
    return tuple(one.name for one in named or () if one.name)
