"""EURES, the European Union's job portal, which repeats what national services list.

API: https://europa.eu/eures (the search of the portal itself, which no document describes). Terms:
none are stated, and no public API is offered, so it is read a few times a day and not deeply.

Among three million jobs a board is best a search: ``keywords``, and ``locationCodes``, which are
countries (``fi``) and their largest regions (``de3``), separated by commas. The answer to each job
names countries and codes of regions, but no towns. Texts may have persons' mail addresses, which
are removed.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import msgspec

from jobscout.errors import BadConfig
from jobscout.model import RawPosting
from jobscout.rules.locations import countries
from jobscout.sources.base import Config, OneRequest, Page, Request, endpoint, part
from jobscout.sources.paging import InSteps, Progress
from jobscout.sources.reading import Identity, each, envelope
from jobscout.sources.searches import OfSearch, search_query
from jobscout.sources.texts import without_inboxes
from jobscout.sources.values import single, time_from_ms

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_ROOT = "https://europa.eu"
_PATH = "/eures/api/jv-searchengine/public/jv-search/search"
_PORTAL = "/eures/portal/jv-se"
_WORDS, _PLACES = "keywords", "locationCodes"
_FILTERS = (_WORDS, _PLACES)
_PLACE = re.compile(r"[a-z]{2}[a-z0-9]?")
_OWN_CODES = {"EL": "GR", "UK": "GB"}  # the Union's codes that ISO 3166 has otherwise
# The API refuses a search that lacks one of these.
_UNUSED: dict[str, Any] = {
    "publicationPeriod": None,
    "occupationUris": [],
    "skillUris": [],
    "requiredExperienceCodes": [],
    "positionScheduleCodes": [],
    "sectorCodes": [],
    "educationAndQualificationLevelCodes": [],
    "positionOfferingCodes": [],
    "euresFlagCodes": [],
    "otherBenefitsCodes": [],
    "requiredLanguages": [],
    "minNumberPost": None,
    "sessionId": "jobscout",
    "userPreferredLanguage": "en",
    "requestLanguage": "en",
}


class _Employer(msgspec.Struct):
    name: str | None = None


class _Translation(msgspec.Struct):
    title: str | None = None
    description: str | None = None


class _Vacancy(msgspec.Struct, rename="camel"):
    id: Identity
    title: str
    description: str | None = None
    employer: _Employer | None = None
    location_map: dict[str, Any] | None = None
    position_schedule_codes: list[str] | None = None
    position_offering_code: str | None = None
    available_languages: list[str] | None = None
    translations: dict[str, _Translation] | None = None
    creation_date: Any = None
    last_modification_date: Any = None


class _List(msgspec.Struct, rename="camel"):
    jvs: list[msgspec.Raw]
    number_records: int | None = None


_LIST = msgspec.json.Decoder(_List)
_VACANCY = msgspec.json.Decoder(_Vacancy)


class Eures(OfSearch, InSteps, OneRequest):
    kind = "eures"
    min_interval = timedelta(hours=6)
    filters = _FILTERS
    step = 50  # the API sends no more
    last_row = 1000

    def page_url(self, config: Config) -> str:
        words, places = _search(config)
        query = [f"locationCodes={','.join(map(part, places))}"] if places else []
        query += [f"keywordsEverywhere={part(words)}"] if words else []
        return f"{_ROOT}{_PORTAL}/search?{'&'.join([*query, 'lang=en'])}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        if address.hostname != "europa.eu" or address.path.rstrip("/") != f"{_PORTAL}/search":
            return None
        stated = parse_qs(address.query)
        words = stated.get("keywordsEverywhere") or stated.get("keywordsTitle")
        places = stated.get(_PLACES)
        config = {_WORDS: words[0]} if words else {}
        config |= {_PLACES: ",".join(places).lower()} if places else {}
        try:
            _search(config)
        except BadConfig:
            return None
        return config

    def parse(self, body: bytes, config: Config, request: Request) -> Page:
        answer = envelope(self.kind, body, _LIST)
        return self.page_of(
            each(self.kind, answer.jvs, _VACANCY, _to_raw),
            request,
            config,
            rows=len(answer.jvs),
            total=answer.number_records,
        )

    def list_request(self, config: Config, progress: Progress) -> Request:
        words, places = _search(config)
        asked = {
            "resultsPerPage": self.step,
            "page": self.number(progress),
            "sortSearch": "MOST_RECENT",
            "keywords": [{"keyword": words, "specificSearchCode": "EVERYWHERE"}] if words else [],
            "locationCodes": places,
        }
        return Request(
            url=endpoint(_ROOT, _PATH, config),
            body=msgspec.json.encode(asked | _UNUSED),
        )


def _search(config: Config) -> tuple[str, list[str]]:
    """The words and the codes of places. Raises BadConfig."""
    search_query(config, _FILTERS)  # checks both
    places = [place.strip() for place in config.get(_PLACES, "").split(",") if place.strip()]
    if not all(map(_PLACE.fullmatch, places)):
        raise BadConfig(_PLACES, "must be codes separated by commas, as in fi,de3")
    return config.get(_WORDS, "").strip(), places


def _to_raw(vacancy: _Vacancy) -> RawPosting:
    language = next(iter(vacancy.available_languages or ()), None)
    # Beside them stands a translation of the portal, or the name of an occupation.
    own = (vacancy.translations or {}).get(language or "") or _Translation()
    codes = [_OWN_CODES.get(code, code) for code in vacancy.location_map or ()]
    identity = str(vacancy.id)
    return RawPosting(
        external_id=identity,
        title=own.title or vacancy.title,
        url=f"{_ROOT}{_PORTAL}/jv-details/{part(identity)}?lang=en",
        company=vacancy.employer.name if vacancy.employer else None,
        locations=tuple(countries.name(code) or code for code in codes),
        country=single(codes),
        employment_type=_employment(vacancy),
        description_html=without_inboxes(own.description or vacancy.description or ""),
        posted_at=time_from_ms(vacancy.creation_date),
        updated_at=time_from_ms(vacancy.last_modification_date),
        language=language,
    )


def _employment(vacancy: _Vacancy) -> str | None:
    """Being hired directly is what is usual, and no type."""
    hours = vacancy.position_schedule_codes or []
    said = ["full or part time"] if {"fulltime", "parttime"} <= set(hours) else hours
    offered = vacancy.position_offering_code
    return ", ".join(filter(None, [*said, offered if offered != "directhire" else None])) or None
