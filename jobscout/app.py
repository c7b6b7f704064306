"""The composition root: opens what is outside, wires actors and HTTP, starts and stops in order."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import os
import secrets
import signal
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from aiohttp import web

from jobscout.actors import flow
from jobscout.actors.supervisor import Supervisor
from jobscout.embedded import Embedded
from jobscout.errors import Outage, SettingError
from jobscout.http.keys import Services
from jobscout.http.server import make_app
from jobscout.outside import letters
from jobscout.outside.fetch import Fetcher
from jobscout.outside.hosts import Hosts
from jobscout.outside.limits import Limits
from jobscout.outside.mail import FileMailer, SmtpMailer, domain
from jobscout.outside.push import FcmPusher
from jobscout.sql import database, migrations
from jobscout.sql.alerts import Alerts
from jobscout.sql.companies import Companies
from jobscout.sql.deliveries import Deliveries
from jobscout.sql.devices import Devices
from jobscout.sql.jobs import Jobs
from jobscout.sql.matches import Matches
from jobscout.sql.postings import Postings
from jobscout.sql.scrapes import Scrapes
from jobscout.sql.searches import Searches
from jobscout.sql.users import Users

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from jobscout.outside.mail import Mailer
    from jobscout.outside.push import Pusher
    from jobscout.settings import Settings
    from jobscout.sql.database import Database

log = logging.getLogger(__name__)

CONNECT_S = 30.0  # how long a database that is just starting is waited for
HTTP_STOP_S = 5.0


class Outside(NamedTuple):
    """Everything outside, opened."""

    db: Database
    database_url: str
    limits: Limits
    mailer: Mailer
    pusher: Pusher | None
    secret: str


@asynccontextmanager
async def embedded(settings: Settings) -> AsyncIterator[tuple[str, str]]:
    """The addresses of the database and of Redis, started here where none are given.

    Raises:
        SettingError: DATA_DIR is in use, or a server does not start.
    """
    data_dir = settings.data_dir.resolve()
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    data_dir.chmod(0o700)
    servers = Embedded(data_dir)
    database_url, redis_url = await asyncio.to_thread(
        servers.start, postgres=settings.database_url is None, valkey=settings.redis_url is None
    )
    try:
        yield settings.database_url or database_url or "", settings.redis_url or redis_url or ""
    finally:
        await asyncio.to_thread(servers.stop)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Outside]:
    """Open what is outside, in order, and close it in reverse.

    Raises:
        SettingError: one sentence about what to change.
    """
    own = settings.database_url is None
    async with AsyncExitStack() as stack:
        database_url, redis_url = await stack.enter_async_context(embedded(settings))
        await _check_schema(database_url, own=own)
        db = await stack.enter_async_context(database.connect(database_url))
        if own:
            await _take_up(db)
        limits = Limits(redis_url)
        stack.push_async_callback(limits.close)
        pusher = None
        if settings.firebase_credentials_path is not None:
            pusher = FcmPusher(settings.firebase_credentials_path)
            stack.callback(pusher.close)
        yield Outside(
            db=db,
            database_url=database_url,
            limits=limits,
            mailer=_mailer(settings),
            pusher=pusher,
            secret=settings.secret_key or _own_secret(settings.data_dir / "secret"),
        )


class App:
    """The actors and the HTTP server of this process."""

    def __init__(self, settings: Settings, outside: Outside) -> None:
        self._settings = settings
        self._outside = outside
        self._fetcher = Fetcher(
            contact=settings.contact_email or settings.base_url,
            opened=settings.fetch_allow,
            hosts=Hosts(settings.fetch_pace_s),
        )
        db = outside.db
        self._parts = flow.Parts(
            db=db,
            database_url=outside.database_url,
            scrapes=Scrapes(db),
            postings=Postings(db),
            matches=Matches(db),
            deliveries=Deliveries(
                db,
                domain=domain(settings.mail_from),
                push_configured=outside.pusher is not None,
            ),
            users=Users(db),
            fetcher=self._fetcher,
            mailer=outside.mailer,
            pusher=outside.pusher,
            secret=outside.secret,
            base_url=settings.base_url,
            app_url=settings.dashboard_url or settings.base_url,
        )
        self._flow = flow.build(self._parts, settings.roles, settings.sweep_s)
        self._supervisor = Supervisor(self._flow.actors)

    async def serve_until(self, stopping: asyncio.Event, ready: Callable[[], None]) -> int:
        """Run until *stopping* is set or an actor cannot be kept alive; the exit code.

        *ready* is called once the server answers.
        """
        work = asyncio.create_task(self._supervisor.run(), name="supervisor")
        stop = asyncio.create_task(stopping.wait(), name="stop")
        runner = await self._serve_http()
        ready()
        await asyncio.wait([work, stop], return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if runner is not None:
            await runner.cleanup()  # first the door, then the stages in the order of the flow
        for name in await self._supervisor.stop(self._settings.shutdown_grace_s):
            log.warning("actor cut off", extra={"actor": name})
        await self._fetcher.close()
        try:
            await work
        except asyncio.CancelledError:
            return 0
        except Exception:
            log.exception("an actor could not be kept alive")
            return 1
        return 0

    async def _serve_http(self) -> web.AppRunner | None:
        if "http" not in self._settings.roles:
            return None
        runner = web.AppRunner(
            make_app(self._services()), access_log=None, shutdown_timeout=HTTP_STOP_S
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, self._settings.host, self._settings.port).start()
        except OSError as error:
            await runner.cleanup()
            raise SettingError(
                "PORT", f"{self._settings.port} cannot be used: {error.strerror}"
            ) from error
        return runner

    def _services(self) -> Services:
        db, limits = self._outside.db, self._outside.limits
        settings, users = self._settings, self._parts.users
        return Services(
            users=users,
            searches=Searches(db),
            devices=Devices(db),
            jobs=Jobs(db),
            companies=Companies(db),
            alerts=Alerts(db),
            scrapes=self._parts.scrapes,
            secrets=tuple(
                secret for secret in (self._outside.secret, settings.secret_key_previous) if secret
            ),
            is_revoked=users.is_revoked,
            allow=limits.allow,
            send_verification=self._send_verification,
            offer_scrape=self._offer_scrape,
            checks={
                "db": self._check_db,
                "redis": limits.ping,
                "actors": self._check_actors,
                "migrations": self._check_migrations,
            },
            remarks={"push": "ok" if self._outside.pusher else "unconfigured"},
            calls={
                "auth": settings.auth_calls_per_minute,
                "jobs": settings.jobs_calls_per_minute,
                "scrape": settings.scrape_triggers_per_minute,
            },
            cors_origins=frozenset(settings.cors_origins),
            trusted_proxies=tuple(
                ipaddress.ip_network(network, strict=False) for network in settings.trusted_proxies
            ),
        )

    def _offer_scrape(self, _scrape_id: int) -> bool:
        self._flow.scheduler.wake()
        return True

    async def _send_verification(self, email: str, full_name: str | None, token: str) -> None:
        app_url = self._settings.dashboard_url or self._settings.base_url
        sender = domain(self._settings.mail_from)
        await self._outside.mailer.send(
            letters.verification(
                to=email,
                name=full_name,
                link=f"{app_url}/verify-email?token={token}",
                message_id=f"<{secrets.token_hex(16)}@{sender}>",
            )
        )

    async def _check_db(self) -> None:
        await self._outside.db.value(database.load("health").ping)

    async def _check_actors(self) -> None:
        ill = [
            name
            for name, state in self._supervisor.states.items()
            if state in {"restarting", "outage"}
        ]
        if ill:
            raise Outage(f"not running: {', '.join(ill)}")

    async def _check_migrations(self) -> None:
        if await asyncio.to_thread(migrations.pending, self._outside.database_url):
            raise Outage("the schema is older than this program")


async def serve(
    settings: Settings,
    *,
    ready: Callable[[], None],
    prepare: Callable[[Outside], Any] | None = None,
) -> int:
    """Open, run until SIGTERM or SIGINT, close; the exit code.

    *prepare* is awaited once the database is open and before anything runs, to seed it.
    """
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    async with opened(settings) as outside:
        if prepare is not None:
            await prepare(outside)
        return await App(settings, outside).serve_until(stopping, ready)


async def _check_schema(database_url: str, *, own: bool) -> None:
    """Bring an embedded schema up to date; refuse an external one that is older than the code."""
    deadline = asyncio.get_running_loop().time() + CONNECT_S
    while True:
        try:
            if own:
                await asyncio.to_thread(migrations.apply, database_url)
                return
            missing = await asyncio.to_thread(migrations.pending, database_url)
            break
        except Outage as error:
            if asyncio.get_running_loop().time() > deadline:
                raise SettingError("DATABASE_URL", f"does not answer: {error}") from error
            await asyncio.sleep(1.0)
    if missing:
        raise SettingError(
            "DATABASE_URL",
            f"leads to a schema that lacks {', '.join(missing)}; run: python main.py migrate",
        )


async def _take_up(db: Database) -> None:
    """Nobody else can hold a claim on our own database: what a killed run held is free."""
    for store in (
        Scrapes(db),
        Matches(db),
        Deliveries(db, domain="localhost", push_configured=False),
    ):
        await store.release_claims()


def _mailer(settings: Settings) -> Mailer:
    if settings.smtp_url is None:
        return FileMailer(settings.data_dir / "mail", settings.mail_from)
    return SmtpMailer(settings.smtp_url, settings.mail_from)


def _own_secret(path: Path) -> str:
    """The secret made once under DATA_DIR, so that tokens survive a restart."""
    if not path.exists():
        # Written beside it and then linked: neither a kill nor a second process that does
        # the same leaves half a secret, or two.
        half = path.with_name(f".secret-{os.getpid()}")
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(half, path)
        half.unlink()
    return path.read_text("ascii").strip()
