"""Channels that a user adds: Discord, ntfy, Slack and others, and a test of each."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from aiohttp import web
from msgspec import UNSET, Meta, UnsetType

from jobscout.errors import (
    AddressGone,
    Busy,
    DeliveryError,
    DeliveryRefused,
    FieldError,
    InvalidInput,
    NotFound,
    Outage,
)
from jobscout.http.codec import encode, path_id
from jobscout.http.inputs import Input
from jobscout.http.keys import SERVICES, ChannelAdapter, UserChannelAdapter, stores, user_id
from jobscout.http.paging import Page, PageQuery, RowId, page_of, read_cursor
from jobscout.http.routing import Answer
from jobscout.outgoing import Alerts, Destination, Outgoing, UserChannelKind
from jobscout.sql.alert_views import WebhookTest
from jobscout.sql.user_channels import AddedChannel, Target, UserChannel

Config = Annotated[
    dict[str, Any],
    Meta(description="The address; its fields depend on the kind, see docs/channels.md."),
]


class NewUserChannel(Input):
    kind: UserChannelKind
    config: Config


class UserChannelChange(Input):
    active: bool | UnsetType = UNSET
    config: Config | UnsetType = UNSET


class ChannelTest(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a test message. *detail* is what its receiver said, where it did not take it.

    ``gone``: the service says that nothing reaches this address. *retry_after_s*: how many seconds
    it asks to be left alone.
    """

    outcome: Literal["sent", "refused", "gone", "retry-later", "unconfigured"]
    detail: str | None = None
    retry_after_s: float | None = None


class WebPushKey(msgspec.Struct, frozen=True, kw_only=True):
    """The `applicationServerKey` of subscriptions: P-256, uncompressed, in base64url."""

    public_key: str


async def web_push_key(request: web.Request) -> WebPushKey:
    """The key with which a browser subscribes to this server's messages (VAPID, RFC 8292)."""
    adapter = request.app[SERVICES].channels.get("webpush")
    if adapter is None or adapter.public_key is None:
        raise NotFound("there is no key")
    return WebPushKey(public_key=adapter.public_key)


async def list_channels(request: web.Request, query: PageQuery) -> Page[UserChannel]:
    """The channels that the user added, oldest first."""
    (after,) = read_cursor(query.cursor, "channels", tuple[RowId]) or (0,)
    found = await stores(request).user_channels.page(user_id(request), after, query.limit + 1)
    return page_of(found, query.limit, "channels", lambda channel: (int(channel.id),))


async def get_channel(request: web.Request) -> UserChannel:
    """A channel and its state."""
    return await stores(request).user_channels.get(user_id(request), path_id(request))


async def add_channel(request: web.Request, body: NewUserChannel) -> Answer[AddedChannel]:
    """Send alerts to one more address; one that is known already begins anew.

    No answer repeats its secrets. Where there is a `link`, nothing is sent before somebody has
    followed it from the chat that it is to be.
    """
    to = await _destination(request, body.kind, body.config)
    channel, is_new = await stores(request).user_channels.add(user_id(request), body.kind, to)
    return Answer(channel, status=201 if is_new else 200)


async def change_channel(request: web.Request, body: UserChannelChange) -> UserChannel:
    """Pause a channel, resume it, or give it another address.

    Alerts of a pause are not sent later. One that is resumed is tried again at once, also if it
    was gone.
    """
    mine, channel_id = stores(request).user_channels, path_id(request)
    to = None
    if body.config is not UNSET:
        kind = (await mine.get(user_id(request), channel_id)).kind
        to = await _destination(request, kind, body.config)
        if to.link is not None:
            raise InvalidInput([FieldError("config", f"of {kind} is another channel: add that")])
    active = None if body.active is UNSET else body.active
    return await mine.change(user_id(request), channel_id, active=active, to=to)


async def delete_channel(request: web.Request) -> None:
    """Forget a channel; waiting alerts are not sent there any more."""
    await stores(request).user_channels.delete(user_id(request), path_id(request))


async def test_channel(request: web.Request) -> ChannelTest:
    """Send one message now, and say what its receiver answered.

    The id is that of a channel that the user added, or `email`, `webhook`, or `push-` and the id
    of a device. What waits for a channel that failed is sent at once after a test that succeeds.
    """
    mine, who = stores(request).user_channels, user_id(request)
    target = await mine.target(who, request.match_info["id"])
    sender = request.app[SERVICES].senders.get(target.kind)
    if sender is None or not sender.is_configured:
        return ChannelTest(outcome="unconfigured", detail=f"{target.kind} is not configured here")
    try:
        await _send_test(request, sender, target)
    except Busy as error:
        return ChannelTest(outcome="retry-later", detail=str(error))
    except AddressGone as error:
        if target.channel_id is not None:
            await mine.end(who, target.channel_id, str(error))
        if target.device_id is not None:
            await stores(request).deliveries.forget_device(target.device_id)
        if target.kind == "email" and target.address:
            await stores(request).mail_suppressions.suppress(who, target.address, str(error))
        return ChannelTest(outcome="gone", detail=str(error))
    except DeliveryRefused as error:
        return ChannelTest(outcome="refused", detail=str(error))
    except DeliveryError as error:
        wait = error.retry_after_s
        return ChannelTest(outcome="retry-later", detail=str(error), retry_after_s=wait)
    if target.channel_id is not None:
        await mine.works(who, target.channel_id)
    return ChannelTest(outcome="sent")


async def _send_test(request: web.Request, sender: ChannelAdapter, target: Target) -> None:
    """Raises DeliveryError, Busy."""
    message_id = stores(request).deliveries.message_id(target.kind)
    outgoing = Outgoing(
        id=0,
        user_id=user_id(request),
        channel=target.kind,
        alert_ids=[],
        message_id=message_id,
        attempts=1,
        reachable=True,
        address=target.address,
        device_id=target.device_id,
        full_name=target.full_name,
        secret=target.secret,
    )
    await sender.send(outgoing, Alerts(body=encode(WebhookTest(delivery_id=message_id))))


async def _destination(
    request: web.Request, kind: UserChannelKind, config: Mapping[str, Any]
) -> Destination:
    """Raises InvalidInput; Outage: the channel's service does not answer."""
    try:
        return await _adapter(request, kind).destination(config)
    except (DeliveryError, Busy) as error:
        raise Outage(f"{kind} cannot be asked: {error}") from error


def _adapter(request: web.Request, kind: UserChannelKind) -> UserChannelAdapter:
    """Raises InvalidInput: this installation cannot send by it."""
    adapter = request.app[SERVICES].channels.get(kind)
    if adapter is None or not adapter.is_configured:
        raise InvalidInput([FieldError("kind", f"{kind} is not configured here")])
    return adapter
