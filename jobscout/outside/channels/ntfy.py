"""ntfy: one message for a topic, on ntfy.sh or a server of the person's own.

https://docs.ntfy.sh/publish/: a topic needs no sign-in, and is "essentially a password": who names
one can publish to it without us.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Final

import msgspec
from msgspec import Meta
from yarl import URL

from jobscout.outgoing import Destination
from jobscout.outside.channels.receiver import ReceiverAdapter, invalid, masked, refused
from jobscout.rules import notices

SERVER: Final = "https://ntfy.sh"
MAX_TITLE: Final = 250  # bytes; phones show fewer
# A longer message than 4,096 bytes becomes an attachment.
MAX_MESSAGE: Final = 3900


class NtfyAddress(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """*server* without a path; *token* where the topic is protected."""

    topic: Annotated[str, Meta(pattern=r"^[-_A-Za-z0-9]{1,64}\Z", max_length=64)]
    server: Annotated[str, Meta(min_length=1, max_length=500)] = SERVER
    token: Annotated[str, Meta(pattern=r"^[!-~]{1,200}\Z", max_length=200)] | None = None


class Ntfy(ReceiverAdapter[NtfyAddress]):
    kind = "ntfy"
    config = NtfyAddress
    # ntfy.sh takes 60 messages at once, and then one in five seconds, of each sender's address.
    pace = timedelta(seconds=5)

    def _named(self, address: NtfyAddress) -> Destination:
        server = URL(self._checked("server", address.server))
        if server.raw_path not in {"", "/"} or server.query_string:
            raise invalid("server", "must not have a path")
        stored = msgspec.structs.replace(address, server=str(server.origin()))
        return Destination(
            address=msgspec.json.encode(stored).decode(),
            identity=f"{stored.server}/{stored.topic}",
            name=f"{server.authority}/{masked(stored.topic)}",
        )

    async def _send(self, address: NtfyAddress, said: notices.Notice, message_id: str) -> None:
        shown, left = notices.fitting(
            said.entries, MAX_MESSAGE, lambda entry: notices.utf8(_text(entry))
        )
        texts = [_text(entry) for entry in shown]
        content = {
            "topic": address.topic,
            "title": notices.cut_to_bytes(said.heading, MAX_TITLE),
            "message": "\n\n".join([*texts, notices.more(left)] if left else texts),
            "click": said.link,
            "tags": ["briefcase"],
            # newer servers show a message with a known id in place of the one before
            "sequence_id": message_id,
        }
        headers = {"Authorization": f"Bearer {address.token}"} if address.token else {}
        reply = await self._post(address.server, content, headers=headers)
        if not reply.is_taken:
            raise refused(reply, gone=False)


def _text(entry: notices.Entry) -> str:
    return "\n".join(filter(None, (entry.label, entry.detail)))


ADAPTER = Ntfy
