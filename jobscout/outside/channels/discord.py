"""Discord: one message through an incoming webhook.

https://docs.discord.com/developers/resources/webhook#execute-webhook: the URL is the secret, and
who has it may post to its channel. Five messages in two seconds for each webhook.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from jobscout.errors import DeliveryError
from jobscout.outside.channels.incoming_webhook import IncomingWebhookAdapter
from jobscout.outside.channels.receiver import refused
from jobscout.rules import notices

if TYPE_CHECKING:
    from jobscout.outside.channels.incoming_webhook import IncomingWebhookAddress

HOSTS: Final = frozenset({"discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com"})
MAX_EMBEDS: Final = 10
MAX_CONTENT: Final = 2000  # characters, as all of these
MAX_TITLE: Final = 256
MAX_ALL: Final = 5800  # of all embeds together it takes 6,000
# JSON error codes of an address that is none any more: Unknown Webhook, Invalid Webhook Token
GONE: Final = frozenset({10015, 50027})
_MARKS: Final = re.compile(r"([\\`*_~|<>\[\]()#:@-])")


class _Refusal(msgspec.Struct):
    code: int | None = None
    retry_after: float | None = None


class Discord(IncomingWebhookAdapter):
    kind = "discord"
    hosts = HOSTS

    async def _send(
        self, address: IncomingWebhookAddress, said: notices.Notice, _message_id: str
    ) -> None:
        shown, _ = notices.fitting(said.entries[:MAX_EMBEDS], MAX_ALL, _size)
        embeds = [_embed(entry) for entry in shown]
        content = _escaped(said.heading)[:MAX_CONTENT]
        if left := len(said.entries) - len(embeds):
            content += f"\n{notices.more(left)}"
        body = {"content": content, "embeds": embeds, "allowed_mentions": {"parse": []}}
        # it answers when the message is there, not before
        reply = await self._post(address.url, body, params={"wait": "true"})
        if not reply.is_taken:
            said_why = _refusal(reply.body)
            if reply.status == 429 and said_why.retry_after is not None:
                wait = max(said_why.retry_after, reply.retry_after_s or 0.0)
                raise DeliveryError("it answers HTTP 429", retry_after_s=wait)
            raise refused(reply, gone=said_why.code in GONE)


def _size(entry: notices.Entry) -> int:
    embed = _embed(entry)
    return notices.utf16(embed["title"]) + notices.utf16(embed["description"])


def _embed(entry: notices.Entry) -> dict[str, str]:
    # cut before it is escaped, so that no escape loses its character
    title = entry.label
    while notices.utf16(_escaped(title)) > MAX_TITLE:
        title = title[:-1]
    embed = {"title": _escaped(title), "description": _escaped(entry.detail)}
    return embed | ({"url": entry.url} if entry.url else {})


def _escaped(text: str) -> str:
    """Every mark that Discord reads as formatting or as a mention stands for itself."""
    return _MARKS.sub(r"\\\1", text)


def _refusal(body: bytes) -> _Refusal:
    try:
        return msgspec.json.decode(body, type=_Refusal)
    except (msgspec.DecodeError, ValueError):
        return _Refusal()


ADAPTER = Discord
