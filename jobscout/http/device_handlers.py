"""Devices that receive push messages."""

from typing import Annotated, ClassVar

from aiohttp import web
from msgspec import Meta

from jobscout.http import fields
from jobscout.http.codec import path_id
from jobscout.http.inputs import Input
from jobscout.http.keys import stores, user_id
from jobscout.http.paging import Page, PageQuery, RowId, page_of, read_cursor
from jobscout.http.routing import Answer
from jobscout.model import Platform
from jobscout.sql.devices import Device


class NewDevice(Input):
    token: Annotated[str, Meta(min_length=1, max_length=4096)]
    platform: Platform
    rules: ClassVar = {"token": fields.line}


async def list_devices(request: web.Request, query: PageQuery) -> Page[Device]:
    """The user's devices, oldest first."""
    (after,) = read_cursor(query.cursor, "devices", tuple[RowId]) or (0,)
    found = await stores(request).devices.page(user_id(request), after, query.limit + 1)
    return page_of(found, query.limit, "devices", lambda device: (int(device.id),))


async def add_device(request: web.Request, body: NewDevice) -> Answer[Device]:
    """Register a device for push messages; a known token moves to this user."""
    devices = stores(request).devices
    device, is_new = await devices.put(user_id(request), body.token, body.platform)
    return Answer(device, status=201 if is_new else 200)


async def delete_device(request: web.Request) -> None:
    """Stop push messages to a device."""
    await stores(request).devices.delete(user_id(request), path_id(request))
