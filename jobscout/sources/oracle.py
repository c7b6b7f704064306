"""Oracle Recruiting Cloud: career sites of large employers such as Safaricom.

API: https://docs.oracle.com/en/cloud/saas/human-resources/farws/ (the resources
recruitingCEJobRequisitions and recruitingCEJobRequisitionDetails; no key). Terms: the vendor
intends them for its own career pages, so they are read only a few times a day.

The list lacks the full text: each new or changed entry costs a second request.
"""

from __future__ import annotations

import hashlib
import html
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import msgspec

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.sources.base import (
    Config,
    Page,
    Request,
    endpoint,
    every,
    part,
    text_setting,
)
from jobscout.sources.deadlines import deadline
from jobscout.sources.paging import Progress
from jobscout.sources.reading import Identity, detail_answer, each, envelope, safe
from jobscout.sources.values import time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_PAGE = 100
_MOST = 10**9  # of any total
_LAST_OFFSET = 10_000  # offsets from here on are not served
_SLACK = 1  # the total may be one too high
_SOME = "an unknown number of"
_RESOURCES = "/hcmRestApi/resources/latest"
_HOST = re.compile(
    r"[a-z0-9-]+\.fa\.(?:[a-z0-9-]+\.)?oraclecloud(?:[1-9][0-9]?)?\.com", re.IGNORECASE
)
# The vendor's host in a page of a career site on an employer's own domain.
_HOST_IN_PAGE = re.compile(rf"//({_HOST.pattern})(?=[:/\"'])", re.IGNORECASE)
_OWN_PATH = re.compile(r"/hcmUI/CandidateExperience/(?:[\w-]+/)?sites/(\w[\w-]*)", re.ASCII)
# On an employer's own domain the site may be at the root, under another name than its number.
_SHORT_PATH = re.compile(r"/(?:[a-zA-Z-]{2,7}/)?sites/(\w[\w-]*)", re.ASCII)
_SITE_NUMBER = re.compile(r"\bsiteNumber[\"']?\s{0,9}:\s{0,9}[\"'](\w[\w-]*)", re.ASCII)
_ANY_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*", re.IGNORECASE)
_SITE_OF = re.compile(r"/sites/(\w[\w-]*)", re.ASCII)
_SITE = re.compile(r"\w[\w-]*", re.ASCII)
_SITE_ASKED = re.compile(r"\bsiteNumber=(\w[\w-]*)", re.ASCII)  # in the finder of the API


class _Secondary(msgspec.Struct, rename="pascal"):
    name: str | None = None


class _Requisition(msgspec.Struct, rename="pascal"):
    """Only fields of the posting: the list's Distance and Relevancy change with every read."""

    id: Identity
    title: str
    posted_date: Any = None
    posting_end_date: Any = None
    primary_location: str | None = None
    primary_location_country: str | None = None
    secondary_locations: list[_Secondary] | None = msgspec.field(
        default=None, name="secondaryLocations"
    )
    workplace_type_code: str | None = None
    job_family: str | None = None
    job_function: str | None = None
    job_schedule: str | None = None
    job_type: str | None = None
    contract_type: str | None = None
    manager_level: str | None = None
    short_description_str: str | None = None


class _Found(msgspec.Struct):
    total: Any = msgspec.field(default=None, name="TotalJobsCount")
    requisitions: list[msgspec.Raw] | None = msgspec.field(default=None, name="requisitionList")


class _List(msgspec.Struct):
    items: list[_Found]


class _Detail(msgspec.Struct, rename="pascal"):
    external_description_str: str | None = None
    external_responsibilities_str: str | None = None
    external_qualifications_str: str | None = None
    external_posted_start_date: Any = None


class _Details(msgspec.Struct):
    items: list[_Detail]


_LIST = msgspec.json.Decoder(_List)
_REQUISITION = msgspec.json.Decoder(_Requisition)
_DETAILS = msgspec.json.Decoder(_Details)


