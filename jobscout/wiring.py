"""Wiring: what the handlers of this process are given, and what readiness asks of it."""

from __future__ import annotations

import asyncio
import ipaddress
from functools import partial
from typing import TYPE_CHECKING

from jobscout import actor_metrics, files
from jobscout.errors import Outage
from jobscout.http.fair_semaphore import Shares
from jobscout.http.keys import Services
from jobscout.outside.addresses import AddressPolicy
from jobscout.outside.channels.receiver import ReceiverAdapter
from jobscout.outside.receiver_client import receiver_url
from jobscout.rules.return_addresses import ReturnAddresses
from jobscout.sql import health, migrations

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from jobscout.actors.flow import Flow
    from jobscout.actors.supervisor import Supervisor
    from jobscout.resources import Resources
    from jobscout.settings import Settings


def services(
    settings: Settings, resources: Resources, running: Flow, supervisor: Supervisor
) -> Services:
    """What the handlers work with."""
    ready = Readiness(
        resources,
        roles=settings.roles,
        data_dir=settings.data_dir,
        actors=lambda: supervisor.states,
    )

    async def revoke(session_ids: Sequence[str]) -> None:
        running.broadcaster.streams.end_sessions(session_ids)
        await resources.revoked_sessions.revoke(session_ids)

    def sample() -> None:
        actor_metrics.sample(supervisor.report(), resources.db.in_use)

    signing = tuple(filter(None, (resources.secret, settings.secret_key_previous)))
    return Services(
        stores=resources.stores,
        receiver_url=partial(receiver_url, policy=AddressPolicy(settings.fetch_allow)),
        channels={
            kind: channel
            for kind, channel in resources.channels.items()
            if isinstance(channel, ReceiverAdapter)
        },
        senders=resources.channels,
        takes_utf8=resources.mailer.takes_utf8,
        boards=resources.boards,
        pages=resources.pages,
        webhook_secret=settings.webhook_secret,
        returns=ReturnAddresses(settings.bounce_address, signing),
        streams=running.broadcaster.streams,
        storage=resources.storage,
        scratch=resources.scratch,
        secrets=signing,
        admit=resources.limits.admit,
        charge=resources.limits.charge,
        searching=Shares(settings.searches_at_once_each),
        search_seconds=settings.search_seconds_per_minute,
        revoke=revoke,
        wake=running.wake,
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
            "boards": settings.board_requests_per_day,
        },
        board_policy=settings.board_requests,
        base_url=settings.base_url,
        is_https=settings.base_url.startswith("https://"),
        cors_origins=frozenset(settings.cors_origins),
        trusted_proxies=tuple(
            ipaddress.ip_network(network, strict=False) for network in settings.trusted_proxies
        ),
    )


class Readiness:
    """*actors* tells the state of each actor by name."""

    def __init__(
        self,
        resources: Resources,
        *,
        roles: Collection[str],
        data_dir: Path,
        actors: Callable[[], Mapping[str, str]],
    ) -> None:
        self._resources = resources
        self._roles = roles
        self._data_dir = data_dir
        self._actors = actors
        self._migrations = list(migrations.known())
        self.checks: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
            "db": partial(health.check, resources.db),
            "redis": resources.limits.ping,
            "disk": self._check_disk,
            "actors": self._check_actors,
            "migrations": self._check_migrations,
        }

    def remarks(self) -> dict[str, str]:
        """What is worth knowing and no reason to send people elsewhere."""
        if "notifier" not in self._roles:
            return {}
        channels = self._resources.channels.values()
        return {each.readiness_part: each.state for each in channels if each.readiness_part}

    async def _check_disk(self) -> None:
        """Uploads, mails in files and embedded servers need room under DATA_DIR."""
        await asyncio.to_thread(files.check_writable, self._data_dir)

    async def _check_actors(self) -> None:
        states = self._actors()
        ill = [name for name in states if states[name] in {"restarting", "outage"}]
        if ill:
            raise Outage(f"not running: {', '.join(ill)}")

    async def _check_migrations(self) -> None:
        if await health.lacks_migrations(self._resources.db, self._migrations):
            raise Outage("the schema is older than this program")
