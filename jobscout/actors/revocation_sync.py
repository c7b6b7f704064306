"""Revocation sync: copies ended sessions to Redis, periodically.

Reads    sessions that ended while one of their access tokens may still be valid.
Writes   nothing here; their ids in Redis.

Every revocation writes to Redis at once; this actor makes it reliable. After an outage or loss of
data, Redis is trusted again only after it has received all ended sessions.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from jobscout.actors.base import Ticker
from jobscout.outside.tokens import ACCESS_S

if TYPE_CHECKING:
    from jobscout.outside.tokens import RevokedSessions
    from jobscout.sql.sessions import Sessions

MATTERS = timedelta(seconds=ACCESS_S)


class RevocationSync(Ticker):
    name = "revocation_sync"

    def __init__(self, interval_s: float, *, sessions: Sessions, redis: RevokedSessions) -> None:
        super().__init__(interval_s)
        self._sessions = sessions
        self._redis = redis

    async def tick(self) -> None:
        await self._redis.fill(partial(self._sessions.ended_within, MATTERS))
