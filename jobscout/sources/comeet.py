"""Comeet (Spark Hire): one answer with all positions of an employer and their texts.

API: https://developers.comeet.com/reference/careers-api-overview, for the employers' own career
pages, which name the ``token`` that it wants. The career page that Comeet hosts has the same
positions as data of a script, without a token, so that page is read unless the config has one. No
limits are published; postings link to the employer's page.

Quirks: a position in several places is several positions, which may share one page. Each has an
inbox to apply to and the address of its answer with the token; neither is read, and mail addresses
in texts are removed. There is no date of publication.
"""

from __future__ import annotations

import html
import math
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import msgspec

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.rules.locations import countries
from jobscout.sources.base import (
    Config,
    OneRequest,
    Page,
    Request,
    endpoint,
    part,
    text_setting,
    titled,
    token,
)
from jobscout.sources.reading import Identity, each, envelope
from jobscout.sources.script_data import assigned
from jobscout.sources.texts import plain, web_address, without_inboxes
from jobscout.sources.values import time

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_SITE = "https://www.comeet.com"
_API = "https://www.comeet.co"
_HOSTS = frozenset({"comeet.com", "www.comeet.com", "comeet.co", "www.comeet.co"})
_UID = r"[0-9A-Fa-f]{1,6}\.[0-9A-Fa-f]{1,6}"
_TOKEN = r"[0-9A-Za-z]{8,100}"  # noqa: S105  (a pattern)
_API_PATH = re.compile(rf"/careers-api/[0-9.]{{1,5}}/company/({_UID})/positions(?:/.*)?")
# The widget of an employer's own page: COMEET.init({"token": "…", "company-uid": "12.345", …}).
_WIDGET = re.compile(r"\bCOMEET\.init\s{0,9}\(\s{0,9}\{([^{}]{1,3000})\}")
_WIDGET_UID = re.compile(rf"\bcompany-uid[\"']?\s{{0,99}}:\s{{0,99}}[\"']({_UID})[\"']")
_WIDGET_TOKEN = re.compile(rf"(?<![\w-])token[\"']?\s{{0,99}}:\s{{0,99}}[\"']({_TOKEN})[\"']")
# The same in the variable of Comeet's plugin for WordPress.
_PLUGIN = re.compile(r"\bcomeetvar\s{0,9}=\s{0,9}\{([^{}]{1,3000})\}")
_PLUGIN_UID = re.compile(rf"[\"']comeet_uid[\"']\s{{0,99}}:\s{{0,99}}[\"']({_UID})[\"']")
_PLUGIN_TOKEN = re.compile(rf"[\"']comeet_token[\"']\s{{0,99}}:\s{{0,99}}[\"']({_TOKEN})[\"']")
_FORMS = ((_WIDGET, _WIDGET_UID, _WIDGET_TOKEN), (_PLUGIN, _PLUGIN_UID, _PLUGIN_TOKEN))
_TAG = re.compile(r"<[^<>]*>")


class _Place(msgspec.Struct):
    name: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    is_remote: bool | None = None


class _Section(msgspec.Struct):
    name: str | None = None
    value: str | None = None
    order: float | None = None


class _Custom(msgspec.Struct):
    details: list[_Section] | None = None


class _Position(msgspec.Struct):
    """The API has the texts as ``details``, the page has them in ``custom_fields``."""

    uid: Identity
    name: str
    url_active_page: str | None = None
    url_comeet_hosted_page: str | None = None
    company_name: str | None = None
    location: _Place | str | None = None
    workplace_type: str | None = None
    department: str | None = None
    employment_type: str | None = None
    experience_level: str | None = None
    details: list[_Section] | None = None
    custom_fields: _Custom | None = None
    time_updated: Any = None
    is_internal: bool | None = None


_LIST = msgspec.json.Decoder(list[msgspec.Raw])
_POSITION = msgspec.json.Decoder(_Position)


