"""Sessions: started by a sign-in, extended by refreshing, ended by revocation or expiry."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from jobscout.errors import Unauthenticated
from jobscout.rules import refresh_tokens
from jobscout.sql.queries import load
from jobscout.sql.rows import struct
from jobscout.sql.users import user_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from ipaddress import IPv4Address, IPv6Address

    import asyncpg

    from jobscout.sql.database import Database, Transaction
    from jobscout.sql.users import User

Q = load("sessions")

LIFETIME: Final = timedelta(days=30)
# A phone that wakes up sends its token from several places, or again after a lost answer.
RACE: Final = timedelta(seconds=5)
MAX_USER_AGENT: Final = 300  # characters; enough to recognise a device


class Client(NamedTuple):
    """What a session stores about its client."""

    user_agent: str | None
    address: IPv4Address | IPv6Address | None


class NewSession(NamedTuple):
    """A new session. The refresh token is returned only here."""

    id: str
    refresh_token: str


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A signed-in device, as its user may see it."""

    id: str
    user_agent: str | None
    ip: str | None
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime


class TokenReused(Unauthenticated):
    """A spent refresh token was used again, by a thief or after one: its session has ended."""

    def __init__(self, session_id: str, user_id: int) -> None:
        super().__init__("this refresh token was used before; sign in again", "token-reused")
        self.session_id = session_id
        self.user_id = user_id


class Sessions:
    """Methods that end sessions return the ids of the sessions they ended."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def start(self, user_id: str, password_hash: str, client: Client) -> NewSession | None:
        """None if the password changed, or the account was closed, since it was compared."""
        async with self._db.transaction() as t:
            return await start(t, int(user_id), password_hash, client)

    async def refresh(
        self, token: str, client: Client, make_pair: Callable[[User, str, str], bytes]
    ) -> bytes:
        """Spend *token* for a new pair, which *make_pair* makes of (user, session id, next token).

        Callers with the same token within ``RACE`` of its spending get the same bytes, in any
        process and any number: the session's row is locked meanwhile.

        Raises:
            TokenReused: it was spent before; the session ends.
            Unauthenticated: unknown, expired, or of a session that has ended.
        """
        family = refresh_tokens.family_hash(token)
        async with self._db.transaction() as t:
            row = await t.maybe(Q.lock_family, family_hash=family, race=RACE)
            if row is None or row["is_expired"]:
                raise Unauthenticated("the refresh token is invalid or expired")
            shown = refresh_tokens.token_hash(token)
            is_current = hmac.compare_digest(shown, row["refresh_hash"])
            is_race = row["is_race"] and hmac.compare_digest(shown, row["spent_hash"] or b"")
            if (is_current or is_race) and row["is_ended"]:
                raise Unauthenticated("this sign-in was ended", "token-revoked")
            if is_race:
                return refresh_tokens.unseal(token, row["sealed_pair"])
            if is_current:
                return await _rotate(t, row, token, client, make_pair)
            await t.all(Q.end_family, family_hash=family)
        raise TokenReused(str(row["session_id"]), row["id"])

    async def page(self, user_id: int, before: tuple[datetime, str], most: int) -> list[Session]:
        """At most *most* active sessions, newest first, after the one with these keys."""
        moment, session_id = before
        rows = await self._db.all(
            Q.page, user_id=user_id, before=moment, before_id=session_id, most=most
        )
        return [_session(row) for row in rows]

    async def end_own(self, user_id: int, session_id: str) -> list[str]:
        """End one session of this user, if it is active."""
        return _ids(await self._db.all(Q.end_own, user_id=user_id, session_id=session_id))

    async def end_of_token(self, token: str) -> list[str]:
        """End the session of a refresh token, spent or not."""
        family = refresh_tokens.family_hash(token)
        return _ids(await self._db.all(Q.end_family, family_hash=family))

    async def is_live(self, session_id: str) -> bool:
        """False if the session was ended, or its account disabled or deleted."""
        return bool(await self._db.value(Q.is_live, session_id=session_id))

    async def ended_of(self, session_ids: Collection[str]) -> set[str]:
        """Those of the sessions for which ``is_live`` is False."""
        rows = await self._db.all(Q.ended_of, session_ids=list(session_ids))
        return {row["id"] for row in rows}

    async def ended_within(self, span: timedelta) -> dict[str, float]:
        """Sessions that ended within the last *span*, with the seconds until that is over."""
        rows = await self._db.all(Q.ended_within, span=span)
        return {str(row["id"]): row["seconds_left"] for row in rows}

    async def purge_expired(self) -> int:
        """Delete expired sessions; returns their number."""
        return await self._db.remove(Q.purge_expired)


async def start(
    t: Transaction, user_id: int, password_hash: str, client: Client
) -> NewSession | None:
    """Start a session as part of a transaction."""
    token = refresh_tokens.first_token()
    session_id = await t.value(
        Q.start,
        user_id=user_id,
        password_hash=password_hash,
        refresh_hash=refresh_tokens.token_hash(token),
        family_hash=refresh_tokens.family_hash(token),
        lifetime=LIFETIME,
        **_client(client),
    )
    return NewSession(str(session_id), token) if session_id else None


async def end_all(t: Transaction, user_id: int, but: str | None = None) -> list[str]:
    """End a user's sessions, except *but*, as part of a transaction."""
    return _ids(await t.all(Q.end_all, user_id=user_id, but=but))


async def _rotate(
    t: Transaction,
    row: asyncpg.Record,
    token: str,
    client: Client,
    make_pair: Callable[[User, str, str], bytes],
) -> bytes:
    following = refresh_tokens.next_token(token)
    pair = make_pair(user_of(row), str(row["session_id"]), following)
    await t.run(
        Q.rotate,
        session_id=row["session_id"],
        user_id=row["id"],
        refresh_hash=refresh_tokens.token_hash(following),
        sealed_pair=refresh_tokens.seal(token, pair),
        lifetime=LIFETIME,
        **_client(client),
    )
    return pair


def _client(client: Client) -> dict[str, object]:
    agent = client.user_agent
    return {"user_agent": agent and agent[:MAX_USER_AGENT], "ip": client.address}


def _ids(rows: list[asyncpg.Record]) -> list[str]:
    return [str(row["id"]) for row in rows]


def _session(row: asyncpg.Record) -> Session:
    ip = str(row["ip"]) if row["ip"] else None
    return struct(Session, row, id=str(row["id"]), ip=ip)
