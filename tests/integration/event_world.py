"""The streams of processes on one database, read without HTTP."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from jobscout.actors.broadcaster import Broadcaster
from jobscout.sql.events import Events
from jobscout.sql.matches import Found, Matches
from jobscout.sql.sessions import Sessions
from tests.integration.match_rows import claimed
from tests.integration.rows import Rows

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from jobscout.event_streams import Stream
    from jobscout.sql.database import Database
    from tests.integration.rows import SignedInUser


class World:
    """A database, and the streams of a process on it."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.rows = Rows(db)
        self.events = Events(db)
        self.broadcaster = self.process()

    def process(self, interval_s: float = 0.0) -> Broadcaster:
        """The streams of one more process; with no interval it checks sessions at every tick."""
        return Broadcaster(interval_s, events=Events(self.db), sessions=Sessions(self.db))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Broadcaster]:
        """A process that does nothing by the clock while a test lasts."""
        process = self.process(interval_s=3600.0)
        task = asyncio.create_task(process.run())
        try:
            yield process
        finally:
            await process.stop()
            await task

    async def listen(
        self, user: SignedInUser, last_id: str | None = None, *, admin: bool = False, by: Any = None
    ) -> Stream:
        mark, _ = await self.events.start(last_id)
        streams = (by or self.broadcaster).streams
        opened: Stream = streams.open(user.id, user.session_id, mark, is_admin=admin)
        return opened

    async def streamed(self, stream: Stream, by: Broadcaster | None = None) -> list[dict[str, Any]]:
        """What the stream has to say after a tick."""
        await (by or self.broadcaster).tick()
        return parsed(await stream.take(0))

    async def alerts(self, user: SignedInUser, many: int) -> list[int]:
        """Alerts of so many jobs, with their events, in one statement."""
        rows = await self.db.text(
            "WITH made AS ("
            " INSERT INTO jobs (company_id, title, posted_at)"
            " SELECT $2, 'Job ' || n, now() FROM generate_series(1, $3::int) AS n RETURNING id),"
            " alerts AS (INSERT INTO alerts (user_id, job_id, score)"
            " SELECT $1, id, 0.5 FROM made RETURNING id)"
            " INSERT INTO events (user_id, kind, about_id) SELECT $1, 'alert', id FROM alerts"
            " RETURNING about_id",
            user.id,
            await self.rows.company(),
            many,
        )
        return [row["about_id"] for row in rows]


async def matched(rows: Rows, user: SignedInUser, job: int) -> int:
    """The alert of a job that a search of the person's found just now."""
    found = Found(user.id, job, await rows.search(user, f"For {job}"), 0.75, (), datetime.now(UTC))
    await Matches(rows.db).complete(await claimed(rows.db, job), [found])
    said: int = await rows.value("SELECT max(id) FROM alerts WHERE job_id = $1", job)
    return said


def parsed(frames: bytes) -> list[dict[str, Any]]:
    """Kind, id and data of each frame."""
    found = []
    for frame in frames.decode().split("\n\n")[:-1]:
        kind, mark, data = (line.split(": ", 1)[1] for line in frame.split("\n"))
        found.append({"kind": kind, "mark": mark, **json.loads(data)})
    return found


def ids(told: list[dict[str, Any]]) -> list[int]:
    return [int(one["id"]) for one in told]
