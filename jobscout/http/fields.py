"""Rules for single fields: each takes a decoded value and returns the cleaned one.

A rule raises ValueError with a text that follows the field's name; for a list it raises
InvalidInput, which names each item.
"""

from __future__ import annotations

import math
import re
import unicodedata
import zoneinfo
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Final
from urllib.parse import urlsplit

from msgspec import Meta

from jobscout import mail_addresses
from jobscout.errors import FieldError, InvalidInput
from jobscout.model import Salary
from jobscout.rules import caps
from jobscout.rules.locations import countries
from jobscout.rules.salaries import annual_usd

if TYPE_CHECKING:
    from collections.abc import Callable

Id = Annotated[str, Meta(max_length=100)]
"""Id of a row, opaque to callers; see ``known_id``."""
Name = Annotated[str, Meta(max_length=200)]
"""Name of a user, company or source, or a part of one to search for."""
Url = Annotated[str, Meta(min_length=1, max_length=caps.URL_CHARS)]
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# Around an address in a text; it is not one that is a parameter of another.
_BEFORE: Final = "<([{\"'`*"
_AFTER: Final = ".,;:!?]}>\"'`*"
_PASTED: Final = re.compile(
    rf"(?<![^\s{re.escape(_BEFORE)}])https?://[^\s<>\"'`\\^|]+", re.IGNORECASE
)
Score = Annotated[float, Meta(ge=0, le=1)]
Amount = Annotated[float, Meta(ge=0, le=caps.SALARY_UNITS)]
"""An amount of money in any currency."""
Years = Annotated[int, Meta(ge=0, le=60, description="of experience")]

ALPHA_2: Final = 2
MAX_ID: Final = 2**63 - 1  # bigint
_ID: Final = re.compile(r"[1-9][0-9]{0,18}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_LOCALE: Final = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")


def storable(text: str) -> bool:
    """Whether PostgreSQL can store *text*: no NUL and no lone surrogate."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def line(text: str) -> str:
    """One line of text without surrounding spaces."""
    text = text.strip()
    if not text:
        raise ValueError("is blank")
    if any(unicodedata.category(letter) in {"Cc", "Zl", "Zp"} for letter in text):
        raise ValueError("contains a control character")
    return text


def web_address(text: str) -> str:
    """An address of the web, https where no scheme is given.

    It is shown as a link, and a browser would run a ``javascript:`` or ``data:`` one.
    """
    text = line(text)
    text = text if _SCHEME.match(text) else f"https://{text}"
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_web = False
    if not is_web or parts.username is not None:
        raise ValueError("is not an address such as https://example.org/jobs/1")
    return text


def pasted_address(text: str) -> str:
    """The address of the web that people copied, with the words or brackets around it if any.

    One without a scheme has to stand alone.
    """
    text = line(text)
    said = _PASTED.search(text)
    found = (said[0] if said else text.lstrip(_BEFORE)).rstrip(_AFTER)
    if "(" not in found:
        found = found.partition(")")[0].rstrip(_AFTER)
    if " " in found:
        raise ValueError("is not an address such as https://example.org/jobs")
    return web_address(found)


def each(rule: Callable[[Any], Any]) -> Callable[[list[Any]], list[Any]]:
    """*rule* for every item of a list; of equal items the first is kept."""

    def every(items: list[Any]) -> list[Any]:
        cleaned: list[Any] = []
        faults: list[FieldError] = []
        for n, item in enumerate(items):
            try:
                cleaned.append(rule(item))
            except ValueError as error:
                faults.append(FieldError(f"[{n}]", str(error)))
        if faults:
            raise InvalidInput(faults)
        return list(dict.fromkeys(cleaned))

    return every


def email(text: str) -> str:
    """An address in the form that mail is sent to: its domain in ASCII. Case is kept."""
    return mail_addresses.parse(text).address


@cache
def _timezones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones()) - {"localtime", "Factory"}


def iana_timezone(text: str) -> str:
    if text not in _timezones():
        raise ValueError("is not an IANA time zone such as Europe/Berlin")
    return text


def locale(text: str) -> str:
    if not _LOCALE.fullmatch(text):
        raise ValueError("is not a language tag such as en or pt-BR")
    return text


def utc(moment: datetime) -> datetime:
    """*moment* in UTC."""
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("is out of range") from error


def country(text: str) -> str:
    """An ISO 3166-1 alpha-2 code, in upper case."""
    code = countries.code(text) if len(text) == ALPHA_2 else None
    if code is None:
        raise ValueError("is not an ISO 3166 alpha-2 country code such as DE")
    return code


def language(text: str) -> str:
    """The first part of a BCP 47 tag, in lower case: "en" of "en-GB"."""
    code = text.replace("_", "-").partition("-")[0].lower()
    if not _LANGUAGE.fullmatch(code):
        raise ValueError("is not a language such as en")
    return code


def currency(text: str) -> str:
    """An ISO 4217 code with a known exchange rate, in upper case."""
    code = text.strip().upper()
    if annual_usd(Salary(min=1, currency=code, period="year"))[0] is None:
        raise ValueError("is not a currency we know, such as EUR")
    return code


def known_id(text: str) -> int:
    """The row of an opaque id; 0 (which no row has) for anything that we never issued."""
    return int(text) if _ID.fullmatch(text) and int(text) <= MAX_ID else 0


def finite(number: float) -> float:
    """Rejects "nan", which a query string may contain and no bound excludes."""
    if not math.isfinite(number):
        raise ValueError("is not a number")
    return number
