"""Users, as admins see them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from jobscout import mail_addresses
from jobscout.errors import NotFound
from jobscout.sql.queries import load
from jobscout.sql.query_variants import MAX_TOTAL, containing, query_variant, taken
from jobscout.sql.users import User, user_of

if TYPE_CHECKING:
    import asyncpg

    from jobscout.sql.database import Database

Q = load("user_directory")

UserStatus = Literal["active", "unverified", "deactivated", "closed"]


class ManagedUser(User, frozen=True, kw_only=True):
    """A user, as admins see them; *closed* accounts are erased 30 days later."""

    status: UserStatus
    last_seen_at: datetime | None


class Usage(msgspec.Struct, frozen=True, kw_only=True):
    searches: int
    alerts: int
    applications: int
    cvs: int
    devices: int
    last_seen_at: datetime | None


class ManagedUserDetail(ManagedUser, frozen=True, kw_only=True):
    """A user, with figures of their usage."""

    usage: Usage


class UserDirectory:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def page(
        self, *, q: str | None, status: UserStatus | None, after: int | None, most: int
    ) -> tuple[list[ManagedUser], int]:
        """At most *most* users older than *after*, newest first, and the total number.

        The total is counted on an index without a filter or with *q* only, otherwise by reading the
        table, up to ``MAX_TOTAL``.

        Args:
            q: part of the address or the name in any case, or any spelling of the whole address.
        """
        lines = frozenset({status} if status else set()) | ({"q"} if q else set())
        values: dict[str, Any] = {
            "pattern": containing(q or ""),
            "canonical": mail_addresses.key(q or ""),
            "after_id": after,
        }
        listing = query_variant(
            Q.listing, lines | ({"after"} if after is not None else set()), most
        )
        rows = await self._db.all(listing, **taken(listing, values))
        counting = query_variant(Q.total, lines, MAX_TOTAL)
        total = await self._db.value(counting, **taken(counting, values))
        return [_managed(row) for row in rows], total

    async def get(self, user_id: int) -> ManagedUser:
        """Raises NotFound."""
        rows = await self._db.all(query_variant(Q.listing, frozenset({"one"}), 1), user_id=user_id)
        if not rows:
            raise NotFound("the account does not exist")
        return _managed(rows[0])

    async def detail(self, user_id: int) -> ManagedUserDetail:
        """Raises NotFound."""
        user = msgspec.structs.asdict(await self.get(user_id))
        usage = Usage(**await self._db.one(Q.usage, user_id=user_id))
        return ManagedUserDetail(**user, usage=usage)


def _managed(row: asyncpg.Record) -> ManagedUser:
    return ManagedUser(
        **msgspec.structs.asdict(user_of(row)),
        status=_status(row),
        last_seen_at=row["last_seen_at"],
    )


def _status(row: asyncpg.Record) -> UserStatus:
    if row["deleted_at"] is not None:
        return "closed"
    if row["disabled_at"] is not None:
        return "deactivated"
    return "unverified" if row["email_verified_at"] is None else "active"
