"""Phenom: career sites of large employers, each on a host of its own.

API: the site's own search, POST to ``/widgets`` of its host, the data of its page of results for
``"form": "page"`` where that is refused, or the vendor's content host for the site's ``refnum``
where the config has it; no key, no documents. Terms: the vendor intends all for
the career sites, so they are read only a few times a day, and postings link to the site.

Quirks: a site often shows the jobs of another system (Workday and the like), where ``applyUrl``
leads; that board is the better source. The order of a list may change between two pages, so that
rows repeat and others lack: a reading is whole only if it has as many different jobs as stated.
The list has only the beginning of each text; the rest is in the job's page.
"""

from __future__ import annotations

import hashlib
import html
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting
from jobscout.rules import caps
from jobscout.sources import phenom_config, schema_org
from jobscout.sources.base import (
    Config,
    Page,
    Request,
    endpoint,
    part,
    titled,
)
from jobscout.sources.job_pages import better_type
from jobscout.sources.reading import Identity, detail_answer, each, envelope, safe
from jobscout.sources.script_data import assigned
from jobscout.sources.texts import web_address
from jobscout.sources.values import count, time
from jobscout.sources.web_pages import home, is_service

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_SIZE = 100
_LAST_OFFSET = 10_000
_CONTENT = "https://content-us.phenompeople.com"
_FOLDER = r"/(?P<country>[a-z]{2}|global)/(?P<lang>[a-z]{2})"
_SEARCH_PATH = re.compile(rf"{_FOLDER}/search-results/?")
# The ids of jobs, as in ACMEUS100EXTERNALENUS, are the vendor's alone.
_JOB_PATH = re.compile(rf"(?:{_FOLDER})?/job/[A-Z0-9]{{4,200}}EXTERNAL[A-Z0-9]{{0,200}}(?:/.*)?")
_IN_FOLDER = re.compile(rf"{_FOLDER}(?:/.*)?")
_ENDPOINT = re.compile(
    r'"widgetApiEndpoint"\s{0,9}:\s{0,9}"https:(?:\\?/){2}([a-z0-9.-]{4,253})\\?/widgets"'
)
_PAGE_LOCALE = re.compile(r'"locale"\s{0,9}:\s{0,9}"([a-z]{2}_[a-z]{2,6})"')


class _Place(msgspec.Struct):
    location: str | None = None


class _Job(msgspec.Struct, rename="camel"):
    job_seq_no: Identity
    title: str
    req_id: Identity | None = None
    multi_location: list[str] | None = msgspec.field(default=None, name="multi_location")
    places: list[_Place] | None = msgspec.field(default=None, name="multi_location_array")
    city_state_country: str | None = None
    location: str | None = None
    check_remote: str | None = None
    category: str | None = None
    type: str | None = None
    description_teaser: str | None = None
    apply_url: str | None = None
    detail_url: str | None = None
    posted_date: Any = None


class _Data(msgspec.Struct, rename="camel"):
    jobs: list[msgspec.Raw] | None = None
    size: Any = None
    total_hits: Any = None


class _Found(msgspec.Struct, rename="camel"):
    """The site states the total beside the data, the content host in it."""

    data: _Data
    total_hits: Any = None


class _Answer(msgspec.Struct, rename="camel"):
    refine_search: _Found | None = None
    search_jobs: _Found | None = None
    eager_load_refine_search: _Found | None = None


class _Text(msgspec.Struct):
    description: str


class _JobData(msgspec.Struct):
    job: _Text


class _JobDetail(msgspec.Struct):
    data: _JobData


class _PageData(msgspec.Struct, rename="camel"):
    job_detail: _JobDetail


class _Seen(NamedTuple):
    """The ids of the jobs on the pages before *offset*."""

    offset: int = 0
    ids: frozenset[str] = frozenset()


_ANSWER = msgspec.json.Decoder(_Answer)
_JOB = msgspec.json.Decoder(_Job)
_PAGE_DATA = msgspec.json.Decoder(_PageData)


