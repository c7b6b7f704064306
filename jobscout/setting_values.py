"""Readers of settings: each takes the text of a variable and returns its value.

A reader raises ValueError with a message that follows the variable's name.
"""

from __future__ import annotations

import ipaddress
import re
from contextlib import suppress
from email.errors import MessageError
from email.errors import NonASCIILocalPartDefect as NotAscii
from email.headerregistry import HeaderRegistry
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from jobscout import mail_addresses

if TYPE_CHECKING:
    from collections.abc import Callable
    from urllib.parse import SplitResult

_BUCKET = re.compile(r"[A-Za-z0-9][\w.-]{2,62}(/[\w-][\w.-]{0,127})*/?", re.ASCII)
_ENVIRONMENT = re.compile(r"[\w.-]{1,64}", re.ASCII)
_BOUNCES = re.compile(r"[A-Za-z0-9]{1,10}")
_REGION = re.compile(r"[\w-]+", re.ASCII)


def number(low: float, high: float, kind: type[float] = int) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            value = None
        if value is None or not low <= value <= high:
            raise ValueError(f"must be a number from {low:g} to {high:g}, not {text[:40]!r}")
        return value

    return read


def choice(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in words:
            raise ValueError(f"must be one of {', '.join(words)}, not {text[:40]!r}")
        return text.lower()

    return read


def path(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise ValueError(f"begins with an unknown home folder: {text[:60]!r}") from None


def address(*schemes: str, local: bool = False) -> Callable[[str], str]:
    """*local*: a Unix socket is accepted instead of a host."""

    def read(text: str) -> str:
        # the value may contain a password, so the message never repeats it
        try:
            parts = urlsplit(text)
            _ = parts.port
        except ValueError:
            raise ValueError("is not an address") from None
        if not text.isprintable() or " " in text:
            raise ValueError("is not an address")
        if not text.lower().startswith(tuple(f"{each}://" for each in schemes)):
            raise ValueError(f"must begin with {' or '.join(f'{each}://' for each in schemes)}")
        if not parts.hostname and not (local and (parts.path.strip("/") or parts.query)):
            raise ValueError("contains no host")
        return text

    return read


def web_address(text: str) -> str:
    checked = address("http", "https")(text).rstrip("/")
    if urlsplit(checked).query or urlsplit(checked).fragment:
        raise ValueError("must not have a query or fragment")
    return checked


def dsn(text: str) -> str:
    """The target of crash reports: ``https://key@host/project``."""
    checked = address("http", "https")(text)
    parts = urlsplit(checked)
    if not parts.username or parts.query or parts.fragment:
        raise ValueError("must be as Sentry shows it: https://key@host/project")
    if not parts.path.rpartition("/")[2].isdecimal():
        raise ValueError("must end with a project number")
    return checked


def credential(text: str) -> str:
    """A key, token or name that goes into a header or a URL; the message never repeats it."""
    if not text.isascii() or not text.isprintable() or " " in text or len(text) > 4_000:
        raise ValueError("must be ASCII without spaces, of at most 4000 characters")
    return text


def environment(text: str) -> str:
    if not _ENVIRONMENT.fullmatch(text):
        raise ValueError("must be one word such as production, of at most 64 letters")
    return text


def storage(text: str) -> str:
    # the value may contain a password, so the message never repeats it
    try:
        parts = urlsplit(text)
    except ValueError:
        raise ValueError("is not an address") from None
    if not unquote(text).isprintable() or " " in text or "#" in text:
        raise ValueError("is not an address")
    if text.startswith("s3://"):
        _check_bucket(parts)
    elif not text.startswith("file://"):
        raise ValueError("must begin with file:// or s3://")
    elif parts.netloc or parts.query or not parts.path.strip("/"):
        raise ValueError("must be the absolute path of a folder, as in file:///srv/files")
    return text


def _check_bucket(parts: SplitResult) -> None:
    if not _BUCKET.fullmatch(parts.netloc + parts.path):
        raise ValueError("must name a bucket, as in s3://bucket or s3://bucket/folder")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if set(options) - {"region", "endpoint"}:
        raise ValueError("may have only region and endpoint after its path")
    if not _REGION.fullmatch(options.get("region", "any")):
        raise ValueError("contains an invalid region")
    try:
        endpoint = web_address(options.get("endpoint", "https://any"))
    except ValueError:
        endpoint = "@"
    if "@" in endpoint:
        raise ValueError("must have an endpoint such as https://host:9000")


def items(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(",") if item.strip())


def networks(text: str) -> tuple[str, ...]:
    for item in items(text):
        try:
            ipaddress.ip_network(item, strict=False)
        except ValueError:
            raise ValueError(f"must be addresses or networks, but {item[:60]!r} is not") from None
    return items(text)


def hosts(text: str) -> frozenset[str]:
    for item in items(text):
        try:
            parts = urlsplit(f"//{item}")
            whole = bool(parts.hostname and parts.port) and parts.netloc == item
        except ValueError:
            whole = False
        if not whole or "@" in item:
            raise ValueError(f"must be host:port items, but {item[:60]!r} is not")
    return frozenset(items(text))


def origins(text: str) -> tuple[str, ...]:
    origins = tuple(web_address(item) for item in items(text))
    if any(urlsplit(origin).path for origin in origins):
        raise ValueError("must be only scheme and host, without a path")
    return origins


def sender(text: str) -> str:
    """One address in the form of a From header, with or without a name; its host in ASCII."""
    header: Any = None
    with suppress(ValueError, IndexError, MessageError):  # errors of the email package
        header = HeaderRegistry()("From", text)
    # for a non-ASCII address the error below is more precise
    defects = [one for one in getattr(header, "defects", ()) if type(one) is not NotAscii]
    addresses: list[Any] = [] if header is None or defects else list(header.addresses)
    said = addresses[0].addr_spec if len(addresses) == 1 else ""
    name = text.removesuffix(f"<{said}>")
    has_more = text not in {said, f"{name}<{said}>"}  # such as a comment
    if not said or has_more or not text.isprintable():
        raise ValueError("must be one mail address: name@host, or Name <name@host>")
    try:
        address = mail_addresses.parse(said, is_ours=True).address
    except ValueError as error:
        raise ValueError(f"must be one mail address, but {said[:60]!r} {error}") from error
    if not address.isascii():
        raise ValueError("must be in ASCII before the @, as not every mail server accepts more")
    return address if text == said else f"{name}<{address}>"


def email(text: str) -> str:
    address = sender(text)
    if "<" in address:
        raise ValueError("must be only a mail address: name@host")
    return address


def bounce_address(text: str) -> str:
    """An address that has room for a token, see ``rules/return_addresses.py``."""
    address = email(text)
    local = address.rpartition("@")[0]
    if not _BOUNCES.fullmatch(local):
        raise ValueError("must begin with one to ten letters or digits, and then the @")
    return address
