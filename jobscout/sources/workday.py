"""Workday career sites of large employers: a list in pages, and a second request for each text.

API: the JSON behind the vendor's own career pages, at /wday/cxs/<tenant>/<site>/ (no key, no
published documentation or terms), so it is read only a few times a day. Postings link to the
employer's page.

Quirks: the list is asked by POST, at most 20 rows at a time, and its total is right only on the
first page. Many tenants state at most 2,000 jobs and then serve the first page again.
"""

from __future__ import annotations

import hashlib
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
    titled,
)
from jobscout.sources.deadlines import deadline
from jobscout.sources.paging import Progress
from jobscout.sources.reading import detail_answer, each, envelope, safe
from jobscout.sources.values import time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_PAGE = 20  # a higher limit is answered with 400
_LAST_OFFSET = 2_000  # a total from here on may be a cap, see the module's docstring
_TENANT_HOST = re.compile(r"([a-z0-9-]+)\.wd[0-9]{1,3}\.myworkdayjobs\.com")
_SHARED_HOST = re.compile(r"wd[0-9]{1,3}\.myworkdaysite\.com")
_ANY_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*")
_SITE = r"\w[\w-]{0,99}"
_NAME = re.compile(_SITE, re.ASCII)
_END = r"(?:/|$)"
_LOCALE = r"[a-zA-Z]{2}-[a-zA-Z]{2}"
# The pages of a site; another word after two letters means that these are a language.
_SITES_PAGES = r"jobs?|details|login|page|apply|userHome|introduceYourself"
_LANGUAGE = rf"[a-z]{{2}}(?=/(?!(?:{_SITES_PAGES}){_END})\w)"
_START = rf"/(?:(?:{_LOCALE}|{_LANGUAGE})/)?(?!(?:wday|{_LOCALE}){_END}|(?:job|details)/)"
_API_PATH = re.compile(rf"/wday/cxs/(?P<tenant>{_SITE})/(?P<site>{_SITE}){_END}", re.ASCII)
_PAGE_PATH = re.compile(rf"{_START}(?P<site>{_SITE}){_END}", re.ASCII)
_SHARED_PAGE_PATH = re.compile(
    rf"{_START}(?:recruiting/)?(?!recruiting/)(?P<tenant>{_SITE})/(?P<site>{_SITE}){_END}", re.ASCII
)
_COUNT = re.compile(r"\d+ Locations?")


class _Row(msgspec.Struct, rename="camel"):
    title: str
    external_path: str
    locations_text: str | None = None
    time_type: str | None = None
    remote_type: str | None = None


class _List(msgspec.Struct, rename="camel"):
    job_postings: list[msgspec.Raw]
    total: Any = None


class _Country(msgspec.Struct, rename="camel"):
    alpha2_code: str | None = msgspec.field(default=None, name="alpha2Code")
    descriptor: str | None = None


class _Organization(msgspec.Struct):
    name: str | None = None


class _Info(msgspec.Struct, rename="camel"):
    job_description: str | None = None
    location: str | None = None
    additional_locations: list[str] | None = None
    country: _Country | None = None
    start_date: Any = None
    end_date: Any = None
    time_type: str | None = None
    remote_type: str | None = None
    job_req_id: str | None = None
    external_url: str | None = None


class _Detail(msgspec.Struct, rename="camel"):
    job_posting_info: _Info
    hiring_organization: _Organization | None = None


_LIST = msgspec.json.Decoder(_List)
_ROW = msgspec.json.Decoder(_Row)
_DETAIL = msgspec.json.Decoder(_Detail)


