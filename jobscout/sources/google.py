"""Google's career site: jobs of Google and its sister companies, in pages of twenty.

Pages: https://www.google.com/about/careers/applications/jobs/results/ (there is no documented API;
the older JSON host does not answer). A page has its jobs, texts included, as data of a script.
Terms: Google's own; its robots.txt applies, and the site is read a few times a day.

A job is a list of values without names, so their positions are all there is to go by; a value of
another type than expected is left out. Of three times that a job has none is known to be that of
its publication, so none is read. About four thousand jobs are open, and the pages of one reading
are few, so a board is best a part: words (``q``), a ``location`` and the site's other filters.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting
from jobscout.sources.base import Config, OneRequest, Page, Request, endpoint, part
from jobscout.sources.html_pages import tree
from jobscout.sources.paging import InSteps, Progress
from jobscout.sources.reading import Identity, each, envelope
from jobscout.sources.salvage import UNFIT
from jobscout.sources.searches import OfSearch, filters_of, search_query
from jobscout.sources.values import single

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_ROOT = "https://www.google.com"
_SITE = "/about/careers/applications"
_RESULTS = f"{_SITE}/jobs/results/"
_FILTERS = ("q", "location", "company", "employment_type", "target_level", "skills", "degree")
_CALL = re.compile(r"AF_initDataCallback\(\{\s*key:\s*'ds:1'[^\[]{0,200}\bdata:")
_AFTER = re.compile(r",\s*sideChannel:")


class _Job(msgspec.Struct):
    id: Identity
    title: str
    apply_url: str | None = None
    responsibilities: list[Any] | None = None
    qualifications: list[Any] | None = None
    company: str | None = None
    language: str | None = None
    locations: list[list[Any]] | None = None
    description: list[Any] | None = None
    process: list[Any] | None = None
    places_note: list[Any] | None = None
    more: list[Any] | None = None


# By position.
_NAMES = {
    0: "id",
    1: "title",
    2: "apply_url",
    3: "responsibilities",
    4: "qualifications",
    7: "company",
    8: "language",
    9: "locations",
    10: "description",
    15: "process",
    18: "places_note",
    19: "more",
}


class _Data(msgspec.Struct, array_like=True):
    jobs: list[msgspec.Raw] | None
    unnamed: Any = None
    total: int | None = None


_DATA = msgspec.json.Decoder(_Data)
_ROW = msgspec.json.Decoder(list[msgspec.Raw])
_JOB = msgspec.json.Decoder(_Job)


class Google(OfSearch, InSteps, OneRequest):
    kind = "google"
    min_interval = timedelta(hours=6)
    filters = _FILTERS
    step = 20
    last_row = 500

    def page_url(self, config: Config) -> str:
        query = search_query(config, _FILTERS)
        return f"{_ROOT}{_RESULTS}?{query}" if query else f"{_ROOT}{_RESULTS}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        path = f"{address.path.rstrip('/')}/"
        if address.hostname == "careers.google.com":
            return {}
        if address.hostname not in {"google.com", "www.google.com"}:
            return None
        if path == _RESULTS:
            return filters_of(address.query, _FILTERS)
        return {} if path == "/about/careers/" or path.startswith(f"{_SITE}/") else None

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        data = envelope(self.kind, _script_data(body), _DATA)
        if data.jobs is None and data.total != 0:
            raise SourceChanged(self.kind, "no list of jobs in the page's data")
        rows = data.jobs or []
        return self.page_of(
            each(self.kind, [_named(row) for row in rows], _JOB, _to_raw),
            request,
            config,
            rows=len(rows),
            total=data.total,
        )

    def list_request(self, config: Config, progress: Progress) -> Request:
        number = self.number(progress)
        page = f"page={number}" if number > 1 else ""
        query = (search_query(config, _FILTERS), "sort_by=date", page)
        return Request(
            url=endpoint(_ROOT, f"{_RESULTS}?{'&'.join(filter(None, query))}", config),
            headers={"Accept": "text/html"},
        )


def _script_data(body: bytes) -> bytes:
    """The JSON that a script of the page hands over. Raises SourceChanged."""
    for script in tree(Google.kind, body).css("script"):
        text = script.text()
        call = _CALL.search(text)
        ends = [found.start() for found in _AFTER.finditer(text, call.end())] if call else []
        if call and ends:
            return text[call.end() : ends[-1]].encode("utf-8", "replace")
    raise SourceChanged(Google.kind, "no AF_initDataCallback for 'ds:1' in the page")


def _named(row: msgspec.Raw) -> msgspec.Raw:
    """The list of a job's values as an object, so that each is read on its own."""
    try:
        values = _ROW.decode(bytes(row))
    except UNFIT:
        return row
    fields = (
        b'"%s":%s' % (_NAMES.get(position, str(position)).encode(), bytes(value))
        for position, value in enumerate(values)
    )
    return msgspec.Raw(b"{" + b",".join(fields) + b"}")


def _to_raw(job: _Job) -> RawPosting:
    identity = str(job.id)
    texts = (
        *(job.description, job.responsibilities, job.qualifications),
        *(job.more, job.places_note, job.process),
    )
    return RawPosting(
        external_id=identity,
        title=job.title,
        url=f"{_ROOT}{_RESULTS}{part(identity)}",
        apply_url=job.apply_url,
        company=job.company,
        locations=tuple(_text(place, 0) or "" for place in job.locations or ()),
        country=single(_text(place, 5) for place in job.locations or ()),
        description_html="\n".join(filter(None, (_text(text, 1) for text in texts))),
        language=job.language,
    )


def _text(values: list[Any] | None, position: int) -> str | None:
    """Places and texts are lists too."""
    value = values[position] if values and position < len(values) else None
    return value if isinstance(value, str) else None
