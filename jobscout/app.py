"""The composition root: wires actors and HTTP, starts and stops them in order."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import os
import signal
from functools import partial
from typing import TYPE_CHECKING, Any

import anyio
from aiohttp import web

from jobscout import __version__
from jobscout.actors import flow, numbers
from jobscout.actors.board_reader import BoardReader
from jobscout.actors.eraser import Eraser
from jobscout.actors.supervisor import Supervisor
from jobscout.errors import SettingError
from jobscout.http import connections
from jobscout.http.keys import Services
from jobscout.http.server import make_app
from jobscout.inbox import Inbox
from jobscout.messages import ErasureDue
from jobscout.opening import StoppedEarlyError, opened
from jobscout.outside import crash_reports
from jobscout.outside.fetch import Fetcher
from jobscout.outside.hosts import Hosts
from jobscout.outside.mail import domain
from jobscout.outside.webhooks import WebhookSender
from jobscout.readiness import Readiness
from jobscout.sources import whereabouts
from jobscout.sql.account_mails import AccountMails
from jobscout.sql.accounts import Accounts
from jobscout.sql.alerts import Alerts
from jobscout.sql.audit import Audit
from jobscout.sql.clusters import Clusters
from jobscout.sql.companies import Companies
from jobscout.sql.cvs import CVs
from jobscout.sql.deliveries import Deliveries
from jobscout.sql.delivery_log import DeliveryLog
from jobscout.sql.devices import Devices
from jobscout.sql.erasures import Erasures
from jobscout.sql.events import Events
from jobscout.sql.explanations import Explanations
from jobscout.sql.exports import Exports
from jobscout.sql.feeds import Feeds
from jobscout.sql.jobs import Jobs
from jobscout.sql.matches import Matches
from jobscout.sql.people import People
from jobscout.sql.postings import Postings
from jobscout.sql.preferences import PreferenceStore
from jobscout.sql.previews import Previews
from jobscout.sql.scrapes import Scrapes
from jobscout.sql.searches import Searches
from jobscout.sql.sessions import Sessions
from jobscout.sql.skill_gaps import SkillGaps
from jobscout.sql.skills import Skills
from jobscout.sql.sources import Sources
from jobscout.sql.stats import stats
from jobscout.sql.trials import Trials
from jobscout.sql.user_skills import UserSkills
from jobscout.sql.users import Users
from jobscout.sql.webhook_calls import WebhookCalls
from jobscout.sql.webhooks import Webhooks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jobscout.opening import Outside
    from jobscout.settings import Settings

log = logging.getLogger(__name__)

HTTP_STOP_S = 5.0
ERASED_AT_A_TIME = 100


class App:
    """The actors and the HTTP server of this process."""

    def __init__(self, settings: Settings, outside: Outside) -> None:
        self._settings = settings
        self._outside = outside
        contact, allow = settings.contact_email or settings.base_url, settings.fetch_allow
        self._fetcher = Fetcher(contact=contact, opened=allow, hosts=Hosts(settings.fetch_pace_s))
        self._webhook_sender = WebhookSender(contact=contact, opened=allow)
        db, sender = outside.db, domain(settings.mail_from)
        self._parts = flow.Parts(
            db=db,
            database_url=outside.database_url,
            process_name=settings.process_name,
            scrapes=Scrapes(db),
            postings=Postings(db),
            skills=Skills(db),
            cvs=CVs(db),
            matches=Matches(db),
            deliveries=Deliveries(
                db,
                domain=sender,
                push_configured=outside.pusher is not None,
            ),
            webhook_calls=WebhookCalls(db),
            accounts=Accounts(db, domain=sender),
            account_mails=AccountMails(db, domain=sender),
            sessions=Sessions(db),
            erasures=Erasures(db),
            events=Events(db),
            ended=outside.ended,
            limits=outside.limits,
            storage=outside.storage,
            scratch=outside.scratch,
            boards=BoardReader(
                fetcher=self._fetcher,
                postings=Postings(db),
                skills=Skills(db),
                workers=anyio.CapacityLimiter(os.cpu_count() or 1),
            ),
            mailer=outside.mailer,
            pusher=outside.pusher,
            webhook_sender=self._webhook_sender,
            secret=outside.secret,
            base_url=settings.base_url,
            dashboard=settings.dashboard_url,
        )
        self._flow = flow.build(self._parts, settings.roles, settings.sweep_s)
        self._supervisor = Supervisor(self._flow.actors)

    async def serve_until(self, stopping: asyncio.Event, ready: Callable[[], None]) -> int:
        """Run until *stopping* is set or an actor cannot be kept alive; the exit code.

        *ready* is called once the server answers.
        """
        try:
            return await self._serve_until(stopping, ready)
        finally:
            await self._fetcher.close()
            await self._webhook_sender.close()

    async def _serve_until(self, stopping: asyncio.Event, ready: Callable[[], None]) -> int:
        runner = await self._serve_http()  # first: where it cannot, nobody begins to work
        work = asyncio.create_task(self._supervisor.run(), name="supervisor")
        stop = asyncio.create_task(stopping.wait(), name="stop")
        ready()
        await asyncio.wait([work, stop], return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if runner is not None:
            await runner.cleanup()  # first the door, then the stages in the order of the flow
        for name in await self._supervisor.stop(self._settings.shutdown_grace_s):
            log.warning("actor cut off", extra={"actor": name})
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
        runner = connections.Runner(
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
        settings, parts = self._settings, self._parts
        ready = Readiness(self._outside, settings.roles, lambda: self._supervisor.states)
        trials = Trials(db)
        return Services(
            users=Users(db),
            accounts=parts.accounts,
            account_mails=parts.account_mails,
            sessions=parts.sessions,
            exports=Exports(db),
            preferences=PreferenceStore(db),
            searches=Searches(db, base_url=settings.base_url),
            previews=Previews(db, trials),
            feeds=Feeds(db, trials),
            devices=Devices(db),
            webhooks=Webhooks(db),
            receiver_url=self._webhook_sender.check,
            jobs=Jobs(db),
            explanations=Explanations(db),
            companies=Companies(db),
            alerts=Alerts(db),
            scrapes=parts.scrapes,
            sources=Sources(db, whereabouts),
            boards=parts.boards,
            webhook_secret=settings.webhook_secret,
            cvs=parts.cvs,
            skills=UserSkills(db),
            skill_gaps=SkillGaps(db, trials),
            events=parts.events,
            streams=self._flow.broadcaster.streams,
            people=People(db),
            clusters=Clusters(db),
            audit=Audit(db),
            delivery_log=DeliveryLog(db, push_configured=self._outside.pusher is not None),
            stats=partial(stats, db),
            storage=parts.storage,
            scratch=parts.scratch,
            secrets=tuple(
                secret for secret in (self._outside.secret, settings.secret_key_previous) if secret
            ),
            admit=limits.admit,
            tell_ended=self._tell_ended,
            wake=self._flow.scheduler.wake,
            actors=self._supervisor.report,
            checks=ready.checks,
            sample=self._sample,
            remarks=ready.remarks,
            calls={
                "auth": settings.auth_calls_per_minute,
                "password": settings.password_calls_per_minute,
                "jobs": settings.jobs_calls_per_minute,
                "scrape": settings.scrape_triggers_per_minute,
                "cv": settings.cv_uploads_per_day,
            },
            base_url=settings.base_url,
            is_https=settings.base_url.startswith("https://"),
            cors_origins=frozenset(settings.cors_origins),
            trusted_proxies=tuple(
                ipaddress.ip_network(network, strict=False) for network in settings.trusted_proxies
            ),
        )

    async def _tell_ended(self, session_ids: Sequence[str]) -> None:
        self._flow.broadcaster.streams.end_sessions(session_ids)
        await self._parts.ended.tell(session_ids)

    def _sample(self) -> None:
        numbers.sample(self._flow.actors, self._supervisor.states, self._outside.db.in_use)


async def erase_due(outside: Outside) -> tuple[list[str], int]:
    """Erase everybody whose time has come: the receipts, and how many could not be done."""
    erasures = Erasures(outside.db)
    eraser = Eraser(
        Inbox("eraser", 1),
        erasures=erasures,
        files=outside.storage,
        mailer=outside.mailer,
        ended=outside.ended,
        limits=outside.limits,
    )
    receipts: list[str] = []
    failed = 0
    while owed := await erasures.owed(ERASED_AT_A_TIME):
        for erasure_id in owed:
            await eraser.attempt(ErasureDue(erasure_id))
            receipt = await erasures.receipt(erasure_id)
            if receipt is None:
                failed += 1
            else:
                receipts.append(receipt)
    return receipts, failed


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
    reports = crash_reports.sending(
        settings.sentry_dsn,
        environment=settings.sentry_environment,
        release=f"jobscout@{__version__}",
        sample_rate=settings.sentry_sample_rate,
        traces_sample_rate=settings.sentry_traces_sample_rate,
    )
    try:
        async with reports, opened(settings, stopping) as outside:
            if prepare is not None:
                await prepare(outside)
            if stopping.is_set():
                return 0
            return await App(settings, outside).serve_until(stopping, ready)
    except StoppedEarlyError:
        return 0
