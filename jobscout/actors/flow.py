"""The flow of this process: which actors it has, in the order the data flows."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import anyio

from jobscout.actors.caretaker import Caretaker
from jobscout.actors.ingester import JOBS_A_MESSAGE, Ingester
from jobscout.actors.listener import Listener
from jobscout.actors.matcher import Matcher
from jobscout.actors.notifier import Notifier
from jobscout.actors.scheduler import Debt, Scheduler
from jobscout.actors.scraper import READERS, Scraper
from jobscout.actors.watchdog import Watchdog
from jobscout.inbox import Inbox
from jobscout.messages import AlertsCreated, DeliveryOwed, JobsStored, ScrapeQueued
from jobscout.model import PRIORITIES
from jobscout.sql.database import Notifications

if TYPE_CHECKING:
    from collections.abc import Collection

    from jobscout.actors.base import Actor
    from jobscout.outside.fetch import Fetcher
    from jobscout.outside.mail import Mailer
    from jobscout.outside.push import Pusher
    from jobscout.sql.database import Database
    from jobscout.sql.deliveries import Deliveries
    from jobscout.sql.matches import Matches
    from jobscout.sql.postings import Postings
    from jobscout.sql.scrapes import Scrapes
    from jobscout.sql.users import Users

PER_HOST = 2  # unfinished scrapes of one host in a lane; more would only wait for its pace
QUEUED_A_TICK = 200
INBOX_SIZE = 64
BOARDS_IN_MEMORY = 4  # whole readings between a scraper and the ingester
CHANNEL = "jobscout"


class Parts(NamedTuple):
    """What the actors work with."""

    db: Database
    database_url: str
    scrapes: Scrapes
    postings: Postings
    matches: Matches
    deliveries: Deliveries
    users: Users
    fetcher: Fetcher
    mailer: Mailer
    pusher: Pusher | None
    secret: str
    base_url: str
    app_url: str


class Flow(NamedTuple):
    actors: list[Actor]
    scheduler: Scheduler


def build(parts: Parts, roles: Collection[str], sweep_s: float) -> Flow:
    """Make the actors of these roles, from the end of the flow to its beginning.

    Each is handed the inbox of the next; where the next has no role here, another process
    finds the rows.
    """
    debts: list[Debt] = []
    stages: list[Actor] = []
    notifier: Inbox[Any] | None = None
    if "notifier" in roles:
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
        stages.append(Matcher(matcher, matches=parts.matches, notifier=notifier))
    if "scraper" in roles:
        _add_scrapers(parts, matcher, debts, stages)
    due = [
        partial(parts.scrapes.enqueue_due, lane, PER_HOST, QUEUED_A_TICK)
        for lane in PRIORITIES
        if "scheduler" in roles
    ]
    scheduler = Scheduler(debts[::-1], sweep_s, due=due)
    listener = Listener(
        Notifications(parts.database_url, CHANNEL, lambda _payload: scheduler.wake())
    )
    caretaker = Caretaker(
        scrapes=parts.scrapes,
        deliveries=parts.deliveries,
        users=parts.users,
        pool_use=lambda: parts.db.in_use,
    )
    return Flow([listener, scheduler, *stages[::-1], caretaker, Watchdog()], scheduler)


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
    workers = anyio.CapacityLimiter(os.cpu_count() or 1)
    for lane in reversed(PRIORITIES):
        inbox: Inbox[ScrapeQueued] = Inbox(f"scraper[{lane}]", READERS[lane] * 2)
        owed = partial(parts.scrapes.owed, lane)
        debts.append(Debt(owed, lambda ids: ScrapeQueued(ids[0]), inbox))
        stages.append(
            Scraper(
                lane,
                inbox,
                scrapes=parts.scrapes,
                postings=parts.postings,
                fetcher=parts.fetcher,
                ingester=ingester,
                workers=workers,
            )
        )
