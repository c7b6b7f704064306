"""Eightfold: career sites of large employers, Microsoft among them.

API: career sites such as https://apply.careers.microsoft.com/careers ask ``/api/apply/v2/jobs``
or ``/api/pcsx/search`` of their own host; no key, no documents. Terms: the vendor intends them for
the career sites, so they are read only a few times a day, and postings link to the site.

A site has one of the two APIs enabled: the config's ``api`` says which. ``board`` is the tenant,
as in ``acme`` of acme.eightfold.ai, or a career site's own host. ``domain`` is the employer's name
with Eightfold; it may differ from the host's, so only that of a tenant has a default.

The list lacks the text: each new or changed entry costs a second request.
"""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs

import msgspec

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.sources.base import (
    HOST_LABEL,
    Config,
    Page,
    Request,
    endpoint,
    every,
    part,
    text_setting,
    titled,
)
from jobscout.sources.reading import Identity, detail_answer, each, envelope, safe
from jobscout.sources.subdomains import VENDORS_LABELS
from jobscout.sources.texts import tidy, web_address
from jobscout.sources.values import time_from_ms

if TYPE_CHECKING:
    from datetime import datetime
    from urllib.parse import SplitResult

_PAGE = 10  # whatever is asked
_LAST_OFFSET = 2_000  # higher ones have empty pages
_APIS = ("apply", "pcsx")
_HOST = re.compile(rf"(?:{HOST_LABEL}\.)+[a-z]{{2,63}}")
_DOMAIN = re.compile(rf"{HOST_LABEL}(?:\.{HOST_LABEL})*")
_TENANT = re.compile(rf"({HOST_LABEL})\.eightfold(?:-(?:ca|eu|gov|me|wu))?\.ai")
_NO_TENANTS = VENDORS_LABELS | {"apiv2", "stage", "vs-errors"}
_OWN_PATH = re.compile(
    r"/careers(?:/job/[0-9][^/]*)?/?|/api/apply/v2/jobs(?:/[0-9]+)?"
    r"|/api/pcsx/(?:search|position_details)"
)
# The employer's name with Eightfold, in pages of a career site: by a script, at the beginning of
# the data of the list, or in the address of the API.
_GROUPS = (
    re.compile(r"\b_EF_GROUP_ID\s{0,9}=\s{0,9}[\"']([^\"']{1,120})[\"']"),
    re.compile(
        r"<code\s[^<>]{0,200}\bid=[\"'](?:smartApplyData|pcsx-data)[\"'][^<>]{0,200}>"
        r"[^<>]{0,2000}?\"domain\"\s{0,9}:\s{0,9}\"([^\"]{1,120})\""
    ),
    re.compile(r"[\"'`]/api/(?:apply/v2/jobs|pcsx/search)\?domain=([^\"'`&\s]{1,120})"),
)
_NO_GROUPS = frozenset({"eightfold.ai", "volkscience.com"})
_MICROSOFT_HOST = re.compile(r"(?:(?:apply|gcsservices|jobs)\.)?careers\.microsoft\.com")
_MICROSOFT = {"board": "apply.careers.microsoft.com", "domain": "microsoft.com", "api": "pcsx"}
_OFFSET = re.compile(r"\bstart=([0-9]{1,4})\b")


class _Site(NamedTuple):
    host: str
    domain: str
    pcsx: bool


class _Position(msgspec.Struct):
    """An entry of either list. Times are in seconds."""

    id: Identity
    name: str | None = None
    posting_name: str | None = None
    location: str | None = None
    locations: list[str] | None = None
    department: str | None = None
    # Of apply/v2/jobs alone.
    ats_job_id: Identity | None = None
    canonical: str | None = msgspec.field(default=None, name="canonicalPositionUrl")
    is_private: bool | None = msgspec.field(default=None, name="isPrivate")
    locale: str | None = None
    t_create: int | float | None = None
    t_update: int | float | None = None
    work_location_option: str | None = None
    # Of pcsx/search alone.
    pcsx_requisition: Identity | None = msgspec.field(default=None, name="atsJobId")
    pcsx_id: Identity | None = msgspec.field(default=None, name="displayJobId")
    pcsx_places: list[str] | None = msgspec.field(default=None, name="standardizedLocations")
    pcsx_posted: int | float | None = msgspec.field(default=None, name="postedTs")
    pcsx_workplace: str | None = msgspec.field(default=None, name="workLocationOption")


