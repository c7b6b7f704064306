"""All settings from the environment, checked once. ``.env.example`` has a line for each."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec
from rapidfuzz.distance import OSA

from jobscout import setting_values as values
from jobscout.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Role = Literal["http", "scheduler", "scraper", "cv", "matcher", "notifier"]
BoardPolicy = Literal["off", "ask", "auto"]
"""What becomes of boards that people propose, see ``rules/board_requests.py``."""
ROLES: tuple[Role, ...] = get_args(Role)
SECRET_MIN_BYTES = 32
CREDENTIALS = (
    *("NAV_TOKEN", "REED_KEY", "RELIEFWEB_APPNAME", "USAJOBS_EMAIL", "USAJOBS_KEY"),
    "WTTJ_KEY",
)
"""What boards want to be shown, see ``sources.base.Keyed``. Each kind is read only with its own."""
# With five restarts, each after twice the pause before, an actor that always breaks is given up
# within the supervisor's minute.
MAX_RESTART_S = 1.5


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings. The variable is the name in capitals: ``data_dir`` is DATA_DIR."""

    host: str = "127.0.0.1"
    port: int = 8080
    metrics_port: int | None = None
    data_dir: Path = Path("var")
    database_url: str | None = None
    db_pool_min: int = 2
    db_pool_max: int = 30
    db_statement_timeout_s: float = 60.0
    redis_url: str | None = None
    secret_key: str | None = None
    secret_key_previous: str | None = None
    storage_url: str | None = None
    skills_file: Path | None = None
    smtp_url: str | None = None
    mail_from: str = "Job Scout <jobscout@localhost>"
    bounce_address: str | None = None
    firebase_credentials_path: Path | None = None
    vapid_private_key: str | None = None
    telegram_bot_token: str | None = None
    telegram_api_url: str = "https://api.telegram.org"
    webhook_secret: str | None = None
    seed: Literal["demo", "none"] | None = None
    log_format: Literal["text", "json"] | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    sentry_dsn: str | None = None
    sentry_environment: str = "production"
    sentry_sample_rate: float = 1.0
    sentry_traces_sample_rate: float = 0.0
    public_url: str | None = None
    dashboard_url: str | None = None
    trusted_proxies: tuple[str, ...] = ()
    cors_origins: tuple[str, ...] = ()
    contact_email: str | None = None
    roles: frozenset[str] = frozenset(ROLES)
    fetch_allow: frozenset[str] = frozenset()
    fetch_pace_s: float = 1.0
    requests_per_day: int = 100_000
    host_requests_per_day: int = 20_000
    shutdown_grace_s: float = 20.0
    sweep_s: float = 5.0
    full_read_days: float = 3.0
    board_gone_days: float = 3.0
    backlog_news_days: float = 7.0
    heartbeat_s: float = 5.0
    retry_s: float = 60.0
    restart_s: float = 1.0
    auth_calls_per_minute: int = 5
    password_calls_per_minute: int = 5
    jobs_calls_per_minute: int = 60
    search_seconds_per_minute: float = 5.0
    searches_at_once: int = 4
    searches_at_once_each: int = 2
    cv_uploads_per_day: int = 10
    scrape_triggers_per_minute: int = 1
    board_requests: BoardPolicy = "ask"
    board_requests_per_day: int = 5
    nav_token: str | None = None
    reed_key: str | None = None
    reliefweb_appname: str | None = None
    usajobs_email: str | None = None
    usajobs_key: str | None = None
    wttj_key: str | None = None

    @property
    def credentials(self) -> dict[str, str]:
        """By name, those of ``CREDENTIALS`` that are given."""
        given = {name: getattr(self, name.lower()) for name in CREDENTIALS}
        return {name: value for name, value in given.items() if value is not None}

    @property
    def process_name(self) -> str:
        """The name of this process in PostgreSQL: its roles and its process id."""
        parts = [role for role in ROLES if role in self.roles]
        return f"jobscout {'all' if len(parts) == len(ROLES) else ','.join(parts)} {os.getpid()}"

    @property
    def base_url(self) -> str:
        """The URL at which users and mail links reach this server."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def app_url(self) -> str:
        """Where links open pages: the dashboard's, or ours."""
        return self.dashboard_url or self.base_url

    @property
    def storage(self) -> str:
        """Where files are stored: STORAGE_URL, or a folder under DATA_DIR."""
        return self.storage_url or (self.data_dir.absolute() / "storage").as_uri()


def from_env(env: Mapping[str, str]) -> Settings:
    """Read and check every variable; ``NAME_FILE`` names a file with the value of NAME.

    Raises:
        SettingError: one sentence that begins with the variable's name.
    """
    settings, faults = examine(env)
    if faults:
        raise faults[0]
    return settings


def examine(env: Mapping[str, str]) -> tuple[Settings, list[SettingError]]:
    """Like ``from_env``, with all faults; a faulty variable counts as not set."""
    given: dict[str, Any] = {}
    faults = []
    for name, read in _READERS.items():
        try:
            text = _text(env, name)
            if text is not None:
                given[name.lower()] = read(text)
        except SettingError as error:
            faults.append(error)
        except ValueError as error:
            faults.append(SettingError(name, str(error)))
    settings = Settings(**given)
    if settings.db_pool_min > settings.db_pool_max:
        said = f"must be at most DB_POOL_MAX, {settings.db_pool_max}"
        faults.append(SettingError("DB_POOL_MIN", said))
    return settings, faults


