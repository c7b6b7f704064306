"""Stand-ins on loopback for the services behind users' channels, each as strict as its API.

What breaks a limit of the service is refused as the service refuses it, so that no test passes
with a message that nobody would have seen.
"""

from __future__ import annotations

import html
import json
import re
import time
from typing import TYPE_CHECKING, Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from jobscout.outgoing import Destination
from jobscout.outside.channels.discord import Discord
from jobscout.outside.channels.ntfy import Ntfy
from jobscout.outside.channels.slack import Slack
from jobscout.outside.channels.telegram import Telegram
from jobscout.outside.channels.webpush import WebPush
from jobscout.outside.receiver_client import ReceiverClient
from jobscout.outside.web_push import SenderKey, public_key, unpadded
from jobscout.rules.notices import utf16
from tests.channel_service import APP_URL, Refused, Service

if TYPE_CHECKING:
    from jobscout.outgoing import UserChannelKind
    from jobscout.outside.channels.receiver import ReceiverAdapter


class NtfyService(Service):
    kind = "ntfy"
    adapter = Ntfy

    @property
    def config(self) -> dict[str, Any]:
        return {"server": self.url, "topic": "alerts-of-ada", "token": "tk_secret_of_ada"}

    def check(self, request: web.Request, content: dict[str, Any]) -> None:
        if request.path != "/" or content["topic"] != "alerts-of-ada":
            raise Refused(404, '{"code":40401,"error":"page not found"}')
        if request.headers.get("Authorization") != "Bearer tk_secret_of_ada":
            raise Refused(403, '{"code":40301,"error":"forbidden"}')
        if len(content["message"].encode()) > 4096 or len(content["title"].encode()) > 256:
            raise Refused(413, '{"code":41301,"error":"message too large"}')

    def text(self, content: dict[str, Any]) -> str:
        return f"{content['title']}\n{content['message']}"


class SlackService(Service):
    kind = "slack"
    adapter = Slack
    path = "/services/T1/B1/secretofada"

    @property
    def config(self) -> dict[str, Any]:
        return {"url": f"{self.url}{self.path}"}

    def check(self, request: web.Request, content: dict[str, Any]) -> None:
        if request.path != self.path:
            raise Refused(404, "no_service")
        blocks = content["blocks"]
        texts = [block["text"]["text"] for block in blocks]
        if not content["text"] or len(blocks) > 50 or any(len(text) > 3000 for text in texts):
            raise Refused(400, "invalid_blocks")

    def text(self, content: dict[str, Any]) -> str:
        return "\n".join(block["text"]["text"] for block in content["blocks"])


class DiscordService(Service):
    kind = "discord"
    adapter = Discord
    path = "/api/webhooks/1/secretofada"

    @property
    def config(self) -> dict[str, Any]:
        return {"url": f"{self.url}{self.path}"}

    def check(self, request: web.Request, content: dict[str, Any]) -> None:
        if request.path != self.path:
            raise Refused(404, '{"message": "Unknown Webhook", "code": 10015}')
        embeds = content["embeds"]
        if (
            request.query.get("wait") != "true"
            or content["allowed_mentions"] != {"parse": []}
            or len(content["content"]) > 2000
            or len(embeds) > 10
            or any(len(one["title"]) > 256 or len(one["description"]) > 4096 for one in embeds)
            or sum(len(one["title"] + one["description"]) for one in embeds) > 6000
        ):
            raise Refused(400, '{"message": "Invalid Form Body", "code": 50035}')

    def text(self, content: dict[str, Any]) -> str:
        embeds = [f"{one['title']}\n{one['description']}" for one in content["embeds"]]
        return "\n".join([content["content"], *embeds])


