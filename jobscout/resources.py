"""Opens connections, storage and embedded servers, in order, and closes them in reverse."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import stat
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import anyio

from jobscout import files
from jobscout.embedded import Embedded
from jobscout.errors import DiskUnavailable, Outage, SettingError
from jobscout.outside import channels, limits, mail
from jobscout.outside.fetch import Fetcher
from jobscout.outside.hosts import Hosts
from jobscout.outside.mail import FileMailer, SmtpMailer
from jobscout.outside.paces import COUNTED, SLOT_S, SharedPaces
from jobscout.outside.scratch import Scratch
from jobscout.outside.storage import Storage
from jobscout.outside.tokens import RevokedSessions
from jobscout.rules.schedule import request_prices
from jobscout.scraping.board_reader import BoardReader
from jobscout.scraping.page_reader import PageReader
from jobscout.scraping.work import Work
from jobscout.sources import board_address, unconfigured
from jobscout.sql import database, holders, migrations
from jobscout.sql.stores import Stores

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from jobscout.outgoing import Channel
    from jobscout.settings import Settings
    from jobscout.sql.database import Database

log = logging.getLogger(__name__)

CONNECT_S = 30.0  # how long a database that is just starting is waited for
ASK_AGAIN_S = 1.0


class StoppedEarlyError(Exception):
    """Told to stop before there was anything to stop."""


class Resources(NamedTuple):
    """Everything outside, opened. *heartbeat_db* is one connection to the same database."""

    db: Database
    heartbeat_db: Database
    database_url: str
    stores: Stores
    limits: limits.Limits
    revoked_sessions: RevokedSessions
    paces: SharedPaces
    storage: Storage
    scratch: Scratch
    mailer: FileMailer | SmtpMailer
    channels: Mapping[Channel, channels.Adapter]
    boards: BoardReader
    pages: PageReader
    secret: str
    servers: Embedded


@asynccontextmanager
async def embedded(settings: Settings) -> AsyncIterator[tuple[str, str, Embedded]]:
    """The addresses of the database and of Redis, and what of them was started here.

    Raises:
        SettingError: DATA_DIR is in use or of no use, or a server does not start.
    """
    data_dir = settings.data_dir.resolve()
    _own_folder(data_dir)
    servers = Embedded(data_dir)
    database_url, redis_url = await asyncio.to_thread(
        servers.start, postgres=settings.database_url is None, valkey=settings.redis_url is None
    )
    try:
        yield (
            settings.database_url or database_url or "",
            settings.redis_url or redis_url or "",
            servers,
        )
    finally:
        await asyncio.to_thread(servers.stop)


@asynccontextmanager
async def open_resources(
    settings: Settings, stopping: asyncio.Event | None = None
) -> AsyncIterator[Resources]:
    """Open what is outside, in order, and close it in reverse.

    Raises:
        SettingError: one sentence about what to change.
        StoppedEarlyError: *stopping* was set while the database was waited for.
    """
    own = settings.database_url is None
    async with AsyncExitStack() as stack:
        database_url, redis_url, servers = await stack.enter_async_context(embedded(settings))
        await _check_schema(database_url, stopping or asyncio.Event(), own=own)
        searches = max(1, min(settings.searches_at_once, settings.db_pool_max // 3))
        others = max(1, settings.db_pool_max - searches)
        db = await stack.enter_async_context(
            database.connect(
                database_url,
                min_size=min(settings.db_pool_min, others),
                max_size=others,
                searches=searches,
                statement_s=settings.db_statement_timeout_s,
                name=settings.process_name,
            )
        )
        heartbeat_db = await stack.enter_async_context(
            database.connect(
                database_url,
                min_size=1,
                max_size=1,
                statement_s=settings.heartbeat_s,  # later, the next one says the same
                name=settings.process_name,
            )
        )
        if own:
            await holders.take_up(db)
        redis = limits.connect(redis_url)
        stack.push_async_callback(redis.aclose)
        revoked_sessions = RevokedSessions(redis)
        mailer = _mailer(settings)
        secret = settings.secret_key or _own_secret(settings.data_dir / "secret")
        ways: dict[Channel, channels.Adapter] = {}
        for adapter in channels.adapters():
            ways[adapter.kind] = adapter.opened(channels.Opening(settings, secret, mailer))
            stack.push_async_callback(ways[adapter.kind].close)
        stores = Stores(
            db,
            mail_domain=mail.domain(settings.mail_from),
            base_url=settings.base_url,
            channels=ways,
            board_address=board_address,
            gone_after=timedelta(days=settings.board_gone_days),
            backlog_news=timedelta(days=settings.backlog_news_days),
            recent_jobs=timedelta(days=settings.search_recent_days),
            budgets=request_prices.budgets(
                settings.host_requests_per_day, settings.requests_per_day, settings.fetch_pace_s
            ),
            unconfigured=unconfigured(settings.credentials),
        )
        contact, allow = settings.contact_email or settings.base_url, settings.fetch_allow
        scratch = await asyncio.to_thread(Scratch, settings.data_dir / "scratch")
        paces = SharedPaces(
            redis,
            budgets=request_prices.Budgets(
                settings.host_requests_per_day, settings.requests_per_day
            ),
            history=lambda: stores.scrapes.asked(timedelta(seconds=SLOT_S), COUNTED),
        )
        hosts = Hosts(settings.fetch_pace_s, paces=paces)
        fetcher = Fetcher(contact=contact, allowlist=allow, hosts=hosts, scratch=scratch)
        stack.push_async_callback(fetcher.close)
        work = Work(anyio.CapacityLimiter(os.cpu_count() or 1))
        yield Resources(
            db=db,
            heartbeat_db=heartbeat_db,
            database_url=database_url,
            stores=stores,
            limits=limits.Limits(redis, revoked_sessions),
            revoked_sessions=revoked_sessions,
            paces=paces,
            storage=await _storage(settings),
            scratch=scratch,
            mailer=mailer,
            channels=ways,
            boards=BoardReader(
                full_read=timedelta(days=settings.full_read_days),
                credentials=settings.credentials,
                fetcher=fetcher,
                postings=stores.postings,
                skills=stores.skills,
                work=work,
            ),
            pages=PageReader(fetcher, work),
            secret=secret,
            servers=servers,
        )


def _own_folder(path: Path) -> None:
    """Make *path* a folder that is ours alone.

    Raises:
        SettingError: it cannot be; or it is one like ``/tmp``, and others would lose it.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.stat().st_mode & stat.S_ISVTX:
            raise SettingError("DATA_DIR", f"{path} is everybody's; name a folder of its own")
        path.chmod(0o700)
    except OSError as error:
        raise SettingError("DATA_DIR", f"{path} cannot be used: {error.strerror}") from error