class Oracle:
    kind = "oracle"
    min_interval = timedelta(hours=6)
    list_has_text = False

    def board(self, config: Config) -> str:
        host, site = _career_site(config)
        return f"{host}/{site}"

    def page_url(self, config: Config) -> str:
        host, site = _career_site(config)
        return f"https://{host}/hcmUI/CandidateExperience/en/sites/{site}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        host = (address.hostname or "").lower()
        site = _SITE_OF.search(address.path) or _SITE_ASKED.search(unquote(address.query))
        if not _HOST.fullmatch(host) or site is None:
            return None
        return {"host": host, "site": site[1]}

    def recognise_page(self, page: str, address: SplitResult) -> dict[str, Any] | None:
        own = _OWN_PATH.search(address.path) or _OWN_PATH.search(page)
        vendor, host = _HOST_IN_PAGE.search(page), (address.hostname or "").lower()
        short = _SHORT_PATH.match(address.path)
        if own is None and (vendor or (short and "CandidateExperience" in page)):
            own = _SITE_NUMBER.search(page) or (None if vendor else short)
        if own is None or _HOST.fullmatch(address.hostname or ""):
            return None
        if vendor:
            return {"host": vendor[1].lower(), "site": own[1]}
        if not _OWN_PATH.search(address.path) or not _ANY_HOST.fullmatch(host):
            return None
        return {"host": host, "site": own[1], "base_url": f"https://{host}"}

    def employer(self, config: Config) -> str | None:  # noqa: ARG002  (hosts name no employer)
        return None

    def first_request(self, config: Config) -> Request:
        return self._list_request(config, Progress())

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        items = envelope(self.kind, body, _LIST).items
        if not items:
            raise SourceChanged(self.kind, "`$.items` is empty")
        total, entries = _number(items[0].total), items[0].requisitions
        if entries is None and total != 0:
            raise SourceChanged(
                self.kind, f"{total or _SOME} jobs and no `$.items[0].requisitionList`"
            )
        entries = entries or []
        before = Progress.before(request)
        offset = before.offset
        # The total may be too high by _SLACK, so a total of one can be an empty board.
        if not entries and offset == 0 and (total is None or total > _SLACK):
            raise SourceChanged(self.kind, f"{total or _SOME} jobs and an empty first page")

        page_url = self.page_url(config)
        read = each(
            self.kind,
            entries,
            _REQUISITION,
            lambda requisition: _to_raw(requisition, page_url),
            id_field="Id",
        )
        if before.is_repeated_by(read.postings):
            return Page(postings=(), whole=False)
        # A page may be shorter than asked without being the last: Oracle leaves out rows of it.
        following = offset + _PAGE
        more = bool(entries) and (total is None or following < total)
        found = before.found + len(entries)
        after = before.after(read.postings, offset=following, total=total, found=found)
        lacking = 0 if total is None else min(_PAGE, total - offset) - len(entries)
        return Page(
            **read._asdict(),
            next=self._list_request(config, after) if more and following < _LAST_OFFSET else None,
            whole=lacking <= (0 if more else _SLACK) and not (more and following >= _LAST_OFFSET),
        )

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        _, site = _career_site(config)
        finder = f"ById;Id=%22{part(posting.external_id)}%22,siteNumber={part(site)}"
        query = f"expand=all&onlyData=true&finder={finder}"
        return _request(f"recruitingCEJobRequisitionDetails?{query}", config)

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        items = detail_answer(self.kind, body, _DETAILS).items
        if not items:
            raise SourceChanged(self.kind, f"job {posting.external_id} was withdrawn")
        detail = items[0]
        texts = (
            detail.external_description_str,
            detail.external_responsibilities_str,
            detail.external_qualifications_str,
        )
        return safe(
            msgspec.structs.replace(
                posting,
                description_html="\n".join(filter(None, texts)) or posting.description_html,
                posted_at=posting.posted_at or time(detail.external_posted_start_date),
            )
        )

    def _list_request(self, config: Config, before: Progress) -> Request:
        _, site = _career_site(config)
        # Paging works only inside the finder; without expand there is no list.
        query = (
            "onlyData=true"
            "&expand=requisitionList.workLocation,requisitionList.secondaryLocations"
            f"&finder=findReqs;siteNumber={part(site)},limit={_PAGE},offset={before.offset}"
            ",sortBy=POSTING_DATES_DESC"
        )
        asked = _request(f"recruitingCEJobRequisitions?{query}", config)
        return msgspec.structs.replace(asked, state=before)


def _career_site(config: Config) -> tuple[str, str]:
    """Host and site. With a ``base_url`` the host only identifies the board and its pages."""
    host, site = every(lambda: _host(config), lambda: _site(config))
    return host, site


def _host(config: Config) -> str:
    host = text_setting(config, "host").lower()
    if not (_ANY_HOST if "base_url" in config else _HOST).fullmatch(host):
        raise BadConfig("host", "must look like tenant.fa.region.oraclecloud.com")
    return host


def _site(config: Config) -> str:
    site = text_setting(config, "site")
    if not _SITE.fullmatch(site):
        raise BadConfig("site", "must be letters, digits, _ and -, as in CX_1")
    return site


def _request(path: str, config: Config) -> Request:
    host, _ = _career_site(config)
    return Request(url=endpoint(f"https://{host}", f"{_RESOURCES}/{path}", config))


def _number(total: Any) -> int | None:
    """A stated total; None if it says nothing, then pages are read up to an empty one."""
    is_number = isinstance(total, int) and not isinstance(total, bool)
    return total if is_number and 0 <= total <= _MOST else None


def _to_raw(requisition: _Requisition, page_url: str) -> RawPosting:
    secondary = (location.name or "" for location in requisition.secondary_locations or ())
    return RawPosting(
        external_id=str(requisition.id),
        title=requisition.title,
        url=f"{page_url}/job/{part(str(requisition.id))}",
        requisition_id=str(requisition.id),
        locations=(requisition.primary_location or "", *secondary),
        country=requisition.primary_location_country,
        workplace=requisition.workplace_type_code,
        department=requisition.job_family or requisition.job_function,
        employment_type=requisition.job_schedule
        or requisition.job_type
        or requisition.contract_type,
        seniority=requisition.manager_level,
        # Plain text, and the only text before the detail answer.
        description_html=html.escape(requisition.short_description_str or ""),
        posted_at=time(requisition.posted_date),
        expires_at=deadline(requisition.posting_end_date),
        list_hash=hashlib.sha256(msgspec.json.encode(requisition)).digest(),
    )
