"""People and their sessions. Secrets are kept only as hashes and leave in the clear once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import asyncpg
import msgspec

from jobscout.errors import Conflict
from jobscout.sql.database import load

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address

    from jobscout.sql.database import Database, Transaction

USERS = load("users")

SESSION_LIFETIME: Final = timedelta(days=30)
VERIFICATION_LIFETIME: Final = timedelta(hours=48)
MAX_USER_AGENT: Final = 300  # characters; enough to recognise a device by


class User(msgspec.Struct, frozen=True, kw_only=True):
    """A person, as the person may see it."""

    id: str
    email: str
    full_name: str | None
    timezone: str
    locale: str
    email_verified: bool
    is_admin: bool
    created_at: datetime


class Credentials(msgspec.Struct, frozen=True, kw_only=True):
    """What sign-in compares."""

    user: User
    password_hash: str
    is_disabled: bool


class Device(NamedTuple):
    """What a new session remembers of who asked for it."""

    user_agent: str | None
    address: IPv4Address | IPv6Address | None


class Session(NamedTuple):
    """A new session. The refresh token is told this once."""

    id: str
    refresh_token: str


class Users:
    """Accounts, sessions and one-time tokens."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def register(
        self, email: str, password_hash: str, full_name: str | None, device: Device
    ) -> tuple[User, Session, str]:
        """The account, its first session and its verification token.

        Raises:
            Conflict: the address has an account.
        """
        try:
            async with self._db.transaction() as c:
                row = await c.one(
                    USERS.insert_user, email=email, password_hash=password_hash, full_name=full_name
                )
                token = await _verification_token(c, row["id"])
                session = await _session(c, row["id"], device)
        except asyncpg.UniqueViolationError as error:
            raise Conflict("email-taken", "this email address has an account already") from error
        return _user(row), session, token

    async def start_session(self, user_id: str, device: Device) -> Session:
        async with self._db.transaction() as c:
            await c.run(USERS.signed_in, user_id=int(user_id))
            return await _session(c, int(user_id), device)

    async def credentials(self, email: str) -> Credentials | None:
        row = await self._db.maybe(USERS.credentials, email=email)
        if row is None:
            return None
        return Credentials(
            user=_user(row),
            password_hash=row["password_hash"],
            is_disabled=row["disabled_at"] is not None,
        )

    async def rehash(self, user_id: str, old_hash: str, new_hash: str) -> None:
        await self._db.run(USERS.rehash, user_id=int(user_id), old_hash=old_hash, new_hash=new_hash)

    async def get(self, user_id: int) -> User:
        """Raises NotFound."""
        return _user(await self._db.one(USERS.get, user_id=user_id))

    async def change(self, user_id: int, changes: dict[str, Any]) -> User:
        """Set ``full_name``, ``timezone`` and ``locale`` as far as they are given."""
        row = await self._db.one(
            USERS.change,
            user_id=user_id,
            set_full_name="full_name" in changes,
            full_name=changes.get("full_name"),
            timezone=changes.get("timezone"),
            locale=changes.get("locale"),
        )
        return _user(row)

    async def verify_email(self, token: str) -> bool:
        """Whether *token* was good; it is spent then."""
        found = await self._db.value(USERS.verify_email, token_hash=_hash(token))
        return found is not None

    async def new_verification(self, email: str) -> tuple[str, str | None, str] | None:
        """(address, full name, new token) of an unverified account, None for any other."""
        async with self._db.transaction() as c:
            row = await c.maybe(USERS.unverified, email=email)
            if row is None:
                return None
            return row["email"], row["full_name"], await _verification_token(c, row["id"])

    async def is_verified(self, user_id: int) -> bool:
        return bool(await self._db.value(USERS.is_verified, user_id=user_id))

    async def is_revoked(self, _jti: str, session_id: str) -> bool:
        """Whether the token's session was ended, or its account disabled or deleted."""
        return not await self._db.value(USERS.is_live, session_id=session_id)

    async def purge_expired(self) -> int:
        """How many sessions and one-time tokens, long past their end, were removed."""
        return int(await self._db.value(USERS.purge_expired))


async def _verification_token(c: Transaction, user_id: int) -> str:
    token = secrets.token_urlsafe(32)
    await c.run(
        USERS.insert_token,
        user_id=user_id,
        purpose="verify_email",
        token_hash=_hash(token),
        lifetime=VERIFICATION_LIFETIME,
    )
    return token


async def _session(c: Transaction, user_id: int, device: Device) -> Session:
    refresh_token = secrets.token_urlsafe(32)
    session_id = await c.value(
        USERS.insert_session,
        user_id=user_id,
        refresh_hash=_hash(refresh_token),
        lifetime=SESSION_LIFETIME,
        user_agent=device.user_agent and device.user_agent[:MAX_USER_AGENT],
        ip=device.address,
    )
    return Session(str(session_id), refresh_token)


def _hash(token: str) -> bytes:
    # 256 random bits need no slow hash
    return hashlib.sha256(token.encode()).digest()


def _user(row: asyncpg.Record) -> User:
    return User(
        id=str(row["id"]),
        email=row["email"],
        full_name=row["full_name"],
        timezone=row["timezone"],
        locale=row["locale"],
        email_verified=row["email_verified_at"] is not None,
        is_admin=row["is_admin"],
        created_at=row["created_at"],
    )
