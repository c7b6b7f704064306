"""Wiring: what the actors and the handlers of this process are given."""

from __future__ import annotations

import ipaddress
import os
from functools import partial
from typing import TYPE_CHECKING

import anyio

from jobscout import actor_metrics
from jobscout.actors.flow import Parts
from jobscout.http.fair_semaphore import Shares
from jobscout.http.keys import Services
from jobscout.outside.mail import domain
from jobscout.readiness import Readiness
from jobscout.scraping.board_reader import BoardReader
from jobscout.sources import board_location
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
from jobscout.sql.holders import Holders
from jobscout.sql.jobs import Jobs
from jobscout.sql.matches import Matches
from jobscout.sql.people import People
from jobscout.sql.postings import Postings
from jobscout.sql.preferences import PreferenceStore
from jobscout.sql.previews import Previews
from jobscout.sql.scrapes import Scrapes
from jobscout.sql.search_dry_run import SearchDryRun
from jobscout.sql.searches import Searches
from jobscout.sql.sessions import Sessions
from jobscout.sql.skill_gaps import SkillGaps
from jobscout.sql.skills import Skills
from jobscout.sql.sources import Sources
from jobscout.sql.stats import stats
from jobscout.sql.user_skills import UserSkills
from jobscout.sql.users import Users
from jobscout.sql.webhook_attempts import WebhookAttempts
from jobscout.sql.webhooks import Webhooks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.actors.flow import Flow
    from jobscout.actors.supervisor import Supervisor
    from jobscout.outside.fetch import Fetcher
    from jobscout.outside.webhooks import WebhookSender
    from jobscout.resources import Resources
    from jobscout.settings import Settings


def parts(
    settings: Settings, resources: Resources, fetcher: Fetcher, webhook_sender: WebhookSender
) -> Parts:
    """What the actors work with."""
    db, sender = resources.db, domain(settings.mail_from)
    return Parts(
        db=db,
        database_url=resources.database_url,
        process_name=settings.process_name,
        holders=Holders(
            db, resources.heartbeat_db, name=settings.process_name, beat_s=settings.heartbeat_s
        ),
        scrapes=Scrapes(db),
        postings=Postings(db),
        skills=Skills(db),
        cvs=CVs(db),
        matches=Matches(db),
        deliveries=Deliveries(
            db,
            domain=sender,
            push_configured=resources.pusher is not None,
        ),
        webhook_attempts=WebhookAttempts(db),
        accounts=Accounts(db, domain=sender),
        account_mails=AccountMails(db, domain=sender),
        sessions=Sessions(db),
        erasures=Erasures(db),
        events=Events(db),
        ended=resources.ended,
        limits=resources.limits,
        storage=resources.storage,
        scratch=resources.scratch,
        boards=BoardReader(
            fetcher=fetcher,
            postings=Postings(db),
            skills=Skills(db),
            workers=anyio.CapacityLimiter(os.cpu_count() or 1),
        ),
        mailer=resources.mailer,
        pusher=resources.pusher,
        webhook_sender=webhook_sender,
        secret=resources.secret,
        base_url=settings.base_url,
        app_url=settings.dashboard_url or settings.base_url,
        embedded=resources.servers if resources.servers.names else None,
    )


def services(
    settings: Settings, resources: Resources, parts: Parts, running: Flow, supervisor: Supervisor
) -> Services:
    """What the handlers work with."""
    db = resources.db
    ready = Readiness(
        resources,
        roles=settings.roles,
        data_dir=settings.data_dir,
        actors=lambda: supervisor.states,
    )
    dry_run = SearchDryRun(db)

    async def revoke(session_ids: Sequence[str]) -> None:
        running.broadcaster.streams.end_sessions(session_ids)
        await parts.ended.revoke(session_ids)

    def sample() -> None:
        actor_metrics.sample(supervisor.report(), db.in_use)

    return Services(
        users=Users(db),
        accounts=parts.accounts,
        account_mails=parts.account_mails,
        sessions=parts.sessions,
        exports=Exports(db),
        preferences=PreferenceStore(db),
        searches=Searches(db, base_url=settings.base_url),
        previews=Previews(db, dry_run),
        feeds=Feeds(db, SearchDryRun(db)),  # who is signed in does not wait behind feed readers
        devices=Devices(db),
        webhooks=Webhooks(db),
        receiver_url=parts.webhook_sender.check,
        takes_utf8=resources.mailer.takes_utf8,
        jobs=Jobs(db),
        explanations=Explanations(db),
        companies=Companies(db),
        alerts=Alerts(db),
        scrapes=parts.scrapes,
        sources=Sources(db, board_location),
        boards=parts.boards,
        webhook_secret=settings.webhook_secret,
        cvs=parts.cvs,
        skills=UserSkills(db),
        skill_gaps=SkillGaps(db, dry_run),
        events=parts.events,
        streams=running.broadcaster.streams,
        people=People(db),
        clusters=Clusters(db),
        audit=Audit(db),
        delivery_log=DeliveryLog(db, push_configured=resources.pusher is not None),
        stats=partial(stats, db),
        storage=parts.storage,
        scratch=parts.scratch,
        secrets=tuple(
            secret for secret in (resources.secret, settings.secret_key_previous) if secret
        ),
        admit=resources.limits.admit,
        charge=resources.limits.charge,
        searching=Shares(settings.searches_at_once_each),
        search_seconds=settings.search_seconds_per_minute,
        revoke=revoke,
        wake=running.scheduler.wake,
        actors=supervisor.report,
        checks=ready.checks,
        sample=sample,
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
