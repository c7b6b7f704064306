"""The settings of a Phenom career site: its host, its locale, and how it is asked."""

from __future__ import annotations

import re

from jobscout.errors import BadConfig
from jobscout.sources.base import HOST_LABEL, Config, every, text_setting

USUAL = "en_us"
HOST = re.compile(rf"(?:{HOST_LABEL}\.)+[a-z]{{2,63}}")
_LOCALE = re.compile(r"([a-z]{2})_([a-z]{2,6})")
_REFNUM = re.compile(r"[A-Z0-9]{3,40}")


def site(config: Config) -> tuple[str, ...]:
    """Host and locale. With a ``base_url`` the host only identifies the board and its pages."""
    return every(lambda: _host(config), lambda: _locale(config))


def _host(config: Config) -> str:
    host = text_setting(config, "host").lower()
    if not HOST.fullmatch(host):
        raise BadConfig("host", "must be the host of the career site")
    return host


def _locale(config: Config) -> str:
    locale = text_setting(config, "locale", default=USUAL)
    if not _LOCALE.fullmatch(locale):
        raise BadConfig("locale", "must be language and country, as in en_us or en_global")
    return locale


def is_page(config: Config) -> bool:
    form = text_setting(config, "form", default="search")
    if form not in {"search", "page"}:
        raise BadConfig("form", "must be one of: search, page")
    return form == "page"


def refnum(config: Config) -> str | None:
    if config.get("refnum") is None:
        return None
    said = text_setting(config, "refnum")
    if not _REFNUM.fullmatch(said):
        raise BadConfig("refnum", "must be the site's id with the vendor, as in ACMEUS")
    return said


def root(config: Config) -> str:
    return f"https://{site(config)[0]}"


def folder(config: Config) -> str:
    lang, _, country = site(config)[1].partition("_")
    return f"/{country}/{lang}"


def locale_of(found: re.Match[str] | None) -> dict[str, str]:
    locale = f"{found['lang']}_{found['country']}" if found and found["lang"] else USUAL
    return {} if locale == USUAL else {"locale": locale}
