"""Telegram: one message from the operator's bot to a chat that was linked to it.

https://core.telegram.org/bots/api: a bot may write only to who has started it. A person follows a
link with a token of ours (``https://t.me/<bot>?start=<token>``), and the bot is told the token and
the chat. So nobody can have alerts sent to another's chat.
"""

from __future__ import annotations

import asyncio
import html
import secrets
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import msgspec

from jobscout.errors import AddressGone, Busy, ChannelUnconfigured, DeliveryError, DeliveryRefused
from jobscout.finding import Finding, broken, ok
from jobscout.outgoing import Destination, LinkedChat
from jobscout.outside.channels.receiver import ReceiverAdapter
from jobscout.outside.receiver_client import ReceiverClient
from jobscout.rules import notices
from jobscout.rules.lines import shortened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobscout.outside.channels import Opening
    from jobscout.settings import Settings

MAX_TEXT: Final = 4096 - 100  # UTF-16 code units, after the markup was read
EVERY_S: Final = 1 / 25  # it takes some thirty messages a second from a bot
UPDATES: Final = 100  # at a time
UPDATES_BYTES: Final = 2**20
# What Telegram says of a chat where no message arrives any more.
GONE: Final = ("chat not found", "is deactivated", "was deactivated", "PEER_ID_INVALID")


