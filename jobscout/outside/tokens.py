"""Ended sessions in Redis, so that asking costs no query. PostgreSQL knows them all."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from redis.exceptions import RedisError

from jobscout.errors import Outage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from redis.asyncio import Redis

log = logging.getLogger(__name__)

ACCESS_S: Final = 15 * 60  # how long an access token lives, and so how long its session matters
# A Redis that lost its memory lost this word too; one that nobody fills any more loses it soon.
COMPLETE_S: Final = 60


class RevokedSessions:
    """Sessions that ended while an access token of theirs may still live.

    Redis is believed only while *is_complete*: it is filled from the rows every few seconds,
    and after it was away nobody believes it before that has happened.
    """

    def __init__(self, client: Redis, prefix: str = "jobscout:") -> None:
        self._redis = client
        self._prefix = prefix
        self._doubts = 0
        self.is_complete = False

    @property
    def complete_key(self) -> str:
        """There while Redis holds every session that ended lately."""
        return f"{self._prefix}ended:complete"

    def key(self, session_id: str) -> str:
        return f"{self._prefix}ended:{session_id}"

    def doubt(self) -> None:
        """Redis was away, or is: believe it no more before it was filled again."""
        self._doubts += 1
        self.is_complete = False

    async def revoke(self, session_ids: Iterable[str]) -> None:
        """Refuse these sessions' access tokens at once. Redis away: the rows refuse them."""
        try:
            await self._set(dict.fromkeys(session_ids, float(ACCESS_S)))
        except RedisError as error:
            self.doubt()
            log.warning("redis was not told of ended sessions", extra={"error": str(error)})

    async def fill(self, read: Callable[[], Awaitable[Mapping[str, float]]]) -> None:
        """Tell Redis every session that ended lately, with the seconds it still matters.

        Raises:
            Outage: Redis is away.
        """
        doubts = self._doubts
        ended = await read()
        try:
            await self._set(ended)
            await self._redis.set(self.complete_key, 1, ex=COMPLETE_S)
        except RedisError as error:
            self.doubt()
            raise Outage(f"Redis is away: {error}") from error
        # what could not be told since the rows were read may not be among them
        self.is_complete = doubts == self._doubts

    async def forget(self, session_ids: Iterable[str]) -> None:
        """Raises Outage: Redis is away."""
        if keys := [self.key(session_id) for session_id in session_ids]:
            try:
                await self._redis.unlink(*keys)
            except RedisError as error:
                raise Outage(f"Redis is away: {error}") from error

    async def _set(self, ended: Mapping[str, float]) -> None:
        if not ended:
            return
        async with self._redis.pipeline(transaction=False) as batch:
            for session_id, seconds in ended.items():
                batch.set(self.key(session_id), 1, px=max(1, round(seconds * 1000)))
            await batch.execute()