class Phenom:
    kind = "phenom"
    min_interval = timedelta(hours=6)
    list_has_text = False

    def board(self, config: Config) -> str:
        return "/".join(phenom_config.site(config))

    def page_url(self, config: Config) -> str:
        return f"{phenom_config.root(config)}{phenom_config.folder(config)}/search-results"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        host, path = (address.hostname or "").lower(), address.path
        found = _JOB_PATH.fullmatch(path)
        if found is None and is_service(host):  # elsewhere it may be any search
            found = _SEARCH_PATH.fullmatch(path)
        if found is None or not phenom_config.HOST.fullmatch(host):
            return None
        return {"host": host} | phenom_config.locale_of(found)

    def recognise_page(self, page: str, address: SplitResult) -> dict[str, Any] | None:
        found = _ENDPOINT.search(page)
        if found is None or not phenom_config.HOST.fullmatch(found[1]):
            return None
        said, folder = _PAGE_LOCALE.search(page), _IN_FOLDER.fullmatch(address.path)
        if folder or said is None or said[1] == phenom_config.USUAL:
            return {"host": found[1]} | phenom_config.locale_of(folder)
        return {"host": found[1], "locale": said[1]}

    def employer(self, config: Config) -> str | None:
        return titled(home(phenom_config.site(config)[0]).partition(".")[0])

    def first_request(self, config: Config) -> Request:
        return _list_request(config, _Seen())

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        is_page = body.lstrip()[:1] == b"<"
        data = (assigned(b"phApp.ddo", body) or b"{}") if is_page else body
        answer = envelope(self.kind, data, _ANSWER)
        found = answer.refine_search or answer.search_jobs or answer.eager_load_refine_search
        if found is None:
            raise SourceChanged(self.kind, "neither `$.refineSearch` nor `$.searchJobs`")
        stated = found.total_hits if found.data.total_hits is None else found.data.total_hits
        rows, total = found.data.jobs or [], count(stated)
        seen = request.state if isinstance(request.state, _Seen) else _Seen()
        if not rows and seen.offset == 0 and total != 0:
            some = "an unknown number of" if total is None else total
            raise SourceChanged(self.kind, f"{some} jobs and an empty first page")
        root = f"{phenom_config.root(config)}{phenom_config.folder(config)}"
        read = each(self.kind, rows, _JOB, lambda job: _to_raw(job, root), id_field="jobSeqNo")
        fresh = {one.external_id: one for one in read.postings if one.external_id not in seen.ids}
        rejected = {one.external_id for one in read.rejects if one.external_id}
        ids = seen.ids | fresh.keys() | rejected
        # The content host says how large its pages are, which may be smaller than asked.
        size = count(found.data.size) or (len(rows) if is_page else _SIZE)
        offset = seen.offset + min(size, _SIZE)
        more = len(ids) > len(seen.ids) and (total is None or offset < total)
        is_cut = more and offset >= _LAST_OFFSET
        return Page(
            **read._replace(postings=list(fresh.values()))._asdict(),
            next=_list_request(config, _Seen(offset, ids)) if more and not is_cut else None,
            whole=not is_cut and (more or total is None or len(ids) >= total),
        )

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        path = f"{phenom_config.folder(config)}/job/{part(posting.external_id)}"
        url = endpoint(phenom_config.root(config), path, config)
        return Request(url=url, headers={"Accept": "text/html"})

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        jobs = schema_org.job_postings(self.kind, body)
        if not jobs:
            data = assigned(b"phApp.ddo", body)
            if data is None:
                raise SourceChanged(self.kind, f"the page of {posting.external_id} has no job")
            text = detail_answer(self.kind, data, _PAGE_DATA).job_detail.data.job.description
            return safe(msgspec.structs.replace(posting, description_html=text))
        said = schema_org.to_raw(jobs[0], external_id=posting.external_id, page=posting.url)
        return safe(
            msgspec.structs.replace(
                posting,
                company=said.company,
                locations=posting.locations or said.locations,
                employment_type=better_type(said.employment_type, posting.employment_type),
                salary=said.salary,
                salary_text=said.salary_text,
                description_html=said.description_html or posting.description_html,
                posted_at=posting.posted_at or said.posted_at,
                expires_at=said.expires_at,
            )
        )


def _list_request(config: Config, seen: _Seen) -> Request:
    refnum, locale = phenom_config.refnum(config), phenom_config.site(config)[1]
    if refnum:
        path = f"/api/{refnum}/searchJobs?from={seen.offset}&size={_SIZE}&locale={locale}"
        return Request(url=endpoint(_CONTENT, path, config), state=seen)
    if phenom_config.is_page(config):
        path = f"{phenom_config.folder(config)}/search-results?from={seen.offset}&s=1"
        url = endpoint(phenom_config.root(config), path, config)
        return Request(url=url, headers={"Accept": "text/html"}, most=caps.HTML_BYTES, state=seen)
    asked = {
        "ddoKey": "refineSearch",
        "pageName": "search-results",
        "siteType": "external",
        "deviceType": "desktop",
        "lang": locale,
        "country": locale.partition("_")[2],
        "keywords": "",
        "selected_fields": {},
        "jobs": True,  # or there is only their number
        "from": seen.offset,
        "size": _SIZE,
    }
    url = endpoint(phenom_config.root(config), "/widgets", config)
    return Request(url=url, body=msgspec.json.encode(asked), state=seen)


def _to_raw(job: _Job, root: str) -> RawPosting:
    id_ = str(job.job_seq_no)
    places = job.multi_location or [place.location or "" for place in job.places or ()]
    return RawPosting(
        external_id=id_,
        title=job.title,
        url=web_address(job.detail_url) or f"{root}/job/{part(id_)}",
        apply_url=job.apply_url,
        requisition_id=None if job.req_id is None else str(job.req_id),
        locations=tuple(places) or (job.city_state_country or job.location or "",),
        workplace=job.check_remote,
        department=job.category,
        employment_type=job.type,
        # Plain text, and the only one before the detail answer.
        description_html=html.escape(job.description_teaser or ""),
        posted_at=time(job.posted_date),
        list_hash=hashlib.sha256(msgspec.json.encode(job)).digest(),
    )