class TelegramAddress(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """*chat_id* is null until the link was followed. A person gives neither."""

    chat_id: int | None = None


class _Parameters(msgspec.Struct):
    retry_after: float | None = None
    migrate_to_chat_id: int | None = None


class _Refusal(msgspec.Struct):
    description: str = ""
    parameters: _Parameters | None = None


class _Chat(msgspec.Struct):
    id: int
    title: str = ""
    username: str = ""
    first_name: str = ""


class _Message(msgspec.Struct):
    chat: _Chat
    text: str = ""


class _Update(msgspec.Struct):
    update_id: int
    message: _Message | None = None


class _Updates(msgspec.Struct):
    result: list[_Update]


class _Bot(msgspec.Struct):
    username: str


class _Me(msgspec.Struct):
    result: _Bot


class Telegram(ReceiverAdapter[TelegramAddress]):
    """*token* is the bot's, None where there is no bot; *api* is where its API is."""

    kind = "telegram"
    config = TelegramAddress
    setting = "TELEGRAM_BOT_TOKEN"
    links_chats = True
    # twenty messages a minute to a group
    pace = timedelta(seconds=3)

    def __init__(
        self, client: ReceiverClient, *, app_url: str, token: str | None, api: str
    ) -> None:
        super().__init__(client, app_url=app_url)
        self._token = token
        self._api = api
        self._name: str | None = None
        self._read_to: int | None = None
        self._free_at = 0.0

    @classmethod
    def opened(cls, opening: Opening) -> Telegram:
        settings = opening.settings
        return cls(
            _client(settings),
            app_url=settings.app_url,
            token=settings.telegram_bot_token,
            api=settings.telegram_api_url,
        )

    @classmethod
    async def examine(cls, settings: Settings) -> list[Finding]:
        """Whether Telegram knows the bot; no message is sent."""
        token = settings.telegram_bot_token
        if token is None:
            return [ok(cls.setting, "is not set: nobody can add a Telegram chat")]
        telegram = cls(_client(settings), app_url="", token=token, api=settings.telegram_api_url)
        try:
            return [ok(cls.setting, f"is that of @{await telegram.bot_name()}")]
        except (DeliveryError, Busy) as error:
            cure = "copy the token that @BotFather shows"
            return [broken(cls.setting, f"is of no use: {error}", cure)]
        finally:
            await telegram.close()

    @property
    def is_configured(self) -> bool:
        return self._token is not None

    async def bot_name(self) -> str:
        """Raises DeliveryError: Telegram does not answer, or knows no such bot."""
        if self._name is None:
            body = await self._call("getMe", {}, reads=UPDATES_BYTES)
            self._name = _decoded(body, _Me).result.username
        return self._name

    async def destination(self, config: Mapping[str, Any]) -> Destination:
        """Raises InvalidInput; DeliveryError: Telegram does not answer."""
        self._converted(config, _NoConfig)
        token = secrets.token_urlsafe(24)
        return Destination(
            address=msgspec.json.encode(TelegramAddress()).decode(),
            identity=token,
            name="not linked yet",
            confirmed=False,
            link=f"https://t.me/{await self.bot_name()}?start={token}",
        )

    async def linked_chats(self) -> list[LinkedChat]:
        """Who followed links since the last call. Those of that call are forgotten by Telegram.

        Raises:
            DeliveryError: Telegram does not answer.
            Busy: enough other calls to it are under way.
        """
        asked: dict[str, object] = {"limit": UPDATES, "timeout": 0, "allowed_updates": ["message"]}
        if self._read_to is not None:
            asked["offset"] = self._read_to
        body = await self._call("getUpdates", asked, reads=UPDATES_BYTES)
        updates = _decoded(body, _Updates).result
        if updates:
            self._read_to = updates[-1].update_id + 1
        return [chat for update in updates if update.message and (chat := _linked(update.message))]

    async def _send(self, address: TelegramAddress, said: notices.Notice, _message_id: str) -> None:
        if address.chat_id is None:
            raise DeliveryRefused("no chat is linked yet")
        await self._take_turn()
        content: dict[str, object] = {
            "chat_id": address.chat_id,
            "text": _text(said),
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        moved = await self._try(content)
        if moved is not None:  # a group that became a supergroup
            await self._try(content | {"chat_id": moved})

    async def _try(self, content: Mapping[str, object]) -> int | None:
        """The chat that this one became, if Telegram says so; None: it was taken."""
        try:
            await self._call("sendMessage", content)
        except _MovedError as moved:
            return moved.chat_id
        return None

    async def _take_turn(self) -> None:
        """Wait until all chats together may be sent one more message by this process."""
        now = time.monotonic()
        turn = max(self._free_at, now)
        self._free_at = turn + EVERY_S
        await asyncio.sleep(turn - now)

    async def _call(self, method: str, content: Mapping[str, object], *, reads: int = 0) -> bytes:
        if self._token is None:
            raise ChannelUnconfigured("telegram is not configured here")
        url = f"{self._api}/bot{self._token}/{method}"
        reply = await self._post(url, content, reads_answer=reads)
        if reply.is_taken:
            return reply.body
        try:
            refusal = msgspec.json.decode(reply.body, type=_Refusal)
        except (msgspec.DecodeError, ValueError):
            refusal = _Refusal()
        parameters = refusal.parameters or _Parameters()
        said = f"Telegram answers HTTP {reply.status}"
        match reply.status:
            case 400 if parameters.migrate_to_chat_id is not None:
                raise _MovedError(parameters.migrate_to_chat_id)
            case 400 if any(words in refusal.description for words in GONE):
                raise AddressGone(f"{said}: there is no such chat any more")
            case 403:
                raise AddressGone(f"{said}: the bot was blocked or removed")
            case 400:
                raise DeliveryRefused(f"{said}: it does not take this message")
            case 401 | 404:
                raise DeliveryError(f"{said}: it does not know this server's bot")
            case _:
                wait = parameters.retry_after or reply.retry_after_s
                raise DeliveryError(said, retry_after_s=wait)


class _NoConfig(msgspec.Struct, forbid_unknown_fields=True):
    """A chat is named by following a link, and by nothing else."""


class _MovedError(DeliveryRefused):
    def __init__(self, chat_id: int) -> None:
        super().__init__("the group moved, and moved again")
        self.chat_id = chat_id


def _client(settings: Settings) -> ReceiverClient:
    """The operator's own API server may be anywhere."""
    api = urlsplit(settings.telegram_api_url)
    port = api.port or (443 if api.scheme == "https" else 80)
    contact = settings.contact_email or settings.base_url
    allow = {*settings.fetch_allow, f"{api.hostname}:{port}"}
    return ReceiverClient(contact=contact, allow=allow)


def _decoded(body: bytes, kind: type[Any]) -> Any:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, ValueError) as error:
        raise DeliveryError("Telegram answers something else than it should") from error


def _linked(message: _Message) -> LinkedChat | None:
    """``/start <token>``, in a group ``/start@bot <token>``."""
    command, _, token = message.text.partition(" ")
    if command.partition("@")[0] != "/start" or not 16 <= len(token) <= 64:
        return None
    chat = message.chat
    called = f"@{chat.username}" if chat.username else chat.title or chat.first_name or "a chat"
    address = msgspec.json.encode(TelegramAddress(chat_id=chat.id)).decode()
    return LinkedChat(
        token=token,
        to=Destination(address=address, identity=f"chat {chat.id}", name=shortened(called, 60)),
    )


def _text(said: notices.Notice) -> str:
    room = MAX_TEXT - notices.utf16(said.heading)
    shown, left = notices.fitting(
        said.entries, room, lambda entry: notices.utf16(entry.label + entry.detail) + 1
    )
    parts = [f"<b>{html.escape(said.heading)}</b>", *(_entry(entry) for entry in shown)]
    return "\n\n".join([*parts, notices.more(left)] if left else parts)


def _entry(entry: notices.Entry) -> str:
    label = html.escape(entry.label)
    if entry.url:
        label = f'<a href="{html.escape(entry.url)}">{label}</a>'
    return "\n".join(filter(None, (label, html.escape(entry.detail))))


ADAPTER = Telegram
