"""Rippling's job boards: a list in pages, and a second request for each text.

API: https://developer.rippling.com/documentation/job-board-api-v2/reference/get-board-slug-jobs,
and an older one that gives the whole board at once (``"api": "v1"`` in the config); no key. Terms:
meant for the employers' own pages, without published limits, so it is read a few times a day.

Quirks: a job in several places is several rows with one id, which may be on several pages; they
are joined, so a board's postings come with its last page. The total counts rows. We ask for rows
that are joined already, which the API does not promise. The date in the second answer is that of
the job's creation, not of its publication, and is not read. A guessed name is often another firm's.
"""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import msgspec

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting, Salary, SalaryPeriod
from jobscout.rules.locations import countries
from jobscout.sources.base import Config, Page, Request, endpoint, part, text_setting, titled, token
from jobscout.sources.reading import Identity, board_setting, detail_answer, each, envelope, safe
from jobscout.sources.values import count, read_salary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from urllib.parse import SplitResult

_SITE = "https://ats.rippling.com"
_APIS = {
    "v1": ("https://api.rippling.com", "/platform/api/ats/v1/board"),
    "v2": (_SITE, "/api/v2/board"),
}
_SIZE = 100
_LAST_PAGE = 99
_HELD_BYTES = 4 * 2**20  # of the rows that wait for the last page
_NO_BOARD = re.compile(r"api|assets|embed|jobs|_next|.*\..*")
_HOST = re.compile(r"ats\.(?:[a-z0-9]+\.)?rippling\.com")
_LOCALE = re.compile(r"[a-z]{2}-[A-Z]{2}")
_FREEST_FIRST = ("REMOTE", "HYBRID", "ON_SITE")
_PERIOD = re.compile(r"hour|day|week|month|year", re.IGNORECASE)


class _Place(msgspec.Struct, rename="camel"):
    name: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    country_code: str | None = None
    workplace_type: str | None = None


class _Named(msgspec.Struct):
    name: str | None = None
    label: str | None = None


class _Row(msgspec.Struct, rename="camel"):
    """A row of v2; ``uuid`` and ``work_location`` are v1's."""

    name: str
    url: str
    id: Identity | None = None
    uuid: Identity | None = None
    department: _Named | None = None
    locations: list[_Place] | None = None
    work_location: _Named | None = None
    language: str | None = None


class _List(msgspec.Struct, rename="camel"):
    items: list[msgspec.Raw]
    total_items: Any
    page_size: Any = None


class _Employment(msgspec.Struct):
    """The id is the text for people, the label a code."""

    id: str | None = None
    label: str | None = None


class _Band(msgspec.Struct, rename="camel"):
    currency: str | None = None
    frequency: str | None = None
    range_start: float | None = None
    range_end: float | None = None


class _Detail(msgspec.Struct, rename="camel"):
    name: str
    description: dict[str, str] | str | None = None
    company_name: str | None = None
    work_locations: list[str] | None = None
    employment_type: _Employment | None = None
    pay_range_details: list[_Band] | None = None


class _Held(NamedTuple):
    """What the pages before *number* have: packed postings, how many rows, and their digests."""

    number: int = 0
    packed: bytes = b"\x90"
    rows: int = 0
    digests: tuple[bytes, ...] = ()


_LIST: msgspec.json.Decoder[list[msgspec.Raw] | _List] = msgspec.json.Decoder(
    list[msgspec.Raw] | _List
)
_ROW = msgspec.json.Decoder(_Row)
_DETAIL = msgspec.json.Decoder(_Detail)
_pack = msgspec.msgpack.Encoder().encode
_POSTINGS = msgspec.msgpack.Decoder(list[RawPosting])


class Rippling:
    kind = "rippling"
    min_interval = timedelta(hours=6)
    list_has_text = False

    def board(self, config: Config) -> str:
        return board_setting(config)

    def page_url(self, config: Config) -> str:
        return f"{_SITE}/{part(self.board(config))}/jobs"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        host, path = (address.hostname or "").lower(), address.path
        for api, (root, prefix) in _APIS.items():
            if f"https://{host}" == root and path.startswith(f"{prefix}/"):
                board = token(path.removeprefix(f"{prefix}/").split("/")[0])
                if board is None:
                    return None
                return {"board": board} | ({"api": api} if api != "v2" else {})
        parts = path.strip("/").split("/")
        if _LOCALE.fullmatch(parts[0]) or parts[0] == "embed":  # as in /embed/acme/jobs
            parts = parts[1:]
        if not parts or not _HOST.fullmatch(host) or parts[1:2] not in ([], ["jobs"]):
            return None
        # Without "jobs" it may be the vendor's own folder or file.
        board = token(parts[0]) if parts[1:] or not _NO_BOARD.fullmatch(parts[0]) else None
        return None if board is None else {"board": board}

    def employer(self, config: Config) -> str | None:
        return titled(self.board(config))

    def first_request(self, config: Config) -> Request:
        return _list_request(config, _Held())

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        answer = envelope(self.kind, body, _LIST)
        listed = (
            _List(items=answer, total_items=None) if isinstance(answer, list) else answer
        )  # v1 has no pages
        rows, total = listed.items, count(listed.total_items)
        held = request.state if isinstance(request.state, _Held) else _Held()
        if not rows and held.number == 0 and total:
            raise SourceChanged(self.kind, f"{total} jobs and an empty first page")
        read = each(self.kind, rows, _ROW, _to_raw, id_field="id" if listed is answer else "uuid")
        digest = hashlib.sha256(_pack(read.postings)).digest()
        is_repeated = bool(read.postings) and digest in held.digests
        joined = _joined([*_POSTINGS.decode(held.packed), *read.postings])
        packed, seen = _pack(joined), held.rows + len(rows)
        # The answer says how large its pages are, which may be smaller than asked.
        ends = (held.number + 1) * min(count(listed.page_size) or _SIZE, _SIZE)
        more = listed is answer and bool(rows) and (total is None or ends < total)
        is_cut = is_repeated or held.number >= _LAST_PAGE or len(packed) > _HELD_BYTES
        if more and not is_cut:
            after = _Held(held.number + 1, packed, seen, (*held.digests, digest))
            waiting = read._replace(postings=[])
            return Page(**waiting._asdict(), next=_list_request(config, after))
        return Page(
            **read._replace(postings=[_with_hash(one) for one in joined])._asdict(),
            whole=not is_repeated and not (more and is_cut) and (total is None or seen >= total),
        )

    def held(self, request: Request) -> Sequence[RawPosting]:
        held = request.state if isinstance(request.state, _Held) else _Held()
        return [_with_hash(one) for one in _POSTINGS.decode(held.packed)]

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        return _request(config, f"/{part(posting.external_id)}")

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        detail = detail_answer(self.kind, body, _DETAIL)
        employment = detail.employment_type or _Employment()
        return safe(
            msgspec.structs.replace(
                posting,
                company=detail.company_name,
                locations=posting.locations or tuple(detail.work_locations or ()),
                employment_type=employment.id or employment.label,
                salary=_salary(detail.pay_range_details or []),
                description_html=_description(detail.description),
            )
        )


