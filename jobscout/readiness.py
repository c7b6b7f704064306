"""What readiness asks of this process, and what it remarks besides."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from jobscout import files
from jobscout.errors import Outage
from jobscout.sql import database, migrations

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Coroutine, Mapping
    from pathlib import Path
    from typing import Any

    from jobscout.resources import Resources


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
            "db": resources.db.check,
            "redis": resources.limits.ping,
            "disk": self._check_disk,
            "actors": self._check_actors,
            "migrations": self._check_migrations,
        }

    def remarks(self) -> dict[str, str]:
        """What is worth knowing and no reason to send people elsewhere."""
        if "notifier" not in self._roles:
            return {}
        resources = self._resources
        return {
            "mail": resources.mailer.state,
            "push": "ok" if resources.pusher else "unconfigured",
        }

    async def _check_disk(self) -> None:
        """Uploads, mails in files and embedded servers need room under DATA_DIR."""
        await asyncio.to_thread(files.check_writable, self._data_dir)

    async def _check_actors(self) -> None:
        states = self._actors()
        ill = [name for name in states if states[name] in {"restarting", "outage"}]
        if ill:
            raise Outage(f"not running: {', '.join(ill)}")

    async def _check_migrations(self) -> None:
        if await self._resources.db.all(database.HEALTH.lacking, ids=self._migrations):
            raise Outage("the schema is older than this program")