class Workday:
    kind = "workday"
    min_interval = timedelta(hours=6)
    list_has_text = False

    def board(self, config: Config) -> str:
        return "/".join(_career_site(config))

    def page_url(self, config: Config) -> str:
        host, tenant, site = _career_site(config)
        shared = f"/recruiting/{tenant}" if _SHARED_HOST.fullmatch(host) else ""
        return f"https://{host}{shared}/{site}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        host, path = (address.hostname or "").lower(), address.path
        own = _TENANT_HOST.fullmatch(host)
        api, page = _API_PATH.match(path), (_PAGE_PATH if own else _SHARED_PAGE_PATH).match(path)
        found = api or page
        if found is None or not (own or _SHARED_HOST.fullmatch(host)):
            return None
        tenant = found.groupdict().get("tenant")
        named = {} if own and tenant in {None, own[1]} else {"tenant": tenant}
        return {"host": host, "site": found["site"]} | named

    def employer(self, config: Config) -> str | None:
        return titled(_career_site(config)[1])

    def first_request(self, config: Config) -> Request:
        return _list_request(config, Progress())

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        answer = envelope(self.kind, body, _LIST)
        before = Progress.before(request)
        rows = answer.job_postings
        total = before.total
        if before.offset == 0:
            total = _stated(answer.total, len(rows))
            if not rows and total != 0:
                said = total or "an unknown number of"
                raise SourceChanged(self.kind, f"{said} jobs and an empty first page")
        page_url = self.page_url(config)
        read = each(
            self.kind, rows, _ROW, lambda row: _to_raw(row, page_url), id_field="externalPath"
        )
        if before.is_repeated_by(read.postings):
            return Page(postings=(), whole=False)

        offset, found = before.offset + _PAGE, before.found + len(rows)
        more = bool(rows) and offset < min(_LAST_OFFSET, total or _LAST_OFFSET)
        after = before.after(read.postings, offset=offset, total=total, found=found)
        rejects = [
            msgspec.structs.replace(one, external_id=one.external_id and _id(one.external_id))
            for one in read.rejects
        ]
        return Page(
            **read._replace(rejects=rejects)._asdict(),
            next=_list_request(config, after) if more else None,
            whole=more or (total is not None and total <= found and total < _LAST_OFFSET),
        )

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        return Request(url=_api(config, posting.url.removeprefix(self.page_url(config))))

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        detail = detail_answer(self.kind, body, _DETAIL)
        info, organization = detail.job_posting_info, detail.hiring_organization
        locations = (info.location or "", *(info.additional_locations or ()))
        country = info.country or _Country()  # that of jobRequisitionLocation may be another one
        return safe(
            msgspec.structs.replace(
                posting,
                apply_url=info.external_url,
                company=organization and organization.name,
                requisition_id=info.job_req_id,
                locations=tuple(filter(None, locations)) or posting.locations,
                country=country.alpha2_code or country.descriptor,
                workplace=info.remote_type or posting.workplace,
                employment_type=info.time_type or posting.employment_type,
                description_html=info.job_description,
                posted_at=time(info.start_date),
                expires_at=deadline(info.end_date),
            )
        )


def _career_site(config: Config) -> tuple[str, str, str]:
    """Host, tenant and site. With a ``base_url`` the host only names the board and its pages."""
    host, site = every(lambda: _host(config), lambda: _name(config, "site"))
    own = None if _SHARED_HOST.fullmatch(host) else host.partition(".")[0]
    return host, _name(config, "tenant", own), site


def _host(config: Config) -> str:
    host = text_setting(config, "host").lower()
    allowed = (_ANY_HOST,) if "base_url" in config else (_TENANT_HOST, _SHARED_HOST)
    if not any(pattern.fullmatch(host) for pattern in allowed):
        raise BadConfig("host", "must look like tenant.wd5.myworkdayjobs.com")
    return host


def _name(config: Config, field: str, default: str | None = None) -> str:
    name = text_setting(config, field, default=default)
    if not _NAME.fullmatch(name):
        raise BadConfig(field, "must be letters, digits, _ and -, as in External_Careers")
    return name


def _api(config: Config, path: str) -> str:
    host, tenant, site = _career_site(config)
    return endpoint(f"https://{host}", f"/wday/cxs/{tenant}/{site}{path}", config)


def _list_request(config: Config, before: Progress) -> Request:
    asked = {"appliedFacets": {}, "limit": _PAGE, "offset": before.offset, "searchText": ""}
    return Request(url=_api(config, "/jobs"), body=msgspec.json.encode(asked), state=before)


def _stated(total: object, rows: int) -> int | None:
    """The first page's total; None if it is no number, or is less than the page's own rows."""
    if not isinstance(total, int) or isinstance(total, bool) or total < rows:
        return None
    return total


def _to_raw(row: _Row, page_url: str) -> RawPosting:
    segments = [unquote(segment) for segment in row.external_path.strip("/").split("/")]
    if {".", ".."} & set(segments):
        raise ValueError("externalPath leads to another folder")
    place = row.locations_text or ""
    # postedOn is relative ("Posted 3 Days Ago"), so it changes daily without an edit.
    used = (row.title, row.external_path, place, row.time_type, row.remote_type)
    return RawPosting(
        external_id=_id(row.external_path),
        title=row.title,
        url=f"{page_url}/{'/'.join(map(part, segments))}",
        locations=() if _COUNT.fullmatch(place.strip()) else (place,),
        workplace=row.remote_type,
        employment_type=row.time_type,
        list_hash=hashlib.sha256(msgspec.json.encode(used)).digest(),
    )


def _id(path: str) -> str:
    """The requisition at the end of the posting's path: ``.../Rigger_R_14-1`` is R_14-1.

    Titles have no underscore there. The rest of the path changes with place and title.
    """
    last = unquote(path.strip("/").rpartition("/")[2])
    return last.partition("_")[2] or last