class _Found(msgspec.Struct):
    positions: list[msgspec.Raw] | None
    count: int | None = None


class _PcsxFound(msgspec.Struct):
    data: _Found


class _Detail(msgspec.Struct):
    text: str | None = msgspec.field(name="job_description")


class _PcsxText(msgspec.Struct):
    text: str | None = msgspec.field(name="jobDescription")


class _PcsxDetail(msgspec.Struct):
    data: _PcsxText


_FOUND = msgspec.json.Decoder(_Found)
_PCSX_FOUND = msgspec.json.Decoder(_PcsxFound)
_POSITION = msgspec.json.Decoder(_Position)
_DETAIL = msgspec.json.Decoder(_Detail)
_PCSX_DETAIL = msgspec.json.Decoder(_PcsxDetail)


class Eightfold:
    kind = "eightfold"
    min_interval = timedelta(hours=6)
    list_has_text = False

    def board(self, config: Config) -> str:
        site = _site(config)
        return f"{site.host}/{site.domain}"

    def page_url(self, config: Config) -> str:
        site = _site(config)
        return f"https://{site.host}/careers?domain={part(site.domain)}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        host = address.hostname or ""
        if _MICROSOFT_HOST.fullmatch(host):
            return dict(_MICROSOFT)
        domain = parse_qs(address.query).get("domain", [""])[0].lower()
        named = _DOMAIN.fullmatch(domain) is not None
        config = {"api": "pcsx"} if address.path.startswith("/api/pcsx/") else {}
        default = _default_domain(host)
        if default:
            config["board"] = host.removesuffix(".eightfold.ai")
        # Any other site may have such paths; the parameter is Eightfold's.
        elif named and _is_own_host(host) and _OWN_PATH.fullmatch(address.path):
            config["board"] = host
        else:
            return None
        return config | {"domain": domain} if named and domain != default else config

    def recognise_page(self, page: str, address: SplitResult) -> dict[str, Any] | None:
        host = address.hostname or ""
        found = next((said for group in _GROUPS if (said := group.search(page))), None)
        domain = found[1].lower() if found else ""
        if not _DOMAIN.fullmatch(domain) or domain in _NO_GROUPS or not _is_own_host(host):
            return None
        api = {"api": "pcsx"} if "/api/pcsx/" in page or "pcsxConfig" in page else {}
        return {"board": host, "domain": domain} | api

    def employer(self, config: Config) -> str | None:
        return titled(_site(config).domain.partition(".")[0])

    def first_request(self, config: Config) -> Request:
        return _list_request(config, 0)

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        site = _site(config)
        if site.pcsx:
            found = envelope(self.kind, body, _PCSX_FOUND).data
        else:
            found = envelope(self.kind, body, _FOUND)
        entries, total, offset = found.positions or [], found.count, _offset(request)
        if not entries and offset == 0 and total != 0:
            some = "an unknown number of" if total is None else total
            raise SourceChanged(self.kind, f"{some} jobs and an empty first page")
        read = each(
            self.kind,
            entries,
            _POSITION,
            lambda position: _to_raw(position, site),
            id_field="displayJobId" if site.pcsx else "id",
        )
        # A page may be shorter than ten without being the last.
        following = offset + _PAGE
        more = bool(entries) and (total is None or following < total)
        lacks = total is not None and len(entries) < min(_PAGE, total - offset)
        cut = following > _LAST_OFFSET and (more or total is None)
        return Page(
            **read._asdict(),
            next=_list_request(config, following) if more and not cut else None,
            whole=not lacks and not cut,
        )

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        site = _site(config)
        if site.pcsx:  # by Eightfold's own id, which the page's address ends with
            id_ = posting.url.rpartition("/")[2]
            path = f"/api/pcsx/position_details?position_id={id_}&domain={part(site.domain)}&hl=en"
        else:
            id_ = part(posting.external_id)
            path = f"/api/apply/v2/jobs/{id_}?domain={part(site.domain)}"
        return Request(url=endpoint(f"https://{site.host}", path, config))

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:
        if _site(config).pcsx:
            text = detail_answer(self.kind, body, _PCSX_DETAIL).data.text
        else:
            text = detail_answer(self.kind, body, _DETAIL).text
        return safe(msgspec.structs.replace(posting, description_html=text))


