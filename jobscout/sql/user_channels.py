"""User channels: where people want to be reached, as they see it."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import msgspec

from jobscout import metrics
from jobscout.errors import Conflict, NotFound
from jobscout.outgoing import UserChannelKind
from jobscout.sql.leases import kept
from jobscout.sql.queries import Queries, load
from jobscout.sql.receiver_statements import Receiver, statements
from jobscout.sql.rows import struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    import asyncpg

    from jobscout.outgoing import Channel, ChannelTraits, Destination, LinkedChat
    from jobscout.sql.database import Database, Transaction

Q = load("user_channels")
IN_USE: Final = "active AND confirmed_at IS NOT NULL AND gone_at IS NULL"
RECEIVERS = Queries(
    "user_channels",
    statements(
        Receiver(
            table="user_channels",
            column="id",
            whose="user_channel_id",
            sent="true",
            claimed="id AS user_channel_id, kind, address",
            ready=f"{IN_USE} AND next_try_at <= now()",
            kept=IN_USE,
        )
    ),
)
REMOVED: Final = "the channel was removed or paused"
MAX_CHANNELS: Final = 20  # of a person; each costs a message for the same alerts
LINK_LASTS: Final = timedelta(hours=1)
UNLINKED_KEPT: Final = timedelta(days=1)
State = Literal["ok", "paused", "unconfirmed", "failing", "gone", "unconfigured"]


class UserChannel(msgspec.Struct, frozen=True, kw_only=True):
    """One address, and how that fares.

    *name*: what it leads to, without its secrets. *updated_at*: since when this address holds.
    *failing_since* and *last_error*: from the first failure until it takes something again.
    """

    id: str
    kind: UserChannelKind
    name: str
    active: bool
    state: State
    created_at: datetime
    updated_at: datetime
    last_delivered_at: datetime | None
    failing_since: datetime | None
    last_error: str | None


class AddedChannel(UserChannel, frozen=True, kw_only=True):
    """*link* is what its user follows within an hour to show that a chat is theirs.

    It is shown here and nowhere else.
    """

    link: str | None


class Target(NamedTuple):
    """Where to send a test. *channel_id* is None for those that the preferences choose from.

    *secret* signs what is posted.
    """

    kind: Channel
    address: str
    channel_id: int | None = None
    device_id: int | None = None
    full_name: str | None = None
    secret: str = ""


class UserChannels:
    """*channels* are those of ``outside.channels``."""

    def __init__(self, db: Database, *, channels: Mapping[Channel, ChannelTraits]) -> None:
        self._db = db
        self._channels = channels

    async def page(self, user_id: int, after: int, most: int) -> list[UserChannel]:
        """At most *most* with an id above *after*, oldest first."""
        rows = await self._db.all(Q.page, user_id=user_id, after=after, most=most)
        return [self._channel(row) for row in rows]

    async def get(self, user_id: int, channel_id: int) -> UserChannel:
        """Raises NotFound."""
        row = await self._db.maybe(Q.get, user_id=user_id, channel_id=channel_id)
        if row is None:
            raise _no_channel()
        return self._channel(row)

    async def target(self, user_id: int, name: str) -> Target:
        """The channel with that id; or ``email``, ``webhook``, or ``push-`` and a device's id.

        Raises NotFound.
        """
        if name.isascii() and name.isdecimal():
            row = await self._db.maybe(Q.get, user_id=user_id, channel_id=int(name[:18]))
            if row is None:
                raise _no_channel()
            return Target(row["kind"], row["address"], row["id"])
        for row in await self._db.all(Q.usual, user_id=user_id):
            if row["id"] == name:
                names = ("kind", "address", "device_id", "full_name", "secret")
                return Target(**{name: row[name] for name in names})
        raise _no_channel()

    async def add(
        self, user_id: int, kind: UserChannelKind, to: Destination
    ) -> tuple[AddedChannel, bool]:
        """The channel, and whether it is new; a known address begins anew.

        Raises:
            NotFound: the user does not exist.
            Conflict: ``too-many-channels``.
        """
        where = _where(to)
        async with self._db.transaction() as t:
            many = (await self._lock(t, user_id))["many"]
            known = await t.value(
                Q.known, user_id=user_id, kind=kind, address_hash=where["address_hash"]
            )
            await self._take_over(t, user_id, kind, where["address_hash"])
            if known is not None:
                await t.run(Q.renew, channel_id=known, confirmed=to.confirmed, **where)
            elif many >= MAX_CHANNELS:
                raise Conflict("too-many-channels", f"there are {MAX_CHANNELS} channels already")
            channel_id = known or await t.value(
                Q.add, user_id=user_id, kind=kind, confirmed=to.confirmed, **where
            )
            row = await t.one(Q.get, user_id=user_id, channel_id=channel_id)
        shown = msgspec.structs.asdict(self._channel(row))
        return AddedChannel(**shown, link=to.link), known is None

    async def change(
        self, user_id: int, channel_id: int, *, active: bool | None, to: Destination | None
    ) -> UserChannel:
        """Another address, or a pause, in which nothing is kept for later, or its end.

        Raises:
            NotFound: this user has no such channel.
            Conflict: another channel of theirs has that address.
        """
        async with self._db.transaction() as t:
            row = await self._mine(t, user_id, channel_id)
            if to is not None:
                where = _where(to)
                known = await t.value(
                    Q.known, user_id=user_id, kind=row["kind"], address_hash=where["address_hash"]
                )
                if known not in {None, channel_id}:
                    raise Conflict("conflict", "another channel has this address")
                await t.run(Q.renew, channel_id=channel_id, confirmed=to.confirmed, **where)
            if active is True:
                await t.run(Q.resume, channel_id=channel_id)
            elif active is False:
                await t.run(Q.pause, channel_id=channel_id)
                await end_waiting(t, channel_id, row["kind"])
            await t.run(RECEIVERS.release_backlog, receiver=channel_id)
            await t.run(Q.announce)
            found = await t.one(Q.get, user_id=user_id, channel_id=channel_id)
        return self._channel(found)

    async def delete(self, user_id: int, channel_id: int) -> None:
        """Send no more, not even what waits. Raises NotFound."""
        async with self._db.transaction() as t:
            row = await self._mine(t, user_id, channel_id)
            await t.run(Q.pause, channel_id=channel_id)
            await end_waiting(t, channel_id, row["kind"])
            await t.run(Q.delete, channel_id=channel_id)

    async def works(self, user_id: int, channel_id: int) -> None:
        """It took a test: what waits goes there at once. Nothing, where it is gone by now."""
        async with self._db.transaction() as t:
            row = await t.maybe(Q.get, user_id=user_id, channel_id=channel_id)
            if row is not None and row["active"] and (row["failures"] or row["gone_at"]):
                await t.run(Q.resume, channel_id=channel_id)
                await t.run(RECEIVERS.release_backlog, receiver=channel_id)
                await t.run(Q.announce)

    async def end(self, user_id: int, channel_id: int, error: str) -> None:
        """A test found that nothing leads there."""
        async with self._db.transaction() as t:
            row = await t.maybe(Q.get, user_id=user_id, channel_id=channel_id)
            if row is not None:
                await end(t, channel_id, row["kind"], error)

    async def waits(self, kind: str) -> bool:
        """Whether somebody's link waits to be followed."""
        return bool(await self._db.value(Q.waits, kind=kind, within=LINK_LASTS))

    async def link(self, kind: str, chat: LinkedChat) -> int | None:
        """The user whose link led to this chat; None: it is nobody's, was used, or is too old.

        A chat that they had linked before takes the place of the new one.
        """
        where = _where(chat.to)
        async with self._db.transaction() as t:
            row = await t.maybe(
                Q.linked, kind=kind, token_hash=_digest(chat.token), within=LINK_LASTS
            )
            if row is None:
                return None
            user_id: int = row["user_id"]
            known = await t.value(
                Q.known, user_id=user_id, kind=kind, address_hash=where["address_hash"]
            )
            if known is not None:
                await t.run(Q.delete, channel_id=row["id"])
            await t.run(Q.renew, channel_id=known or row["id"], confirmed=True, **where)
        return user_id

    async def purge(self, older_than: timedelta) -> int:
        """Those that nothing leads to any more, and those that nobody confirmed in a day.

        What is due to removed ones is given up.
        """
        await self._db.run(Q.end_homeless, error=REMOVED)
        unlinked = await self._db.remove(Q.purge_unlinked, older_than=UNLINKED_KEPT)
        return unlinked + await self._db.remove(Q.purge, older_than=older_than)

    async def _take_over(
        self, t: Transaction, user_id: int, kind: UserChannelKind, address_hash: bytes
    ) -> None:
        """A device that another user had is theirs no more, nor what waits for it."""
        traits = self._channels.get(kind)
        if traits is None or not traits.is_device:
            return
        others = await t.all(Q.others, user_id=user_id, kind=kind, address_hash=address_hash)
        for row in others:
            await t.run(Q.pause, channel_id=row["id"])
            await end_waiting(t, row["id"], kind)
            await t.run(Q.delete, channel_id=row["id"])

    async def _lock(self, t: Transaction, user_id: int) -> asyncpg.Record:
        row = await t.maybe(Q.lock, user_id=user_id)
        if row is None:
            raise NotFound("the account does not exist")
        return row

    async def _mine(self, t: Transaction, user_id: int, channel_id: int) -> asyncpg.Record:
        await self._lock(t, user_id)
        row = await t.maybe(Q.get, user_id=user_id, channel_id=channel_id)
        if row is None:
            raise _no_channel()
        return row

    def _channel(self, row: asyncpg.Record) -> UserChannel:
        traits = self._channels.get(row["kind"])
        state = _state(row, is_configured=traits is not None and traits.is_configured)
        return struct(UserChannel, row, id=str(row["id"]), state=state)


async def end_waiting(t: Transaction, channel_id: int, kind: str) -> None:
    """Give up what is due to one that is not in use, inside a transaction that does more."""
    ended = await t.run(RECEIVERS.end_orphans, receiver=channel_id, error=REMOVED)
    metrics.DELIVERIES.labels(kind, "dropped").inc(ended)


async def end(t: Transaction, channel_id: int, kind: str, error: str) -> None:
    """Its service says that nothing leads there: it is not tried again until its person says so."""
    await t.run(Q.end, channel_id=channel_id, error=kept(error))
    await end_waiting(t, channel_id, kind)


def _no_channel() -> NotFound:
    return NotFound("the channel does not exist")


def _where(to: Destination) -> dict[str, Any]:
    """The columns of an address."""
    return {"address": to.address, "address_hash": _digest(to.identity), "name": to.name}


def _digest(identity: str) -> bytes:
    return hashlib.sha256(identity.encode()).digest()


def _state(row: Mapping[str, Any], *, is_configured: bool) -> State:
    if not row["active"]:
        return "paused"
    if row["gone_at"] is not None:
        return "gone"
    if row["confirmed_at"] is None:
        return "unconfirmed"
    if not is_configured:
        return "unconfigured"
    return "failing" if row["failures"] else "ok"