class Comeet(OneRequest):
    kind = "comeet"
    min_interval = timedelta(hours=1)

    def board(self, config: Config) -> str:
        return _uid(config)

    def page_url(self, config: Config) -> str:
        uid = _uid(config)
        return f"{_SITE}/jobs/{part(_company(config) or uid)}/{uid}"

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:
        if (address.hostname or "").lower() not in _HOSTS:
            return None
        asked = _API_PATH.fullmatch(address.path)
        if asked:
            given = parse_qs(address.query).get("token", [""])[0]
            return (
                {"uid": asked[1].upper(), "token": given} if re.fullmatch(_TOKEN, given) else None
            )
        parts = address.path.strip("/").split("/")
        if len(parts) < 3 or parts[0] != "jobs" or not re.fullmatch(_UID, parts[2]):
            return None
        company = token(parts[1])
        return None if company is None else {"company": company, "uid": parts[2].upper()}

    def recognise_page(self, page: str, address: SplitResult) -> dict[str, Any] | None:  # noqa: ARG002
        for form, uid_of, token_of in _FORMS:
            for settings in form.finditer(page):
                uid, given = uid_of.search(settings[1]), token_of.search(settings[1])
                if uid and given:
                    return {"uid": uid[1], "token": given[1]}
        return None

    def employer(self, config: Config) -> str | None:
        company = _company(config)
        return titled(company) if company else None

    def first_request(self, config: Config) -> Request:
        uid, given, company = _uid(config), _token(config), _company(config)
        if given:
            path = f"/careers-api/2.0/company/{uid}/positions?details=true&token={given}"
            return Request(url=endpoint(_API, path, config))
        if company is None:
            raise BadConfig("company", "is required without a token")
        url = endpoint(_SITE, f"/jobs/{part(company)}/{uid}", config)
        return Request(url=url, headers={"Accept": "text/html"})

    def parse(self, body: bytes, config: Config, request: Request) -> Page:  # noqa: ARG002
        data: bytes | None = body
        if not _token(config):
            data = assigned(b"COMPANY_POSITIONS_DATA", body)
        if data is None:
            raise SourceChanged(self.kind, "no COMPANY_POSITIONS_DATA in the page")
        positions = envelope(self.kind, data, _LIST)
        read = each(self.kind, positions, _POSITION, _to_raw, id_field="uid")
        return Page(**read._asdict())


def _uid(config: Config) -> str:
    uid = text_setting(config, "uid").upper()
    if not re.fullmatch(_UID, uid):
        raise BadConfig("uid", "must look like 12.345, as in the career page's address")
    return uid


def _company(config: Config) -> str | None:
    if config.get("company") is None:
        return None
    company = text_setting(config, "company")
    if company in {".", ".."}:
        raise BadConfig("company", "must be the company's name in the career page's address")
    return company


def _token(config: Config) -> str | None:
    """That of the employer's career page; it is public, and no message repeats it."""
    if config.get("token") is None:
        return None
    given = text_setting(config, "token")
    if not re.fullmatch(_TOKEN, given):
        raise BadConfig("token", "must be the token in the employer's career page")
    return given


def _to_raw(position: _Position) -> RawPosting | None:
    if position.is_internal:
        return None
    place = position.location
    place = place if isinstance(place, _Place) else _Place(name=place)
    sections = position.details or (position.custom_fields and position.custom_fields.details)
    hosted = web_address(position.url_comeet_hosted_page)
    return RawPosting(
        external_id=str(position.uid),
        title=position.name,
        url=web_address(position.url_active_page) or hosted or "",
        apply_url=hosted,
        company=position.company_name,
        locations=(_place(place),),
        country=place.country,
        workplace=position.workplace_type or ("remote" if place.is_remote else None),
        department=position.department,
        employment_type=position.employment_type,
        seniority=position.experience_level,
        description_html=_description(sections or []),
        updated_at=time(position.time_updated),
    )


def _place(place: _Place) -> str:
    """As in "Lamu, Coast, Kenya"; the name of an office may be that of another town."""
    country = countries.name((place.country or "").upper()) or place.country
    parts = dict.fromkeys(filter(None, (place.city or place.name, place.state, country)))
    return ", ".join(parts)


def _description(sections: list[_Section]) -> str:
    """Each section under its name; those that show nothing ("<p>&nbsp;</p>") are left out."""
    ordered = sorted(sections, key=lambda one: math.inf if one.order is None else one.order)
    return "\n".join(
        f"<h3>{html.escape(one.name or '')}</h3>{without_inboxes(one.value)}"
        for one in ordered
        if one.value and plain(_TAG.sub("", one.value)).strip()
    )
