"""Boards that are a page, a feed or an API of any employer, named by the config's ``url``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from jobscout.errors import BadConfig
from jobscout.sources.base import Config, endpoint, titled

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_LONGEST = 2000
# What the hosts of pages and of career pages begin with; it says nothing of the employer.
_GENERAL = r"www\d?"
_COUNTRY = r"[a-z]{2}(?:-[a-z]{2})?"  # or a language
_SERVICE = (
    r"(?:careers?|jobb|jobs?|join|work|apply|hiring|karriere|karriar|rekrytering|carriere|vacatures"
    r"|werkenbij|emplois?|empleo|boards?|feeds?|api)\d?"
)
_ANY_PREFIX = re.compile(rf"^(?:{_GENERAL}|{_COUNTRY}|{_SERVICE})\.")
_SITE_PREFIX = re.compile(rf"^(?:{_GENERAL}|{_SERVICE})\.")
_NO_SERVICE_PREFIX = re.compile(rf"^(?:{_GENERAL}|{_COUNTRY})\.")
# Under which everybody has a domain.
_SUFFIX = re.compile(r"(?:co|com|ac|org|net|gov|go|or|ne|edu|gob|gouv)\.[a-z]{2}")


class OfAnyPage:
    """For kinds that read any page: its address is the board's identity, and given by a person."""

    def board(self, config: Config) -> str:
        address = urlsplit(page_setting(config))
        query = f"?{address.query}" if address.query else ""
        return f"{address.netloc}{address.path.rstrip('/')}{query}"

    def page_url(self, config: Config) -> str:
        return page_setting(config)

    def recognise(self, address: SplitResult) -> dict[str, Any] | None:  # noqa: ARG002
        """No address tells what its page has: see ``recognition.in_page``."""
        return None

    def employer(self, config: Config) -> str | None:
        return employer_of(urlsplit(page_setting(config)).hostname or "")


def employer_of(host: str) -> str:
    """A likely name: ``careers.acme-mining.example`` is of Acme Mining."""
    return titled(home(host).split(".")[0])


def home(host: str) -> str:
    """The employer's part of a host: ``acme.example`` of ``www.jobs.acme.example``."""
    return _without(_ANY_PREFIX, host)


def site_of(host: str) -> str:
    """As ``home``, but two letters stay: at a vendor they may be an employer, as in ``hp.``."""
    return _without(_SITE_PREFIX, host)


def is_service(host: str) -> bool:
    """Whether a host's name says that it is a career site, as in ``jobs.acme.example``."""
    return home(host) != _without(_NO_SERVICE_PREFIX, host)


def employers_labels(host: str) -> set[str]:
    """The labels of a host that may be an employer's name.

    ``acme`` of ``press.acme.co.uk``, which has a domain, and of ``acme.pages.example``, which is
    one of many at such a host.
    """
    labels = home(host).split(".")
    end = -2 if _SUFFIX.fullmatch(".".join(labels[-2:])) else -1
    return {labels[0], *labels[:end][-1:]}


def _without(prefix: re.Pattern[str], host: str) -> str:
    while (bare := prefix.sub("", host)) != host and "." in bare and not _SUFFIX.fullmatch(bare):
        host = bare
    return host


def page_setting(config: Config, field: str = "url") -> str:
    """A web address among a source's settings, without its fragment.

    Raises:
        BadConfig: it is missing or no http(s) address of at most 2,000 characters.
    """
    value = config.get(field)
    text = value.strip() if isinstance(value, str) else ""
    parts = _parts(text)
    if parts is None or not text.isprintable() or " " in text or len(text) > _LONGEST:
        raise BadConfig(field, f"must be an address like https://host/path, up to {_LONGEST} long")
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", parts.query, ""))


def moved(url: str, config: Config) -> str:
    """*url*, at the scheme and host of ``base_url`` if there is one. Raises BadConfig."""
    parts = urlsplit(url)
    rest = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return endpoint(f"{parts.scheme}://{parts.netloc}", rest, config)


def same_host(url: str, other: str) -> bool:
    """Whether both are web addresses of one host and port."""
    one, two = _parts(url), _parts(other)
    return one is not None and two is not None and _host(one) == _host(two)


def _host(parts: SplitResult) -> tuple[str, int | None]:
    port = parts.port
    return parts.hostname or "", None if port in {80, 443} else port


def at_host(url: str, other: str) -> str:
    """*url* with the scheme and host of *other*: what ``moved`` and https change is undone."""
    parts, owner = urlsplit(url), urlsplit(other)
    return urlunsplit((owner.scheme, owner.netloc, parts.path or "/", parts.query, ""))


def _parts(text: str) -> SplitResult | None:
    """An http(s) address with a host and without a user; None for anything else."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises ValueError for what is no number
    except ValueError:
        return None
    is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return parts if is_web and parts.username is None else None
