"""Users: the user's own row. Changes of more than that row are in ``accounts``."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout import mail_addresses
from jobscout.sql.queries import load
from jobscout.sql.rows import struct

if TYPE_CHECKING:
    import asyncpg

    from jobscout.sql.database import Database

Q = load("users")


class MailSuppression(msgspec.Struct, frozen=True, kw_only=True):
    """No mail is sent any more, since the address takes none; *reason* is what its server said.

    It ends when the address is verified anew, by the mail of ``POST /auth/resend-verification``.
    """

    since: datetime
    reason: str


class User(msgspec.Struct, frozen=True, kw_only=True):
    """A user, as they see themselves."""

    id: str
    email: str
    full_name: str | None
    timezone: str
    locale: str
    email_verified: bool
    is_admin: bool
    created_at: datetime
    mail_suppressed: MailSuppression | None


class Credentials(msgspec.Struct, frozen=True, kw_only=True):
    """The data that sign-in compares."""

    user: User
    password_hash: str
    is_disabled: bool


class Users:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def credentials(self, email: str) -> Credentials | None:
        """The credentials of the account with this address, in any spelling."""
        row = await self._db.maybe(
            Q.credentials, email=email, canonical_email=mail_addresses.key(email)
        )
        return None if row is None else _credentials(row)

    async def own_credentials(self, user_id: int) -> Credentials:
        """Raises NotFound."""
        return _credentials(await self._db.one(Q.own_credentials, user_id=user_id))

    async def rehash(self, user_id: str, old_hash: str, new_hash: str) -> None:
        await self._db.run(Q.rehash, user_id=int(user_id), old_hash=old_hash, new_hash=new_hash)

    async def get(self, user_id: int) -> User:
        """Raises NotFound."""
        return user_of(await self._db.one(Q.get, user_id=user_id))

    async def change(self, user_id: int, changes: dict[str, Any]) -> User:
        """Set ``full_name``, ``timezone`` and ``locale`` if given."""
        row = await self._db.one(
            Q.change,
            user_id=user_id,
            set_full_name="full_name" in changes,
            full_name=changes.get("full_name"),
            timezone=changes.get("timezone"),
            locale=changes.get("locale"),
        )
        return user_of(row)

    async def is_verified(self, user_id: int) -> bool:
        return bool(await self._db.value(Q.is_verified, user_id=user_id))


def user_of(row: asyncpg.Record) -> User:
    """The user in a row with the columns of a user."""
    verified = row["email_verified_at"] is not None
    suppressed = None
    if row["mail_suppressed_at"] is not None:
        suppressed = MailSuppression(
            since=row["mail_suppressed_at"], reason=row["mail_suppressed_reason"]
        )
    return struct(User, row, id=str(row["id"]), email_verified=verified, mail_suppressed=suppressed)


def _credentials(row: asyncpg.Record) -> Credentials:
    return Credentials(
        user=user_of(row),
        password_hash=row["password_hash"],
        is_disabled=row["disabled_at"] is not None,
    )
