"""Web Push: one encrypted message for each browser or app that subscribed (RFC 8030).

The address is a subscription as a browser gives it, or an app of UnifiedPush: an endpoint on any
push service, and the keys to which only the subscriber has the other half. An endpoint is a
secret, and bound to this server's key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import msgspec
from msgspec import Meta
from yarl import URL

from jobscout.finding import Finding, ok, remark
from jobscout.outgoing import Destination
from jobscout.outside import web_push
from jobscout.outside.channels.receiver import ReceiverAdapter, invalid, masked, refused
from jobscout.outside.receiver_client import ReceiverClient
from jobscout.rules import notices

if TYPE_CHECKING:
    from jobscout.outside.channels import Opening
    from jobscout.settings import Settings

KEPT_S: Final = 3 * 86400  # by the push service, for a device that is off
SHOWN: Final = 3  # jobs; a notification shows no more
MAX_TITLE: Final = 300  # bytes
MAX_BODY: Final = 1200
# The file in DATA_DIR with the key, where VAPID_PRIVATE_KEY is not set.
KEY_FILE: Final = "vapid"


class _Keys(msgspec.Struct, frozen=True, kw_only=True):
    p256dh: Annotated[str, Meta(min_length=1, max_length=100)]
    auth: Annotated[str, Meta(min_length=1, max_length=30)]


class WebPushAddress(msgspec.Struct, frozen=True, kw_only=True):
    """What ``PushSubscription.toJSON()`` gives; when it expires is no promise, and not kept."""

    endpoint: Annotated[str, Meta(min_length=1, max_length=2000)]
    keys: _Keys


class WebPush(ReceiverAdapter[WebPushAddress]):
    """*contact* is where push services may complain."""

    kind = "webpush"
    config = WebPushAddress
    setting = "VAPID_PRIVATE_KEY"
    is_device = True

    def __init__(
        self, client: ReceiverClient, *, app_url: str, key: web_push.SenderKey, contact: str
    ) -> None:
        super().__init__(client, app_url=app_url)
        self._key = key
        self._contact = contact

    @classmethod
    def opened(cls, opening: Opening) -> WebPush:
        settings = opening.settings
        return cls(
            ReceiverClient.of(settings),
            app_url=settings.app_url,
            key=web_push.sender_key(settings.vapid_private_key, settings.data_dir / KEY_FILE),
            contact=_contact(settings),
        )

    @classmethod
    async def examine(cls, settings: Settings) -> list[Finding]:
        if settings.vapid_private_key is not None:
            return [ok(cls.setting, "fine")]
        if settings.database_url is not None:
            said = "is made under DATA_DIR, so browsers subscribe to each process apart"
            return [remark(cls.setting, said, "give all processes the same VAPID_PRIVATE_KEY")]
        return [ok(cls.setting, "is made under DATA_DIR")]

    @property
    def public_key(self) -> str:
        """By which browsers know whose messages to take."""
        return self._key.public

    def _named(self, address: WebPushAddress) -> Destination:
        endpoint = self._checked("endpoint", address.endpoint)
        try:
            web_push.public_key(address.keys.p256dh)
        except ValueError as error:
            raise invalid("keys.p256dh", "is no public key of P-256") from error
        try:
            web_push.padded(address.keys.auth, web_push.AUTH_BYTES)
        except ValueError as error:
            raise invalid("keys.auth", str(error)) from error
        stored = msgspec.structs.replace(address, endpoint=endpoint)
        target = URL(endpoint)
        return Destination(
            address=msgspec.json.encode(stored).decode(),
            identity=endpoint,
            name=f"{target.authority}/{masked(target.raw_path_qs.rpartition('/')[2])}",
        )

    async def _send(self, address: WebPushAddress, said: notices.Notice, message_id: str) -> None:
        headers = {
            "Content-Type": "application/octet-stream",
            "Content-Encoding": "aes128gcm",
            "TTL": str(KEPT_S),
            "Urgency": "normal",
            # one that was not delivered yet is replaced by a copy of itself
            "Topic": message_id,
            "Authorization": self._key.authorization(address.endpoint, self._contact),
        }
        keys = address.keys
        body = web_push.encrypted(_payload(said, message_id), keys.p256dh, keys.auth)
        reply = await self._client.post(address.endpoint, body, headers, reads_refusal=True)
        if not reply.is_taken:
            raise refused(reply, gone=reply.status in {404, 410})


def _payload(said: notices.Notice, message_id: str) -> bytes:
    """JSON for ``console/worker.js``; *tag* has a copy shown in the place of the first."""
    shown = said.entries[:SHOWN]
    lines = [" · ".join(filter(None, (entry.label, entry.detail))) for entry in shown]
    if left := len(said.entries) - len(shown):
        lines.append(notices.more(left))
    content: dict[str, Any] = {
        "title": notices.cut_to_bytes(said.heading, MAX_TITLE),
        "body": notices.cut_to_bytes("\n".join(lines), MAX_BODY),
        "url": said.link,
        "tag": message_id,
    }
    encoded = msgspec.json.encode(content)
    if len(encoded) > web_push.MAX_PLAINTEXT:  # characters that JSON writes as six
        encoded = msgspec.json.encode(content | {"body": ""})
    return encoded


def _contact(settings: Settings) -> str:
    """RFC 8292 asks for an address of the operator's."""
    return f"mailto:{settings.contact_email}" if settings.contact_email else settings.base_url


ADAPTER = WebPush
