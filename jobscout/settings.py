"""Everything the environment may set, checked once. ``.env.example`` has a line for each."""

from __future__ import annotations

import ipaddress
import re
from contextlib import suppress
from email.errors import MessageError
from email.headerregistry import HeaderRegistry
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec
from rapidfuzz.distance import OSA

from jobscout.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from urllib.parse import SplitResult

Role = Literal["http", "scheduler", "scraper", "cv", "matcher", "notifier"]
ROLES: tuple[Role, ...] = get_args(Role)
SECRET_MIN_BYTES = 32
_BUCKET = re.compile(r"[A-Za-z0-9][\w.-]{2,62}(/[\w-][\w.-]{0,127})*/?", re.ASCII)
_REGION = re.compile(r"[\w-]+", re.ASCII)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the program was told. A name in capitals is the variable: ``data_dir`` is DATA_DIR."""

    host: str = "127.0.0.1"
    port: int = 8080
    data_dir: Path = Path("var")
    database_url: str | None = None
    redis_url: str | None = None
    secret_key: str | None = None
    secret_key_previous: str | None = None
    storage_url: str | None = None
    smtp_url: str | None = None
    mail_from: str = "Job Scout <jobscout@localhost>"
    firebase_credentials_path: Path | None = None
    seed: Literal["demo", "none"] | None = None
    log_format: Literal["text", "json"] | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    public_url: str | None = None
    dashboard_url: str | None = None
    trusted_proxies: tuple[str, ...] = ()
    cors_origins: tuple[str, ...] = ()
    contact_email: str | None = None
    roles: frozenset[str] = frozenset(ROLES)
    fetch_allow: frozenset[str] = frozenset()
    fetch_pace_s: float = 1.0
    shutdown_grace_s: float = 20.0
    sweep_s: float = 5.0
    auth_calls_per_minute: int = 5
    password_calls_per_minute: int = 5
    jobs_calls_per_minute: int = 60
    scrape_triggers_per_minute: int = 1

    @property
    def base_url(self) -> str:
        """Where people and mail links find this server."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def storage(self) -> str:
        """Where files are kept: STORAGE_URL, or a folder under DATA_DIR."""
        return self.storage_url or (self.data_dir.absolute() / "storage").as_uri()


def from_env(env: Mapping[str, str]) -> Settings:
    """Read and check every variable; ``NAME_FILE`` names a file that holds NAME.

    Raises:
        SettingError: one sentence that begins with the variable's name.
    """
    given: dict[str, Any] = {}
    for name, read in _READERS.items():
        text = _text(env, name)
        if text is not None:
            try:
                given[name.lower()] = read(text)
            except ValueError as error:
                raise SettingError(name, str(error)) from None
    return Settings(**given)


