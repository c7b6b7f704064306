"""Revocation sync: tells Redis which sessions ended, again and again.

Reads    sessions that ended while an access token of theirs may still live.
Writes   nothing here; their ids in Redis.

Whoever ends a session tells Redis at once. This makes it certain: after Redis was away, or
has forgotten, it is believed again only once it was told everything.
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