def _api(config: Config) -> str:
    api = text_setting(config, "api", default="v2")
    if api not in _APIS:
        raise BadConfig("api", f"must be one of: {', '.join(_APIS)}")
    return api


def _list_request(config: Config, held: _Held) -> Request:
    query = f"?page={held.number}&pageSize={_SIZE}&groupJobsByLocation=true"
    request = _request(config, query if _api(config) == "v2" else "")
    return msgspec.structs.replace(request, state=held)


def _request(config: Config, rest: str) -> Request:
    root, prefix = _APIS[_api(config)]
    path = f"{prefix}/{part(board_setting(config))}/jobs{rest}"
    return Request(url=endpoint(root, path, config))


def _to_raw(row: _Row) -> RawPosting:
    id_ = row.uuid if row.id is None else row.id
    department = row.department or _Named()
    places = row.locations or []
    office = row.work_location or _Named()
    return RawPosting(
        external_id="" if id_ is None else str(id_),
        title=row.name,
        url=row.url,
        locations=tuple(map(_place, places)) or (office.label or office.name or "",),
        workplace=_freest(place.workplace_type for place in places),
        department=department.name or department.label,
        language=row.language,
    )


def _place(place: _Place) -> str:
    """As in "Austin, Texas, United States"; a name alone may be "Remote (Kenya)"."""
    country = place.country or countries.name((place.country_code or "").upper())
    parts = dict.fromkeys(filter(None, (place.city, place.state, country)))
    return ", ".join(parts) or place.name or ""


def _freest(workplaces: Iterable[str | None]) -> str | None:
    """Of several the one that a candidate can choose; one in other words if there is no known."""
    stated = [workplace for workplace in workplaces if workplace]
    return next((name for name in _FREEST_FIRST if name in stated), stated[0] if stated else None)


def _joined(rows: Iterable[RawPosting]) -> list[RawPosting]:
    """One posting for each id, with the places of all its rows; the rest is the first row's."""
    found: dict[str, list[RawPosting]] = {}
    for row in rows:
        found.setdefault(row.external_id, []).append(row)
    return [
        msgspec.structs.replace(
            of[0],
            locations=tuple(dict.fromkeys(place for row in of for place in row.locations)),
            workplace=_freest(row.workplace for row in of),
        )
        for of in found.values()
    ]


def _with_hash(posting: RawPosting) -> RawPosting:
    """Places may come in another order at each reading, which is no change."""
    stated = msgspec.structs.replace(posting, locations=tuple(sorted(posting.locations)))
    return msgspec.structs.replace(posting, list_hash=hashlib.sha256(_pack(stated)).digest())


def _description(text: dict[str, str] | str | None) -> str | None:
    """The job's own section stands first, that about the employer after it."""
    if not isinstance(text, dict):
        return text
    order = dict.fromkeys(("role", *(name for name in text if name != "company"), "company"))
    return "\n".join(text[name] for name in order if text.get(name)) or None


def _salary(bands: list[_Band]) -> Salary | None:
    """What the bands span; those in another currency or period than the first are left out."""
    stated = [salary for band in bands if (salary := _pay(band))]
    alike = [one for one in stated if one.currency == stated[0].currency]
    alike = [one for one in alike if one.period == stated[0].period]
    if not alike:
        return None
    least = min((one.min for one in alike if one.min is not None), default=None)
    most = max((one.max for one in alike if one.max is not None), default=None)
    return msgspec.structs.replace(alike[0], min=least, max=most)


def _pay(band: _Band) -> Salary | None:
    period = _PERIOD.fullmatch(band.frequency or "")
    if period is None:
        return None
    named = cast("SalaryPeriod", period[0].lower())
    return read_salary(band.range_start, band.range_end, band.currency, named)