async def _check_schema(database_url: str, stopping: asyncio.Event, *, own: bool) -> None:
    """Bring an embedded schema up to date; refuse an external one that is older than the code."""
    deadline = asyncio.get_running_loop().time() + CONNECT_S
    waiting = False
    while True:
        try:
            if own:
                # of a folder that no other process has: whoever left a lock is gone
                apply = partial(migrations.apply, break_lock=True, setting="DATA_DIR")
                await asyncio.to_thread(apply, database_url)
                return
            schema = await asyncio.to_thread(migrations.compare, database_url)
            break
        except Outage as error:
            if asyncio.get_running_loop().time() > deadline:
                if isinstance(error, DiskUnavailable):
                    raise
                raise SettingError("DATABASE_URL", f"does not answer: {error}") from error
            if not waiting:
                waiting = True
                log.warning("waiting for the database", extra={"error": str(error)[:200]})
            with suppress(TimeoutError):
                async with asyncio.timeout(ASK_AGAIN_S):
                    await stopping.wait()
                raise StoppedEarlyError from error
    if schema.unknown:
        raise SettingError("DATABASE_URL", migrations.newer(schema.unknown))
    if schema.missing:
        raise SettingError(
            "DATABASE_URL",
            f"leads to a schema that lacks {', '.join(schema.missing)};"
            " run: python main.py migrate",
        )


async def _storage(settings: Settings) -> Storage:
    """Raises SettingError: the folder cannot be used."""
    try:
        return await asyncio.to_thread(Storage, settings.storage)
    except Outage as error:
        raise SettingError("STORAGE_URL", f"cannot be used: {error}") from error


def _mailer(settings: Settings) -> FileMailer | SmtpMailer:
    if settings.smtp_url is None:
        return FileMailer(settings.data_dir / "mail", settings.mail_from)
    return SmtpMailer(settings.smtp_url, settings.mail_from)


def _own_secret(path: Path) -> str:
    """The secret made once under DATA_DIR, so that tokens survive a restart."""
    if not path.exists():
        # a second process that does the same finds this one's
        files.write(path, secrets.token_urlsafe(48).encode("ascii"), replace=False)
    return path.read_text("ascii").strip()
