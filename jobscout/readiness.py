"""What readiness asks of this process, and what it remarks besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobscout.errors import Outage
from jobscout.sql import database, migrations

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Coroutine, Mapping
    from typing import Any

    from jobscout.opening import Outside

HEALTH = database.load("health")


class Readiness:
    """*actors* tells the state of each actor by name."""

    def __init__(
        self, outside: Outside, roles: Collection[str], actors: Callable[[], Mapping[str, str]]
    ) -> None:
        self._outside = outside
        self._roles = roles
        self._actors = actors
        self._migrations = list(migrations.known())
        self.checks: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
            "db": self._check_db,
            "redis": outside.limits.ping,
            "actors": self._check_actors,
            "migrations": self._check_migrations,
        }

    def remarks(self) -> dict[str, str]:
        """What is worth knowing and no reason to send people elsewhere."""
        if "notifier" not in self._roles:
            return {}
        outside = self._outside
        return {"mail": outside.mailer.state, "push": "ok" if outside.pusher else "unconfigured"}

    async def _check_db(self) -> None:
        await self._outside.db.value(HEALTH.ping)

    async def _check_actors(self) -> None:
        states = self._actors()
        ill = [name for name in states if states[name] in {"restarting", "outage"}]
        if ill:
            raise Outage(f"not running: {', '.join(ill)}")

    async def _check_migrations(self) -> None:
        if await self._outside.db.all(HEALTH.lacking, ids=self._migrations):
            raise Outage("the schema is older than this program")
