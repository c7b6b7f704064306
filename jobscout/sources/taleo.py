"""Oracle Taleo Enterprise career sections: a list in pages, and a second request for each text.

API: the REST resource behind the vendor's own career pages, at /careersection/rest/jobboard/ (no
key, no published documentation or terms), so it is read only a few times a day. Postings link to
the employer's page.

Quirks: a list needs the number of the section's portal, which is only in the section's page; it
is read there first unless the config has it. Without the header ``tz`` every request fails. A row
is a list of texts, and says which of them is the title and which the places. A section that is
closed, or has the classic interface, answers 200 and says that it is unavailable.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import msgspec

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.sources import html_pages
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
    token,
)
from jobscout.sources.paging import Progress
from jobscout.sources.reading import Identity, each, envelope, safe
from jobscout.sources.values import time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_PAGE = 25  # the API sends no more
_LAST_PAGE = 400
_HEADERS = {"tz": "GMT+00:00"}
_PORTAL_PAGE = "portal"  # the state of the request for the section's page
_HOST = re.compile(rf"{HOST_LABEL}\.taleo\.net")
# What stands in a section's place: the API, signing in, the feed, a page of no section.
_NO_SECTION = re.compile(r"rest|iam|feed|theme|.*\.(?:ftl|jsf|jss|do|rss)")
_PORTAL = re.compile(r"\bportal(?:No)?['\"]?\s*[=:]\s*['\"]?(\d{5,20})\b", re.ASCII)
_DIGITS = re.compile(r"\d{5,20}", re.ASCII)
_CODED = re.compile(r"[A-Z]{2}(?:-[^-]+)+")
_MARKUP = "!*!"  # begins the parts of a page's state that are percent-encoded HTML
_BETWEEN = "!|!"


class _Row(msgspec.Struct, rename="camel"):
    contest_no: Identity
    column: list[str | None]
    linked_column: int = 0
    locations_columns: list[int] | None = None


class _Paging(msgspec.Struct, rename="camel"):
    total_count: Any = None


class _List(msgspec.Struct, rename="camel"):
    requisition_list: list[msgspec.Raw] | None = None
    paging_data: _Paging | None = None
    career_section_un_available: bool | None = None


_LIST = msgspec.json.Decoder(_List)
_ROW = msgspec.json.Decoder(_Row)
_PLACES = msgspec.json.Decoder(list[str])


class Taleo:
    kind = "taleo"
    min_interval = timedelta(hours=6)
    list_has_text = False

    def board(self, config: Config) -> str:
        return "/".join(_section(config))

    def page_url(self, config: Config) -> str:
        host, section = _section(config)
        return f"https://{host}/careersection/{part(section)}/jobsearch.ftl?lang=en"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        host, parts = (address.hostname or "").lower(), address.path.strip("/").split("/")
        if not _HOST.fullmatch(host) or parts[0] != "careersection" or len(parts) < 2:
            return None
        section = token(parts[1])
        return (
            None
            if section is None or _NO_SECTION.fullmatch(section)
            else {"host": host, "section": section}
        )

    def employer(self, config: Config) -> str | None:
        return titled(_section(config)[0].split(".")[0])

    def first_request(self, config: Config) -> Request:
        if "portal" in config:
            return _list_request(config, Progress(1), _portal(config))
        _, section = _section(config)
        page = f"/careersection/{part(section)}/jobsearch.ftl?lang=en"
        return Request(url=_url(config, page), headers={"Accept": "text/html"}, state=_PORTAL_PAGE)

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        if request.state == _PORTAL_PAGE:
            found = _PORTAL.search(body.decode("utf-8", "replace"))
            if found is None:
                raise SourceChanged(self.kind, "the section's page names no portal")
            return Page(postings=(), next=_list_request(config, Progress(1), found[1]))
        answer = envelope(self.kind, body, _LIST)
        if answer.career_section_un_available:
            raise SourceChanged(self.kind, "the section is closed, or has the classic interface")
        if answer.requisition_list is None:
            raise SourceChanged(
                self.kind, "no `$.requisitionList`: the portal is another section's"
            )
        rows, before = answer.requisition_list, Progress.before(request)
        total = _number(answer.paging_data.total_count) if answer.paging_data else None
        page_url = _detail_page(config)
        read = each(self.kind, rows, _ROW, lambda row: _to_raw(row, page_url), id_field="contestNo")
        if before.is_repeated_by(read.postings):
            return Page(postings=(), whole=False)
        number, found_so_far = max(before.offset, 1), before.found + len(rows)
        is_followed = bool(rows) and (total is None or number * _PAGE < total)
        after = before.after(read.postings, offset=number + 1, total=total, found=found_so_far)
        is_cut = is_followed and number >= _LAST_PAGE
        follows = is_followed and not is_cut
        return Page(
            **read._asdict(),
            next=_list_request(config, after, _asked_portal(request)) if follows else None,
            whole=not is_cut and (is_followed or total is None or found_so_far >= total),
        )

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        page = _detail_page(config).removeprefix(_root(config))
        url = _url(config, f"{page}{part(posting.external_id)}")
        return Request(url=url, headers={"Accept": "text/html"})

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        state = html_pages.tree(self.kind, body).css_first("input#initialHistory")
        value = state.attributes.get("value") if state else None
        if not value:
            raise SourceChanged(self.kind, f"the page of job {posting.external_id} has no state")
        texts = [
            unquote(text.removeprefix(_MARKUP))
            for text in value.split(_BETWEEN)
            if text.startswith(_MARKUP)
        ]
        description = "\n".join(dict.fromkeys(text for text in texts if text.strip()))
        return safe(msgspec.structs.replace(posting, description_html=description or None))


def _section(config: Config) -> tuple[str, ...]:
    """Host and section. With a ``base_url`` the host only identifies the board and its pages."""
    return every(lambda: _host(config), lambda: _name(config))


def _host(config: Config) -> str:
    host = text_setting(config, "host").lower()
    if not _HOST.fullmatch(host):
        raise BadConfig("host", "must look like tenant.taleo.net")
    return host


def _name(config: Config) -> str:
    section = text_setting(config, "section")
    if token(section) != section or section in {".", ".."}:
        raise BadConfig("section", "must be the section's name in the page's address")
    return section


def _portal(config: Config) -> str:
    portal = text_setting(config, "portal")
    if not _DIGITS.fullmatch(portal):
        raise BadConfig("portal", "must be the number of the section's portal")
    return portal


def _asked_portal(request: Request) -> str:
    found = _PORTAL.search(request.url)
    return found[1] if found else ""


def _root(config: Config) -> str:
    return f"https://{_section(config)[0]}"


def _detail_page(config: Config) -> str:
    """The page of a job, without the job's number at its end."""
    host, section = _section(config)
    return f"https://{host}/careersection/{part(section)}/jobdetail.ftl?lang=en&job="


