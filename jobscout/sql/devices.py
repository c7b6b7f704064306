"""Devices: the targets of a user's push messages."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from jobscout.errors import NotFound
from jobscout.model import Platform
from jobscout.sql.queries import load
from jobscout.sql.rows import struct

if TYPE_CHECKING:
    import asyncpg

    from jobscout.sql.database import Database

DEVICES = load("devices")


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """One app installation that receives push messages."""

    id: str
    token: str
    platform: Platform
    created_at: datetime
    last_seen_at: datetime


class Devices:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def put(self, user_id: int, token: str, platform: Platform) -> tuple[Device, bool]:
        """The device, and whether its token is new; a known one moves to this user."""
        row = await self._db.one(DEVICES.put, user_id=user_id, token=token, platform=platform)
        return _device(row), row["is_new"]

    async def page(self, user_id: int, after: int, most: int) -> list[Device]:
        """At most *most* devices with an id above *after*, oldest first."""
        rows = await self._db.all(DEVICES.page, user_id=user_id, after=after, most=most)
        return [_device(row) for row in rows]

    async def delete(self, user_id: int, device_id: int) -> None:
        """Raises NotFound: this user has no device with the id."""
        if not await self._db.run(DEVICES.delete, user_id=user_id, device_id=device_id):
            raise NotFound("the device does not exist")


def _device(row: asyncpg.Record) -> Device:
    return struct(Device, row, id=str(row["id"]))