def _site(config: Config) -> _Site:
    """Raises BadConfig. With a ``base_url`` the host only identifies the board and its pages."""
    host = text_setting(config, "board").lower()
    host = host if "." in host else f"{host}.eightfold.ai"
    if not _HOST.fullmatch(host):
        raise BadConfig("board", "must be the tenant of tenant.eightfold.ai, or a host")
    domain, api = every(lambda: _domain(config, host), lambda: _api(config))
    return _Site(host, domain, api == "pcsx")


def _domain(config: Config, host: str) -> str:
    domain = text_setting(config, "domain", default=_default_domain(host)).lower()
    if not _DOMAIN.fullmatch(domain):
        raise BadConfig("domain", "must look like employer.com")
    return domain


def _default_domain(host: str) -> str | None:
    """That of a tenant's host."""
    tenant = _TENANT.fullmatch(host)
    return f"{tenant[1]}.com" if tenant and tenant[1] not in _NO_TENANTS else None


def _is_own_host(host: str) -> bool:
    """Whether *host* may be an employer's, or the one that all tenants have in common."""
    tenant = _TENANT.fullmatch(host)
    return tenant[1] == "app" if tenant else _HOST.fullmatch(host) is not None


def _api(config: Config) -> str:
    api = text_setting(config, "api", default=_APIS[0])
    if api not in _APIS:
        raise BadConfig("api", f"must be one of: {', '.join(_APIS)}")
    return api


def _list_request(config: Config, offset: int) -> Request:
    site = _site(config)
    query = f"domain={part(site.domain)}"
    if site.pcsx:
        path = f"/api/pcsx/search?{query}&query=&location=&start={offset}&sort_by=timestamp"
    else:
        path = f"/api/apply/v2/jobs?{query}&start={offset}&num={_PAGE}"
    return Request(url=endpoint(f"https://{site.host}", path, config))


def _offset(request: Request) -> int:
    found = _OFFSET.search(request.url)
    return int(found[1]) if found else 0


def _to_raw(position: _Position, site: _Site) -> RawPosting | None:
    if position.is_private:
        return None
    title, id_ = tidy(position.posting_name) or tidy(position.name), tidy(str(position.id))
    if title is None:
        raise ValueError("there is no `name`")
    if id_ is None or id_ in {".", ".."}:
        raise ValueError("the id is empty or no name of a page")
    page = None if site.pcsx else web_address(position.canonical)
    requisition = _text(position.pcsx_requisition if site.pcsx else position.ats_job_id)
    # The number that people see; ``detail`` finds Eightfold's own in the page's address.
    shown = (_text(position.pcsx_id) or requisition) if site.pcsx else None
    return RawPosting(
        external_id=shown or id_,
        title=title,
        url=page or f"https://{site.host}/careers/job/{part(id_)}",
        apply_url=page,
        requisition_id=requisition,
        locations=tuple(position.pcsx_places or position.locations or [position.location or ""]),
        workplace=position.work_location_option or position.pcsx_workplace,
        department=position.department,
        posted_at=_time(position.pcsx_posted if site.pcsx else position.t_create),
        updated_at=_time(position.t_update),
        language=position.locale,
        list_hash=hashlib.sha256(msgspec.json.encode(position)).digest(),
    )


def _text(id_: Identity | None) -> str | None:
    return None if id_ is None else tidy(str(id_))


def _time(seconds: float | None) -> datetime | None:
    return None if seconds is None else time_from_ms(seconds * 1_000)
