"""One server, database and Valkey for a machine that plays commands to them in another thread."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import msgspec
import redis
from aiojobs.aiohttp import get_scheduler_from_app

from jobscout.actors.revocation_sync import RevocationSync
from jobscout.http.problems import KINDS
from tests.integration.session_model import MAILED

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path

    from redis.asyncio import Redis

    from jobscout.outside.tokens import RevokedSessions
    from tests.integration.http_server import Server
    from tests.integration.session_model import Kind

T = TypeVar("T")

STILL_S: Final = 1.0  # of real time between two commands make no difference


class Said(NamedTuple):
    """An answer; *slug* is None where it is no refusal."""

    slug: str | None
    body: bytes

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.body)


class World:
    """One server, database and Valkey for all sequences, which are played in another thread."""

    def __init__(
        self, server: Server, redis_url: str, link: Path, client: Redis, ended: RevokedSessions
    ) -> None:
        self._server = server
        self._loop = asyncio.get_running_loop()
        self._redis_url = redis_url
        self._link, self._away = link, link.with_suffix(".away")
        self._client = client
        self._ended = ended
        self._revocation_sync = RevocationSync(5.0, sessions=server.stores.sessions, redis=ended)
        self._held = time.monotonic()

    def begin(self) -> None:
        """Nobody is there, and Redis is believed."""
        self.redis_comes()
        self.redis_forgets()
        self._write("DELETE FROM erasures")
        self._write("DELETE FROM users")
        self.revocation_sync()

    async def ask(self, method: str, path: str, body: Any = None, token: str | None = None) -> Said:
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        sent = self._server.client.request(method, path, json=body, headers=headers)
        async with sent as answer:
            said = await answer.read()
            if answer.ok:
                return Said(None, said)
            slug = msgspec.json.decode(said)["type"].removeprefix("/problems/")
            assert answer.status == KINDS[slug][0] < 500, said
            return Said(slug, said)

    def said(self, method: str, path: str, body: Any = None, token: str | None = None) -> Said:
        return self._wait(self.ask(method, path, body, token))

    def at_once(self, *asked: Coroutine[Any, Any, Said]) -> list[Said]:
        async def all_of_them() -> list[Said]:
            return await asyncio.gather(*asked)

        return self._wait(all_of_them())

    def settle(self) -> None:
        """Wait for what goes on behind an answer."""

        async def jobs() -> None:
            scheduler = get_scheduler_from_app(self._server.client.server.app)  # type: ignore[attr-defined]
            assert scheduler is not None
            for job in list(scheduler):
                await job.wait()

        self._wait(jobs())

    def post(self) -> list[tuple[str, Kind, str]]:
        """Send what is due: the address, kind and token of each mail with a token."""
        sent = []
        for mail in self._wait(self._server.claimed_mails()):
            self._wait(self._server.mails.complete(mail.id))
            if mail.token is not None:
                assert mail.kind in MAILED
                sent.append((mail.email, mail.kind, mail.token))
        return sent  # type: ignore[return-value]  # the other kinds bear none

    def disable(self, user_id: int) -> None:
        """Raises NotFound."""

        async def disable() -> None:
            await self._ended.revoke(await self._server.stores.accounts.disable(user_id))

        self._wait(disable())

    def enable(self, user_id: int) -> None:
        self._wait(self._server.stores.accounts.enable(user_id))

    def revocation_sync(self) -> None:
        """Raises Outage."""
        self._wait(self._revocation_sync.tick())

    def purge(self) -> None:
        self._wait(self._server.stores.sessions.purge_expired())
        self._wait(self._server.stores.accounts.purge_tokens())

    def pass_time(self, span: timedelta) -> None:
        """What was stored was stored *span* earlier."""
        for table, columns in (
            ("sessions", ("created_at", "last_used_at", "expires_at", "revoked_at")),
            ("one_time_tokens", ("created_at", "expires_at", "used_at")),
            ("account_mails", ("created_at", "next_try_at")),
        ):
            changes = ", ".join(f"{column} = {column} - $1::interval" for column in columns)
            self._write(f"UPDATE {table} SET {changes}", span)  # noqa: S608  (names of ours)

    def hold(self) -> None:
        """Only the model's time counts, however slow this machine is."""
        late, self._held = time.monotonic() - self._held, time.monotonic()
        if late > STILL_S:
            self.pass_time(timedelta(seconds=-late))

    @property
    def redis_is_away(self) -> bool:
        return self._away.is_symlink()

    def redis_goes(self) -> None:
        self._link.rename(self._away)
        self._wait(self._client.connection_pool.disconnect())

    def redis_comes(self) -> None:
        if self.redis_is_away:
            self._away.rename(self._link)

    def redis_forgets(self) -> None:
        with redis.Redis.from_url(self._redis_url) as client:
            client.flushall()

    def _write(self, sql: str, *values: Any) -> None:
        self._wait(self._server.rows.value(sql, *values))

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=20)
