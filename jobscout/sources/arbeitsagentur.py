"""Jobsuche of Germany's employment agency (Bundesagentur für Arbeit).

API: https://jobsuche.api.bund.dev (unofficial; search v6, texts v4). No registration: every client
sends the same public id. There are no published terms or limits, and it is not a product with a
contract, so a board is a search (``was``, ``wo``; see ``_FILTERS``) and is read a few times a day.

The list lacks the full text: each new or changed entry costs a second request. Partner adverts have
an empty text and an address elsewhere. ``KEINE_ANGABE`` and the text "null" mean null. A list ends
at its hundredth page, in an order that is not by date. Answers of the search before v6 have other
names, which are read too.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import msgspec

from jobscout.errors import BadConfig, SourceChanged, SourceError
from jobscout.model import RawPosting
from jobscout.sources.base import Config, Page, Request, endpoint, part
from jobscout.sources.paging import InSteps, Progress
from jobscout.sources.reading import Identity, detail_answer, each, envelope, safe
from jobscout.sources.searches import OfSearch, filters_of, search_query
from jobscout.sources.texts import paragraphs, web_address, without_inboxes
from jobscout.sources.values import read_salary, time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_ROOT = "https://rest.arbeitsagentur.de"
_SERVICE = "/jobboerse/jobsuche-service/pc"
_SITE = "https://www.arbeitsagentur.de/jobsuche"
_HEADERS = {"X-API-Key": "jobboerse-jobsuche"}  # the public id of the agency's own page
_WHAT = ("was", "wo")
_FILTERS = (
    *(*_WHAT, "umkreis", "angebotsart", "arbeitszeit", "zeitarbeit", "pav"),
    "veroeffentlichtseit",
)
_DAYS = frozenset({"0", "1", "7", "14", "28"})  # others are answered with every job
_BERLIN = ZoneInfo("Europe/Berlin")
_REGIONS = {"BADEN_WUERTTEMBERG": "Baden-Württemberg", "THUERINGEN": "Thüringen"}
_FULLY_REMOTE = frozenset({"VOLLSTAENDIG", "AUSSCHLIESSLICH"})


class _Address(msgspec.Struct):
    ort: str | None = None
    region: str | None = None
    land: str | None = None


class _Place(msgspec.Struct):
    adresse: _Address | None = None


class _Facts(msgspec.Struct, rename="camel"):
    """What the list and the answer about one job say in the same words."""

    firma: str | None = None
    hauptberuf: str | None = None
    stellenlokationen: list[_Place] | None = None
    homeofficemoeglich: bool | None = None
    homeofficetyp: str | None = None
    homeofficeprozent: float | None = None
    arbeitszeit_vollzeit: bool | None = None
    arbeitszeit_teilzeit_vormittag: bool | None = None
    arbeitszeit_teilzeit_nachmittag: bool | None = None
    arbeitszeit_teilzeit_abend: bool | None = None
    arbeitszeit_teilzeit_flexibel: bool | None = None
    vertragsdauer: str | None = None
    verguetungsangabe: str | None = None
    gehaltsspanne_von: float | None = None
    gehaltsspanne_bis: float | None = None
    externe_url: str | None = msgspec.field(default=None, name="externeURL")
    datum_erste_veroeffentlichung: Any = None
    aenderungsdatum: Any = None


class _Job(_Facts, kw_only=True, rename="camel"):
    referenznummer: Identity
    stellenangebots_titel: str


class _OldJob(msgspec.Struct, rename="camel"):
    refnr: Identity
    titel: str
    beruf: str | None = None
    arbeitgeber: str | None = None
    arbeitsort: _Address | None = None
    aktuelle_veroeffentlichungsdatum: Any = None
    externe_url: str | None = None


class _Detail(_Facts, kw_only=True, rename="camel"):
    stellenangebots_beschreibung: str | None = None


class _Where(msgspec.Struct):
    suchmodus: Any = None


class _List(msgspec.Struct, rename="camel"):
    ergebnisliste: list[msgspec.Raw] | None = None
    stellenangebote: list[msgspec.Raw] | None = None
    max_ergebnisse: int | None = None
    wo_output: _Where | None = None


_LIST = msgspec.json.Decoder(_List)
_JOB = msgspec.json.Decoder(_Job)
_OLD_JOB = msgspec.json.Decoder(_OldJob)
_DETAIL = msgspec.json.Decoder(_Detail)


class Arbeitsagentur(OfSearch, InSteps):
    kind = "arbeitsagentur"
    min_interval = timedelta(hours=6)
    list_has_text = False
    filters = _FILTERS
    step = 100
    last_row = 10_000
    newest_first = False

    def board(self, config: Config) -> str:
        return _search(config)

    def page_url(self, config: Config) -> str:
        return f"{_SITE}/suche?{_search(config)}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        pages = {
            ("www.arbeitsagentur.de", "/jobsuche/suche"),
            ("rest.arbeitsagentur.de", f"{_SERVICE}/v6/jobs"),
        }
        if (address.hostname, address.path.rstrip("/")) not in pages:
            return None
        config = filters_of(address.query, _FILTERS)
        try:
            _search(config or {})
        except BadConfig:
            return None
        return config

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        answer = envelope(self.kind, body, _LIST)
        if answer.wo_output is not None and answer.wo_output.suchmodus == "UNGUELTIG":
            raise SourceError("bad-config", f"{self.kind}: the place in `wo` is unknown there")
        rows, old = answer.ergebnisliste, answer.stellenangebote
        if rows is not None:
            read = each(self.kind, rows, _JOB, _to_raw, id_field="referenznummer")
        elif old is not None:
            read = each(self.kind, old, _OLD_JOB, _old_to_raw, id_field="refnr")
        elif answer.max_ergebnisse == 0:
            read = each(self.kind, [], _JOB, _to_raw)
        else:
            raise SourceChanged(self.kind, "no `$.ergebnisliste`")
        page = self.page_of(
            read,
            request,
            config,
            rows=len(rows or old or ()),
            total=answer.max_ergebnisse,
        )
        # Jobs of the last days only: what is missing is perhaps no more than older.
        is_window = "veroeffentlichtseit" in config and page.whole
        return msgspec.structs.replace(page, whole=False, windowed=True) if is_window else page

    def list_request(self, config: Config, progress: Progress) -> Request:
        paged = f"page={self.number(progress)}&size={self.step}"
        return _request(f"/v6/jobs?{_search(config)}&{paged}", config)

    def detail(self, posting: RawPosting, config: Config) -> Request | None:
        reference = part(b64encode(posting.external_id.encode()).decode())
        return _request(f"/v4/jobdetails/{reference}", config)

    def parse_detail(self, body: bytes, posting: RawPosting, config: Config) -> RawPosting:  # noqa: ARG002
        detail = detail_answer(self.kind, body, _DETAIL)
        stated = {name: value for name, value in _stated(detail).items() if value}
        text = detail.stellenangebots_beschreibung or ""
        is_html = "</" in text or "<br" in text
        return safe(
            msgspec.structs.replace(
                posting,
                **stated,
                description_html=without_inboxes(text if is_html else paragraphs(text)),
            )
        )


def _search(config: Config) -> str:
    """The search that is the board. Raises BadConfig."""
    query = search_query(config, _FILTERS)
    if not any(name in config for name in _WHAT):
        raise BadConfig("was", "is required if there is no `wo`: a board is a search")
    if config.get("veroeffentlichtseit", "0").strip() not in _DAYS:
        raise BadConfig("veroeffentlichtseit", "must be one of 0, 1, 7, 14, 28")
    return query


def _request(path: str, config: Config) -> Request:
    return Request(url=endpoint(_ROOT, _SERVICE + path, config), headers=_HEADERS)


def _to_raw(job: _Job) -> RawPosting:
    reference = str(job.referenznummer)
    stated = {"apply_url": _page(reference)} | {
        name: value for name, value in _stated(job).items() if value
    }
    return RawPosting(
        external_id=reference,
        title=job.stellenangebots_titel,
        url=_page(reference),
        requisition_id=reference,
        list_hash=hashlib.sha256(msgspec.json.encode(job)).digest(),
        **stated,
    )


def _old_to_raw(job: _OldJob) -> RawPosting:
    return _to_raw(
        _Job(
            referenznummer=job.refnr,
            stellenangebots_titel=job.titel,
            firma=job.arbeitgeber,
            hauptberuf=job.beruf,
            stellenlokationen=[_Place(job.arbeitsort)],
            externe_url=job.externe_url,
            datum_erste_veroeffentlichung=job.aktuelle_veroeffentlichungsdatum,
        )
    )


def _page(reference: str) -> str:
    return f"{_SITE}/jobdetail/{part(reference)}"


def _stated(job: _Facts) -> dict[str, Any]:
    is_yearly = job.verguetungsangabe == "JAHRESGEHALT"
    return {
        "apply_url": web_address(job.externe_url),
        "company": _text(job.firma),
        "locations": _places([place.adresse for place in job.stellenlokationen or ()]),
        "workplace": _workplace(job),
        "department": _text(job.hauptberuf),
        "employment_type": _employment(job),
        "salary": read_salary(job.gehaltsspanne_von, job.gehaltsspanne_bis, "EUR", "year")
        if is_yearly
        else None,
        "posted_at": time(job.datum_erste_veroeffentlichung),
        "updated_at": time(job.aenderungsdatum, _BERLIN),
    }


def _text(value: str | None) -> str | None:
    return None if value is None or value == "null" or value.startswith("KEINE_ANGABE") else value


def _places(addresses: list[_Address | None]) -> tuple[str, ...]:
    places = (
        (_text(one.ort), _region(_text(one.region)), _named(_text(one.land)))
        for one in addresses
        if one is not None
    )
    return tuple(", ".join(dict.fromkeys(filter(None, place))) for place in places)


def _region(value: str | None) -> str | None:
    """``NORDRHEIN_WESTFALEN`` is Nordrhein-Westfalen."""
    return _REGIONS.get(value or "") or _named(value)


def _named(value: str | None) -> str | None:
    return value.replace("_", "-").title() if value and value == value.upper() else value


def _workplace(job: _Facts) -> str | None:
    if job.homeofficetyp in _FULLY_REMOTE or (job.homeofficeprozent or 0) >= 100:
        return "remote"
    # "By arrangement" promises nothing.
    is_partly = job.homeofficemoeglich and job.homeofficetyp != "NACH_VEREINBARUNG"
    return "hybrid" if is_partly else None


def _employment(job: _Facts) -> str | None:
    in_part = (
        job.arbeitszeit_teilzeit_vormittag
        or job.arbeitszeit_teilzeit_nachmittag
        or job.arbeitszeit_teilzeit_abend
        or job.arbeitszeit_teilzeit_flexibel
    )
    if job.arbeitszeit_vollzeit and in_part:
        return "full or part time"
    hours = "Vollzeit" if job.arbeitszeit_vollzeit else "Teilzeit" if in_part else None
    return ", ".join(filter(None, (hours, _text(job.vertragsdauer)))) or None