def _url(config: Config, path: str) -> str:
    return endpoint(_root(config), path, config)


def _list_request(config: Config, before: Progress, portal: str) -> Request:
    asked = {
        "fieldData": {"fields": {}, "valid": True},
        "filterSelectionParam": {"searchFilterSelections": []},
        "advancedSearchFiltersSelectionParam": {"searchFilterSelections": []},
        "sortingSelection": {"sortBySelectionParam": "3", "ascendingSortingOrder": "false"},
        "pageNo": before.offset,
    }
    path = f"/careersection/rest/jobboard/searchjobs?lang=en&portal={portal}"
    body = msgspec.json.encode(asked)
    return Request(url=_url(config, path), headers=_HEADERS, body=body, state=before)


def _number(total: Any) -> int | None:
    is_number = isinstance(total, int) and not isinstance(total, bool)
    return total if is_number and total >= 0 else None


def _to_raw(row: _Row, page_url: str) -> RawPosting:
    columns = dict(enumerate(row.column))
    places: list[str] = []
    for number in row.locations_columns or ():
        places += _places(columns.get(number) or "")
    return RawPosting(
        external_id=str(row.contest_no),
        title=columns.get(row.linked_column) or "",
        url=f"{page_url}{part(str(row.contest_no))}",
        requisition_id=str(row.contest_no),
        locations=tuple(places),
        posted_at=_date(row.column[-1]) if row.column else None,
        list_hash=hashlib.sha256(msgspec.json.encode(row.column)).digest(),
    )


def _places(column: str) -> list[str]:
    """A column of places is a JSON array; "US-TX-Dallas" is Dallas, TX, US."""
    try:
        places = _PLACES.decode(column)
    except msgspec.DecodeError:
        places = [column]
    return [
        ", ".join(reversed(place.split("-"))) if _CODED.fullmatch(place) else place
        for place in places
    ]


def _date(text: str | None) -> datetime | None:
    """``Jun 17, 2026``."""
    try:
        day = datetime.strptime(text or "", "%b %d, %Y").replace(tzinfo=UTC)
    except ValueError:
        return None
    return time(day.isoformat())