def misspelt(env: Mapping[str, str]) -> list[tuple[str, str]]:
    """Variables one slip away from a name we know, with that name: ``DATABASE_ULR``."""
    known = {*_READERS, *(f"{name}_FILE" for name in _READERS)}
    close = []
    for name in sorted(set(env) - known):
        best = min(known, key=lambda other: (OSA.distance(name, other), other))
        # short names are too close to everything: HOST and POST, PORT and SORT
        if OSA.distance(name, best) <= min(2, len(best) // 5):
            close.append((name, best))
    return close


def _text(env: Mapping[str, str], name: str) -> str | None:
    """What NAME is set to, None where it is not; an empty variable is not set."""
    text, path = env.get(name, "").strip(), env.get(f"{name}_FILE", "").strip()
    if not path:
        return text or None
    if text:
        raise SettingError(name, f"is set twice, once as {name}_FILE")
    # the sentences leave out the path: somebody may have put the secret itself there
    try:
        return Path(path).read_text("utf-8").strip() or None
    except OSError as error:
        raise SettingError(f"{name}_FILE", f"cannot be read: {error.strerror}") from None
    except ValueError:
        raise SettingError(f"{name}_FILE", "does not hold UTF-8 text") from None


def _number(low: float, high: float, kind: type[float] = int) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            value = None
        if value is None or not low <= value <= high:
            raise ValueError(f"must be a number from {low:g} to {high:g}, not {text[:40]!r}")
        return value

    return read


def _choice(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in words:
            raise ValueError(f"must be one of {', '.join(words)}, not {text[:40]!r}")
        return text.lower()

    return read


def _path(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise ValueError(f"begins with the home folder of nobody we know: {text[:60]!r}") from None


def _address(*schemes: str, local: bool = False) -> Callable[[str], str]:
    """*local*: a socket of this machine will do instead of a host."""

    def read(text: str) -> str:
        # the value may hold a password, so the sentence never repeats it
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
            raise ValueError("names no host")
        return text

    return read


def _web_address(text: str) -> str:
    checked = _address("http", "https")(text).rstrip("/")
    if urlsplit(checked).query or urlsplit(checked).fragment:
        raise ValueError("must have nothing after its path")
    return checked


def _storage(text: str) -> str:
    # the value may hold a password, so the sentence never repeats it
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
        raise ValueError("must name a folder by its whole path, as in file:///srv/files")
    return text


def _check_bucket(parts: SplitResult) -> None:
    if not _BUCKET.fullmatch(parts.netloc + parts.path):
        raise ValueError("must name a bucket, as in s3://bucket or s3://bucket/folder")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if set(options) - {"region", "endpoint"}:
        raise ValueError("may say region and endpoint after its path, and nothing else")
    if not _REGION.fullmatch(options.get("region", "any")):
        raise ValueError("names a region that is none")
    try:
        endpoint = _web_address(options.get("endpoint", "https://any"))
    except ValueError:
        endpoint = "@"
    if "@" in endpoint:
        raise ValueError("must have an endpoint such as https://host:9000")


def _secret(text: str) -> str:
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise ValueError("must be UTF-8 text") from None
    if size < SECRET_MIN_BYTES:
        raise ValueError(f"must be at least {SECRET_MIN_BYTES} bytes long")
    return text


def _list(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(",") if item.strip())


def _roles(text: str) -> frozenset[str]:
    roles = frozenset(_list(text))
    if not roles or roles - set(ROLES):
        raise ValueError(f"must be some of {', '.join(ROLES)}, not {text[:60]!r}")
    return roles


def _networks(text: str) -> tuple[str, ...]:
    for item in _list(text):
        try:
            ipaddress.ip_network(item, strict=False)
        except ValueError:
            raise ValueError(f"must be addresses or networks, and {item[:60]!r} is none") from None
    return _list(text)


def _hosts(text: str) -> frozenset[str]:
    for item in _list(text):
        try:
            parts = urlsplit(f"//{item}")
            whole = bool(parts.hostname and parts.port) and parts.netloc == item
        except ValueError:
            whole = False
        if not whole or "@" in item:
            raise ValueError(f"must be host:port items, and {item[:60]!r} is none")
    return frozenset(_list(text))


def _origins(text: str) -> tuple[str, ...]:
    origins = tuple(_web_address(item) for item in _list(text))
    if any(urlsplit(origin).path for origin in origins):
        raise ValueError("must be scheme and host alone, without a path")
    return origins


def _sender(text: str) -> str:
    """One address as it stands in a mail's From, with or without a name."""
    header: Any = None
    with suppress(ValueError, IndexError, MessageError):  # how the email package says no
        header = HeaderRegistry()("From", text)
    if header is None or header.defects or len(header.addresses) != 1 or not text.isprintable():
        raise ValueError("must be one mail address: name@host, or Name <name@host>")
    return text


def _email(text: str) -> str:
    if "<" in _sender(text):
        raise ValueError("must be a mail address alone: name@host")
    return text


_READERS: dict[str, Callable[[str], Any]] = {
    "HOST": str,
    "PORT": _number(0, 65535),
    "DATA_DIR": _path,
    "DATABASE_URL": _address("postgresql", "postgres", local=True),
    "REDIS_URL": _address("redis", "rediss", "unix", local=True),
    "SECRET_KEY": _secret,
    "SECRET_KEY_PREVIOUS": _secret,
    "STORAGE_URL": _storage,
    "SMTP_URL": _address("smtp", "smtps"),
    "MAIL_FROM": _sender,
    "FIREBASE_CREDENTIALS_PATH": _path,
    "SEED": _choice("demo", "none"),
    "LOG_FORMAT": _choice("text", "json"),
    "LOG_LEVEL": _choice("debug", "info", "warning", "error"),
    "PUBLIC_URL": _web_address,
    "DASHBOARD_URL": _web_address,
    "TRUSTED_PROXIES": _networks,
    "CORS_ORIGINS": _origins,
    "CONTACT_EMAIL": _email,
    "ROLES": _roles,
    "FETCH_ALLOW": _hosts,
    "FETCH_PACE_S": _number(0.01, 60, float),
    "SHUTDOWN_GRACE_S": _number(1, 600, float),
    "SWEEP_S": _number(0.1, 60, float),
    "AUTH_CALLS_PER_MINUTE": _number(1, 100_000),
    "PASSWORD_CALLS_PER_MINUTE": _number(1, 100_000),
    "JOBS_CALLS_PER_MINUTE": _number(1, 100_000),
    "SCRAPE_TRIGGERS_PER_MINUTE": _number(1, 1_000),
}