def misspelt(env: Mapping[str, str]) -> list[tuple[str, str]]:
    """Variables that are probably misspelt, with the known name: ``DATABASE_ULR``."""
    known = {*_READERS, *(f"{name}_FILE" for name in _READERS)}
    close = []
    for name in sorted(set(env) - known):
        best = min(known, key=lambda other: (OSA.distance(name, other), other))
        # short names are too similar to others: HOST and POST, PORT and SORT
        if OSA.distance(name, best) <= min(2, len(best) // 5):
            close.append((name, best))
    return close


def _text(env: Mapping[str, str], name: str) -> str | None:
    """The value of NAME, None if it is not set; an empty variable is not set."""
    text, path = env.get(name, "").strip(), env.get(f"{name}_FILE", "").strip()
    if not path:
        return text or None
    if text:
        raise SettingError(name, f"is set twice, once as {name}_FILE")
    # the messages omit the path: it may be the secret itself, set by mistake
    try:
        return Path(path).read_text("utf-8").strip() or None
    except OSError as error:
        raise SettingError(f"{name}_FILE", f"cannot be read: {error.strerror}") from None
    except ValueError:
        raise SettingError(f"{name}_FILE", "does not contain UTF-8 text") from None


def _secret(text: str) -> str:
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise ValueError("must be UTF-8 text") from None
    if size < SECRET_MIN_BYTES:
        raise ValueError(f"must be at least {SECRET_MIN_BYTES} bytes long")
    return text


def _roles(text: str) -> frozenset[str]:
    roles = frozenset(values.items(text))
    if not roles or roles - set(ROLES):
        raise ValueError(f"must be some of {', '.join(ROLES)}, not {text[:60]!r}")
    return roles


_READERS: dict[str, Callable[[str], Any]] = {
    "HOST": str,
    "PORT": values.number(0, 65535),
    "METRICS_PORT": values.number(0, 65535),
    "DATA_DIR": values.path,
    "DATABASE_URL": values.address("postgresql", "postgres", local=True),
    "DB_POOL_MIN": values.number(0, 1_000),
    "DB_POOL_MAX": values.number(1, 1_000),
    "DB_STATEMENT_TIMEOUT_S": values.number(1, 3_600, float),
    "REDIS_URL": values.address("redis", "rediss", "unix", local=True),
    "SECRET_KEY": _secret,
    "SECRET_KEY_PREVIOUS": _secret,
    "STORAGE_URL": values.storage,
    "SKILLS_FILE": values.path,
    "SMTP_URL": values.address("smtp", "smtps"),
    "MAIL_FROM": values.sender,
    "BOUNCE_ADDRESS": values.bounce_address,
    "FIREBASE_CREDENTIALS_PATH": values.path,
    "VAPID_PRIVATE_KEY": values.credential,
    "TELEGRAM_BOT_TOKEN": values.credential,
    "TELEGRAM_API_URL": values.web_address,
    "WEBHOOK_SECRET": _secret,
    "SEED": values.choice("demo", "none"),
    "LOG_FORMAT": values.choice("text", "json"),
    "LOG_LEVEL": values.choice("debug", "info", "warning", "error"),
    "SENTRY_DSN": values.dsn,
    "SENTRY_ENVIRONMENT": values.environment,
    "SENTRY_SAMPLE_RATE": values.number(0, 1, float),
    "SENTRY_TRACES_SAMPLE_RATE": values.number(0, 1, float),
    "PUBLIC_URL": values.web_address,
    "DASHBOARD_URL": values.web_address,
    "TRUSTED_PROXIES": values.networks,
    "CORS_ORIGINS": values.origins,
    "CONTACT_EMAIL": values.email,
    "ROLES": _roles,
    "FETCH_ALLOW": values.hosts,
    "FETCH_PACE_S": values.number(0.01, 60, float),
    "REQUESTS_PER_DAY": values.number(2, 100_000_000),  # robots.txt takes one
    "HOST_REQUESTS_PER_DAY": values.number(2, 10_000_000),
    "SHUTDOWN_GRACE_S": values.number(1, 600, float),
    "SWEEP_S": values.number(0.1, 60, float),
    "FULL_READ_DAYS": values.number(0.0001, 365, float),
    "BOARD_GONE_DAYS": values.number(0.0001, 365, float),
    "BACKLOG_NEWS_DAYS": values.number(0, 36500, float),
    "HEARTBEAT_S": values.number(0.2, 15, float),
    "RETRY_S": values.number(0.1, 3_600, float),
    "RESTART_S": values.number(0.05, MAX_RESTART_S, float),
    "AUTH_CALLS_PER_MINUTE": values.number(1, 100_000),
    "PASSWORD_CALLS_PER_MINUTE": values.number(1, 100_000),
    "JOBS_CALLS_PER_MINUTE": values.number(1, 100_000),
    "SEARCH_SECONDS_PER_MINUTE": values.number(0.01, 3_600, float),
    "SEARCHES_AT_ONCE": values.number(1, 1_000),
    "SEARCHES_AT_ONCE_EACH": values.number(1, 1_000),
    "CV_UPLOADS_PER_DAY": values.number(1, 100_000),
    "SCRAPE_TRIGGERS_PER_MINUTE": values.number(1, 1_000),
    "BOARD_REQUESTS": values.choice(*get_args(BoardPolicy)),
    "BOARD_REQUESTS_PER_DAY": values.number(1, 1_000),
    "NAV_TOKEN": values.credential,
    "REED_KEY": values.credential,
    "RELIEFWEB_APPNAME": values.credential,
    "USAJOBS_EMAIL": values.email,
    "USAJOBS_KEY": values.credential,
    "WTTJ_KEY": values.credential,
}
