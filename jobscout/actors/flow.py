"""The flow of this process: which actors it has, in the order the data flows."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import anyio

from jobscout.actors.account_mailer import AccountMailer
from jobscout.actors.backfill import Backfill
from jobscout.actors.broadcaster import Broadcaster
from jobscout.actors.channel_caller import ChannelCaller
from jobscout.actors.chat_linker import ChatLinker
from jobscout.actors.cv_parser import CVParser
from jobscout.actors.dispatcher import Dispatcher, Lane, SourceScheduler
from jobscout.actors.embedded_servers import EmbeddedServers
from jobscout.actors.eraser import Eraser
from jobscout.actors.heartbeat import Heartbeat
from jobscout.actors.ingester import JOBS_A_MESSAGE, Ingester
from jobscout.actors.listener import Listener
from jobscout.actors.maintenance import Maintenance
from jobscout.actors.matcher import Matcher
from jobscout.actors.notifier import Notifier
from jobscout.actors.recent_matcher import RecentMatcher
from jobscout.actors.reminder_planner import ReminderPlanner
from jobscout.actors.revocation_sync import RevocationSync
from jobscout.actors.scheduler import DueWork, Scheduler
from jobscout.actors.scraper import LEASE, READERS, Scraper
from jobscout.actors.search_indexer import SearchIndexer
from jobscout.actors.unchanged import BOARDS_AT_ONCE, UnchangedIngester
from jobscout.actors.watchdog import Watchdog
from jobscout.actors.webhook_caller import WebhookCaller
from jobscout.inbox import Inbox
from jobscout.messages import (
    AccountMailDue,
    AlertsCreated,
    CVUploaded,
    DeliveryDue,
    ErasureDue,
    JobsStored,
    RecentSearchDue,
    UserChannelDue,
    WebhookDue,
)
from jobscout.model import PRIORITIES
from jobscout.outside.channels.receiver import ReceiverAdapter
from jobscout.outside.paces import Share
from jobscout.rules.return_addresses import ReturnAddresses
from jobscout.scraping.work import Work
from jobscout.sql.holders import Holders
from jobscout.sql.notifications import Notifications

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from jobscout.actors.base import Actor, Ticker
    from jobscout.resources import Resources
    from jobscout.settings import Settings

    Due = Callable[[int], Awaitable[list[int]]]

INBOX_SIZE = 64
BOARDS_IN_MEMORY = 4  # whole readings between a scraper and the ingester
CHANNEL = "jobscout"
_COMPANIES: Final = "companies"  # an operator merged or split some
# Who looks for due work after a NOTIFY that comes often; after any other, everybody does.
_WOKEN: Final = {
    "events": (),
    "queued": ("dispatcher",),
    "jobs": ("scheduler",),
    "alerts": ("scheduler",),
    "searches": ("search_indexer", "scheduler"),
    _COMPANIES: (),
}


class Flow(NamedTuple):
    """*wake* has all due work looked for at once."""

    actors: list[Actor]
    wake: Callable[[], None]
    broadcaster: Broadcaster
    heartbeat: Heartbeat


class _Stages:
    """Actors from the end of the flow to its beginning, and the due work that they take."""

    def __init__(self) -> None:
        self.actors: list[Actor] = []
        self.due_work: list[DueWork] = []
        self.tickers: list[Ticker] = []  # they look for due work

    def inbox(
        self, name: str, due: Due, message: Callable[[int], object], size: int = INBOX_SIZE
    ) -> Inbox[Any]:
        """A new one, for rows that are worked on one by one."""
        inbox: Inbox[Any] = Inbox(name, size)
        self.due_work.append(DueWork(due, lambda ids: message(ids[0]), inbox))
        return inbox


def build(settings: Settings, resources: Resources) -> Flow:
    """Make the actors of this process's roles, from the end of the flow to its beginning.

    Each is handed the inbox of the next; where the next has no role here, another process
    finds the rows.
    """
    roles, sweep_s, stores = settings.roles, settings.sweep_s, resources.stores
    stages = _Stages()
    stages.actors.append(
        Eraser(
            stages.inbox("eraser", stores.erasures.due, ErasureDue),
            erasures=stores.erasures,
            files=resources.storage,
            mailer=resources.mailer,
            revoked_sessions=resources.revoked_sessions,
            limits=resources.limits,
        )
    )
    notifier = _add_senders(settings, resources, stages) if "notifier" in roles else None
    matcher: Inbox[JobsStored] | None = None
    if "matcher" in roles:
        matcher = Inbox("matcher", INBOX_SIZE)
        for tried, batch in ((False, JOBS_A_MESSAGE), (True, 1)):
            due = partial(stores.matches.due, tried=tried)
            stages.due_work.append(DueWork(due, JobsStored, matcher, batch))
        searches = SearchIndexer(
            sweep_s,
            changes=stores.search_changes,
            folder=settings.data_dir / "search_index",
        )
        stages.tickers.append(searches)
        stages.actors.append(
            Matcher(matcher, matches=stores.matches, searches=searches, notifier=notifier)
        )
        recent = stages.inbox("recent_matcher", stores.recent_searches.due, RecentSearchDue)
        stages.actors.append(
            RecentMatcher(recent, searches=stores.recent_searches, notifier=notifier)
        )
    if "cv" in roles:
        stages.actors.append(
            CVParser(
                stages.inbox("cv_parser", stores.cvs.due, CVUploaded),
                cvs=stores.cvs,
                skills=stores.skills,
                files=resources.storage,
                scratch=resources.scratch,
                workers=anyio.CapacityLimiter(os.cpu_count() or 1),
            )
        )
    backfill: list[Ticker] = []
    if "scraper" in roles:
        _add_scrapers(settings, resources, matcher, stages)
        work = Work(anyio.CapacityLimiter(1))
        upkeep = stores.company_upkeep
        backfill.append(Backfill(stores.backfills, upkeep=upkeep, skills=stores.skills, work=work))
    if "scheduler" in roles:
        pace_s = settings.fetch_pace_s
        stages.tickers.append(SourceScheduler(stores.scrapes, sweep_s=sweep_s, pace_s=pace_s))
    stages.tickers.append(Scheduler(stages.due_work[::-1], sweep_s))
    broadcaster = Broadcaster(sweep_s, events=stores.events, sessions=stores.sessions)
    wake = _waking(broadcaster, stages.tickers, backfill)
    listener = Listener(
        Notifications(resources.database_url, CHANNEL, wake, name=settings.process_name)
    )
    maintenance = Maintenance(stores, files=resources.storage, mailer=resources.mailer)
    holders = Holders(
        resources.db,
        resources.heartbeat_db,
        name=settings.process_name,
        beat_s=settings.heartbeat_s,
    )
    resources.paces.share = lambda: Share(holders.place, holders.living)
    heartbeat = Heartbeat(holders, maintenance.wake)
    beside: list[Actor] = [maintenance, *backfill, Watchdog()]
    if "notifier" in roles:
        beside.append(ReminderPlanner(stores.reminders))
    if "notifier" in roles and (linkers := _linking(resources)):
        beside.append(ChatLinker(user_channels=stores.user_channels, adapters=linkers))
    if "http" in roles:
        beside.append(
            RevocationSync(sweep_s, sessions=stores.sessions, redis=resources.revoked_sessions)
        )
        beside.append(broadcaster)
    # The heartbeat behind all that work, as so long this process lives; then what it needs.
    actors: list[Actor] = [listener, *stages.tickers[::-1], *stages.actors[::-1]]
    actors += [*beside, heartbeat]
    if resources.servers.names:
        actors.append(EmbeddedServers(resources.servers, first_pause_s=settings.restart_s))
    return Flow(actors, wake, broadcaster, heartbeat)


def _waking(
    broadcaster: Broadcaster, tickers: Sequence[Ticker], backfill: Sequence[Ticker]
) -> Callable[..., None]:
    """Called with what a NOTIFY said, or with nothing where this process wrote something."""

    def wake(payload: str = "") -> None:
        broadcaster.wake()
        for ticker in tickers:
            if ticker.name in _WOKEN.get(payload, (ticker.name,)):
                ticker.wake()
        for ticker in backfill if payload == _COMPANIES else ():
            ticker.wake()

    return wake


def _add_senders(settings: Settings, resources: Resources, stages: _Stages) -> Inbox[Any]:
    """The inbox of the notifier."""
    stores = resources.stores
    mails, calls = stores.account_mails, stores.webhook_attempts
    inbox = stages.inbox("account_mailer", mails.due, AccountMailDue)
    returns = ReturnAddresses(settings.bounce_address, (resources.secret,))
    mailer = resources.mailer
    stages.actors.append(
        AccountMailer(inbox, mails=mails, mailer=mailer, pages=settings.app_url, returns=returns)
    )
    inbox = stages.inbox("webhook_caller", calls.due, WebhookDue)
    channel = resources.channels["webhook"]
    stages.actors.append(WebhookCaller(inbox, calls=calls, channel=channel))
    attempts = stores.channel_attempts
    inbox = stages.inbox("channel_caller", attempts.due, UserChannelDue)
    stages.actors.append(
        ChannelCaller(
            inbox,
            attempts=attempts,
            deliveries=stores.deliveries,
            channels=resources.channels,
        )
    )
    inbox = stages.inbox("notifier", stores.deliveries.due, DeliveryDue)
    stages.due_work.append(DueWork(stores.deliveries.due_bundles, AlertsCreated, inbox))
    stages.actors.append(Notifier(inbox, deliveries=stores.deliveries, channels=resources.channels))
    return inbox


def _linking(resources: Resources) -> list[ReceiverAdapter[Any]]:
    """The channels whose addresses are found by following links."""
    return [
        channel
        for channel in resources.channels.values()
        if isinstance(channel, ReceiverAdapter) and channel.links_chats and channel.is_configured
    ]


def _add_scrapers(
    settings: Settings,
    resources: Resources,
    matcher: Inbox[JobsStored] | None,
    stages: _Stages,
) -> None:
    stores = resources.stores
    scrapes = stores.scrapes
    ingester: Inbox[Any] = Inbox("ingester", BOARDS_IN_MEMORY)
    unchanged: Inbox[Any] = Inbox("ingester[unchanged]", BOARDS_AT_ONCE)
    stages.actors.append(
        Ingester(ingester, postings=stores.postings, scrapes=scrapes, matcher=matcher)
    )
    stages.actors.append(
        UnchangedIngester(unchanged, unchanged=stores.unchanged, scrapes=scrapes, ingester=ingester)
    )
    inboxes = {lane: Inbox[Any](f"scraper[{lane}]", READERS[lane]) for lane in PRIORITIES}
    dispatcher = Dispatcher(
        {lane: Lane(inbox, READERS[lane]) for lane, inbox in inboxes.items()},
        scrapes,
        sweep_s=settings.sweep_s,
        pace_s=settings.fetch_pace_s,
        lease=LEASE,
    )
    for lane in reversed(PRIORITIES):
        stages.actors.append(
            Scraper(
                lane,
                inboxes[lane],
                scrapes=scrapes,
                reader=resources.boards,
                ingester=ingester,
                unchanged=unchanged,
                ended=partial(dispatcher.ended, lane),
            )
        )
    stages.tickers.append(dispatcher)
