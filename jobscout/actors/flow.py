"""The flow of this process: which actors it has, in the order the data flows."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import anyio

from jobscout.actors.account_mailer import AccountMailer
from jobscout.actors.broadcaster import Broadcaster
from jobscout.actors.cv_parser import CVParser
from jobscout.actors.embedded_servers import EmbeddedServers
from jobscout.actors.eraser import Eraser
from jobscout.actors.heartbeat import Heartbeat
from jobscout.actors.ingester import JOBS_A_MESSAGE, Ingester
from jobscout.actors.listener import Listener
from jobscout.actors.maintenance import Maintenance
from jobscout.actors.matcher import Matcher
from jobscout.actors.notifier import Notifier
from jobscout.actors.revocation_sync import RevocationSync
from jobscout.actors.scheduler import Debt, Scheduler
from jobscout.actors.scraper import READERS, Scraper
from jobscout.actors.watchdog import Watchdog
from jobscout.actors.webhook_caller import WebhookCaller
from jobscout.inbox import Inbox
from jobscout.messages import (
    AccountMailOwed,
    AlertsCreated,
    CVUploaded,
    DeliveryOwed,
    ErasureDue,
    JobsStored,
    ScrapeQueued,
    WebhookOwed,
)
from jobscout.model import PRIORITIES
from jobscout.sql.notifications import Notifications

if TYPE_CHECKING:
    from collections.abc import Collection

    from jobscout.actors.base import Actor
    from jobscout.actors.embedded_servers import Servers
    from jobscout.outside.limits import Limits
    from jobscout.outside.mail import Mailer
    from jobscout.outside.push import Pusher
    from jobscout.outside.scratch import Scratch
    from jobscout.outside.storage import Storage
    from jobscout.outside.tokens import RevokedSessions
    from jobscout.outside.webhooks import WebhookSender
    from jobscout.scraping.board_reader import BoardReader
    from jobscout.sql.account_mails import AccountMails
    from jobscout.sql.accounts import Accounts
    from jobscout.sql.cvs import CVs
    from jobscout.sql.database import Database
    from jobscout.sql.deliveries import Deliveries
    from jobscout.sql.erasures import Erasures
    from jobscout.sql.events import Events
    from jobscout.sql.holders import Holders
    from jobscout.sql.matches import Matches
    from jobscout.sql.postings import Postings
    from jobscout.sql.scrapes import Scrapes
    from jobscout.sql.sessions import Sessions
    from jobscout.sql.skills import Skills
    from jobscout.sql.webhook_attempts import WebhookAttempts

PER_HOST = 2  # unfinished scrapes of one host in a lane; more would only wait for its pace
QUEUED_A_TICK = 200
INBOX_SIZE = 64
BOARDS_IN_MEMORY = 4  # whole readings between a scraper and the ingester
CHANNEL = "jobscout"


class Parts(NamedTuple):
    """What the actors work with."""

    db: Database
    database_url: str
    process_name: str
    holders: Holders
    scrapes: Scrapes
    postings: Postings
    skills: Skills
    cvs: CVs
    matches: Matches
    deliveries: Deliveries
    webhook_attempts: WebhookAttempts
    accounts: Accounts
    account_mails: AccountMails
    sessions: Sessions
    erasures: Erasures
    events: Events
    ended: RevokedSessions
    limits: Limits
    storage: Storage
    scratch: Scratch
    boards: BoardReader
    mailer: Mailer
    pusher: Pusher | None
    webhook_sender: WebhookSender
    secret: str
    base_url: str
    app_url: str
    embedded: Servers | None


class Flow(NamedTuple):
    actors: list[Actor]
    scheduler: Scheduler
    broadcaster: Broadcaster
    heartbeat: Heartbeat


def build(parts: Parts, roles: Collection[str], sweep_s: float, restart_s: float) -> Flow:
    """Make the actors of these roles, from the end of the flow to its beginning.

    Each is handed the inbox of the next; where the next has no role here, another process
    finds the rows.
    """
    debts: list[Debt] = []
    stages: list[Actor] = []
    _add_eraser(parts, debts, stages)
    notifier: Inbox[Any] | None = None
    if "notifier" in roles:
        _add_account_mailer(parts, debts, stages)
        _add_webhook_caller(parts, debts, stages)
        notifier = Inbox("notifier", INBOX_SIZE)
        debts.append(Debt(parts.deliveries.owed, lambda ids: DeliveryOwed(ids[0]), notifier))
        debts.append(Debt(parts.deliveries.owed_bundles, AlertsCreated, notifier))
        stages.append(
            Notifier(
                notifier,
                deliveries=parts.deliveries,
                mailer=parts.mailer,
                pusher=parts.pusher,
                secret=parts.secret,
                base_url=parts.base_url,
                app_url=parts.app_url,
            )
        )
    matcher: Inbox[JobsStored] | None = None
    if "matcher" in roles:
        matcher = Inbox("matcher", INBOX_SIZE)
        debts.append(Debt(parts.matches.owed, JobsStored, matcher, JOBS_A_MESSAGE))
        debts.append(Debt(parts.matches.owed_alone, JobsStored, matcher))
        stages.append(Matcher(matcher, matches=parts.matches, notifier=notifier))
    if "cv" in roles:
        _add_cv_parser(parts, debts, stages)
    if "scraper" in roles:
        _add_scrapers(parts, matcher, debts, stages)
    due = [
        partial(parts.scrapes.enqueue_due, lane, PER_HOST, QUEUED_A_TICK)
        for lane in PRIORITIES
        if "scheduler" in roles
    ]
    scheduler = Scheduler(debts[::-1], sweep_s, due=due)
    broadcaster = Broadcaster(sweep_s, events=parts.events, sessions=parts.sessions)

    def wake(payload: str) -> None:
        broadcaster.wake()
        if payload != "events":  # of which nothing is owed
            scheduler.wake()

    listener = Listener(Notifications(parts.database_url, CHANNEL, wake, name=parts.process_name))
    maintenance = Maintenance(
        scrapes=parts.scrapes,
        deliveries=parts.deliveries,
        accounts=parts.accounts,
        account_mails=parts.account_mails,
        sessions=parts.sessions,
        events=parts.events,
        cvs=parts.cvs,
        files=parts.storage,
        mailer=parts.mailer,
    )
    heartbeat = Heartbeat(parts.holders, maintenance.wake)
    beside: list[Actor] = [maintenance, Watchdog()]
    if "http" in roles:
        beside.append(RevocationSync(sweep_s, sessions=parts.sessions, redis=parts.ended))
        beside.append(broadcaster)
    # The heartbeat behind all that work, as so long this process lives; then what it needs.
    actors: list[Actor] = [listener, scheduler, *stages[::-1], *beside, heartbeat]
    if parts.embedded is not None:
        actors.append(EmbeddedServers(parts.embedded, first_pause_s=restart_s))
    return Flow(actors, scheduler, broadcaster, heartbeat)


def _add_eraser(parts: Parts, debts: list[Debt], stages: list[Actor]) -> None:
    inbox: Inbox[ErasureDue] = Inbox("eraser", INBOX_SIZE)
    debts.append(Debt(parts.erasures.owed, lambda ids: ErasureDue(ids[0]), inbox))
    stages.append(
        Eraser(
            inbox,
            erasures=parts.erasures,
            files=parts.storage,
            mailer=parts.mailer,
            ended=parts.ended,
            limits=parts.limits,
        )
    )


def _add_account_mailer(parts: Parts, debts: list[Debt], stages: list[Actor]) -> None:
    inbox: Inbox[AccountMailOwed] = Inbox("account_mailer", INBOX_SIZE)
    debts.append(Debt(parts.account_mails.owed, lambda ids: AccountMailOwed(ids[0]), inbox))
    stages.append(
        AccountMailer(
            inbox,
            mails=parts.account_mails,
            mailer=parts.mailer,
            pages=parts.app_url,
        )
    )


def _add_webhook_caller(parts: Parts, debts: list[Debt], stages: list[Actor]) -> None:
    inbox: Inbox[WebhookOwed] = Inbox("webhook_caller", INBOX_SIZE)
    debts.append(Debt(parts.webhook_attempts.owed, lambda ids: WebhookOwed(ids[0]), inbox))
    stages.append(WebhookCaller(inbox, calls=parts.webhook_attempts, sender=parts.webhook_sender))


def _add_cv_parser(parts: Parts, debts: list[Debt], stages: list[Actor]) -> None:
    inbox: Inbox[CVUploaded] = Inbox("cv_parser", INBOX_SIZE)
    debts.append(Debt(parts.cvs.owed, lambda ids: CVUploaded(ids[0]), inbox))
    stages.append(
        CVParser(
            inbox,
            cvs=parts.cvs,
            skills=parts.skills,
            files=parts.storage,
            scratch=parts.scratch,
            workers=anyio.CapacityLimiter(os.cpu_count() or 1),
        )
    )


def _add_scrapers(
    parts: Parts,
    matcher: Inbox[JobsStored] | None,
    debts: list[Debt],
    stages: list[Actor],
) -> None:
    ingester: Inbox[Any] = Inbox("ingester", BOARDS_IN_MEMORY)
    stages.append(
        Ingester(ingester, postings=parts.postings, scrapes=parts.scrapes, matcher=matcher)
    )
    for lane in reversed(PRIORITIES):
        inbox: Inbox[ScrapeQueued] = Inbox(f"scraper[{lane}]", READERS[lane] * 2)
        owed = partial(parts.scrapes.owed, lane)
        debts.append(Debt(owed, lambda ids: ScrapeQueued(ids[0]), inbox))
        stages.append(
            Scraper(
                lane,
                inbox,
                scrapes=parts.scrapes,
                reader=parts.boards,
                ingester=ingester,
            )
        )
