"""Revoked sessions in Redis, so that a check needs no query. PostgreSQL has all of them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from redis.exceptions import RedisError

from jobscout.errors import Outage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from redis.asyncio import Redis

log = logging.getLogger(__name__)

ACCESS_S: Final = 15 * 60  # lifetime of an access token, and so how long a revoked session matters
# A Redis that lost its data has lost this key too; if nobody refreshes it, it expires soon.
COMPLETE_S: Final = 60


class RevokedSessions:
    """Sessions that ended while one of their access tokens may still be valid.

    Redis is trusted only while *is_complete*. It is filled from the rows every few seconds; after
    an outage it is not trusted until it was filled again.
    """

    def __init__(self, client: Redis, prefix: str = "jobscout:") -> None:
        self._redis = client
        self._prefix = prefix
        self._invalidations = 0
        self.is_complete = False

    @property
    def complete_key(self) -> str:
        """Exists while Redis has every session that ended recently."""
        return f"{self._prefix}ended:complete"

    def key(self, session_id: str) -> str:
        return f"{self._prefix}ended:{session_id}"

    def invalidate(self) -> None:
        """Redis was unavailable: do not trust it until it was filled again."""
        self._invalidations += 1
        self.is_complete = False

    async def revoke(self, session_ids: Iterable[str]) -> None:
        """Refuse these sessions' access tokens at once. Without Redis, the rows refuse them."""
        try:
            await self._set(dict.fromkeys(session_ids, float(ACCESS_S)))
        except RedisError as error:
            self.invalidate()
            log.warning("ended sessions could not be written to redis", extra={"error": str(error)})

    async def fill(self, read: Callable[[], Awaitable[Mapping[str, float]]]) -> None:
        """Write every session that ended recently to Redis, with the seconds it still matters.

        Raises:
            Outage: Redis is unavailable.
        """
        before = self._invalidations
        ended = await read()
        try:
            await self._set(ended)
            await self._redis.set(self.complete_key, 1, ex=COMPLETE_S)
        except RedisError as error:
            self.invalidate()
            raise Outage(f"Redis is unavailable: {error}") from error
        # a session whose write failed since the rows were read may not be among them
        self.is_complete = before == self._invalidations

    async def forget(self, session_ids: Iterable[str]) -> None:
        """Raises Outage: Redis is unavailable."""
        if keys := [self.key(session_id) for session_id in session_ids]:
            try:
                await self._redis.unlink(*keys)
            except RedisError as error:
                raise Outage(f"Redis is unavailable: {error}") from error

    async def _set(self, ended: Mapping[str, float]) -> None:
        if not ended:
            return
        async with self._redis.pipeline(transaction=False) as batch:
            for session_id, seconds in ended.items():
                batch.set(self.key(session_id), 1, px=max(1, round(seconds * 1000)))
            await batch.execute()