class TelegramService(Service):
    """*updates* are what people did in chats, until the bot has read on."""

    kind = "telegram"
    adapter = Telegram
    token = "123456:secret-of-the-bot"

    def __init__(self) -> None:
        super().__init__()
        self.updates: list[dict[str, Any]] = []
        self._started = 0

    @property
    def config(self) -> dict[str, Any]:
        return {}

    @property
    def settings(self) -> dict[str, str]:
        return {"TELEGRAM_BOT_TOKEN": self.token, "TELEGRAM_API_URL": self.url}

    def adapter_of(self, **options: Any) -> Telegram:
        given: dict[str, Any] = {"contact": "ops@example.org", "allow": [self.at], "call_s": 0.5}
        client = ReceiverClient(**(given | options))
        return Telegram(client, app_url=APP_URL, token=self.token, api=self.url)

    async def destination(self, adapter: ReceiverAdapter[Any]) -> Destination:
        return Destination(address='{"chat_id":7}', identity="chat 7", name="@ada")

    def starts(self, words: str, chat: dict[str, Any]) -> None:
        """Somebody sends this in a chat."""
        self._started += 1
        message = {"chat": chat, "text": words}
        self.updates.append({"update_id": 100 + self._started, "message": message})

    async def speak(self, request: web.Request) -> web.StreamResponse:
        method = request.path.rpartition("/")[2]
        if request.path != f"/bot{self.token}/{method}":
            return web.json_response({"ok": False, "description": "Unauthorized"}, status=401)
        if method == "getMe":
            return web.json_response({"ok": True, "result": {"id": 1, "username": "scout_bot"}})
        if method == "getUpdates":
            read_to = json.loads(await request.read()).get("offset", 0)
            self.updates = [one for one in self.updates if one["update_id"] >= read_to]
            return web.json_response({"ok": True, "result": self.updates})
        return await super().speak(request)

    def check(self, request: web.Request, content: dict[str, Any]) -> None:
        if content["chat_id"] != 7:
            raise Refused(400, '{"ok":false,"description":"Bad Request: chat not found"}')
        bare = re.sub(r'<b>|</b>|<a href="[^"<>]*">|</a>', "", content["text"])
        if content["parse_mode"] != "HTML" or re.search(r"[<>]", bare):
            raise Refused(400, '{"ok":false,"description":"Bad Request: can\'t parse entities"}')
        if utf16(html.unescape(bare)) > 4096:
            raise Refused(400, '{"ok":false,"description":"Bad Request: message is too long"}')

    def text(self, content: dict[str, Any]) -> str:
        return html.unescape(re.sub(r"<[^>]*>", "", content["text"]))


class WebPushService(Service):
    """A push service and the one browser that subscribed there, which alone can read messages."""

    kind = "webpush"
    adapter = WebPush
    taken_status = 201
    path = "/wpush/v2/secretofada"
    key = SenderKey("x" * 42 + "w")

    def __init__(self) -> None:
        super().__init__()
        self._private = ec.generate_private_key(ec.SECP256R1())
        self._auth = b"sixteen bytes 16"
        self.tokens: list[dict[str, Any]] = []
        self._subscriptions = 0

    @property
    def config(self) -> dict[str, Any]:
        return {
            "endpoint": f"{self.url}{self.path}",
            "expirationTime": None,
            "keys": {"p256dh": unpadded(self._point), "auth": unpadded(self._auth)},
        }

    @property
    def settings(self) -> dict[str, str]:
        return {"VAPID_PRIVATE_KEY": "x" * 42 + "w"}

    @property
    def _point(self) -> bytes:
        return self._private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )

    def adapter_of(self, **options: Any) -> WebPush:
        given: dict[str, Any] = {"contact": "ops@example.org", "allow": [self.at], "call_s": 0.5}
        client = ReceiverClient(**(given | options))
        return WebPush(client, app_url=APP_URL, key=self.key, contact="mailto:ops@example.org")

    async def destination(self, adapter: ReceiverAdapter[Any]) -> Destination:
        """A new subscription each time, with the same keys."""
        self._subscriptions += 1
        endpoint = f"{self.url}{self.path}/{self._subscriptions}"
        return await adapter.destination(self.config | {"endpoint": endpoint})

    async def take(self, request: web.Request) -> None:
        body = await request.read()
        if len(body) > 4096:
            raise Refused(413, "too large")
        scheme, _, rest = request.headers["Authorization"].partition(" ")
        token, key = (part.partition("=")[2] for part in rest.split(", "))
        claims = jwt.decode(
            *(token, public_key(key), ["ES256"]), audience=self.url, options={"require": ["exp"]}
        )
        self.tokens.append(claims)
        if (scheme, key) != ("vapid", self.key.public) or claims["exp"] > time.time() + 86_400:
            raise Refused(403, "not the key of this subscription")
        if not request.path.startswith(self.path) or len(request.headers["Topic"]) > 32:
            raise Refused(404, "no such subscription")
        if not int(request.headers["TTL"]) or request.headers["Content-Encoding"] != "aes128gcm":
            raise Refused(400, "not a message")
        content = json.loads(self.opened(body))
        self.messages.append(content)
        self.taken[self.text(content)] += 1
        self.took.set()

    def opened(self, body: bytes) -> bytes:
        """As the browser reads a message (RFC 8188, RFC 8291)."""
        salt, size, length = body[:16], int.from_bytes(body[16:20]), body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= size
        sender = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        shared = self._private.exchange(ec.ECDH(), sender)

        def derived(secret: bytes, salt: bytes, info: bytes, size: int) -> bytes:
            return HKDF(hashes.SHA256(), size, salt, info).derive(secret)

        info = b"WebPush: info\0" + self._point + theirs
        secret = derived(shared, self._auth, info, 32)
        key = derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = derived(secret, salt, b"Content-Encoding: nonce\0", 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        assert plain.endswith(b"\x02")
        return plain[:-1]

    def text(self, content: dict[str, Any]) -> str:
        return f"{content['title']}\n{content['body']}"


SERVICES: dict[UserChannelKind, type[Service]] = {
    each.kind: each
    for each in (NtfyService, SlackService, DiscordService, TelegramService, WebPushService)
}
