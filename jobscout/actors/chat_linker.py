"""Chat linker: asks chat services who followed a link, while anybody's link waits to be followed.

Reads    ``user_channels`` that are not confirmed.
Writes   the chats that they lead to.
Sends    a first message to each chat.
"""

from __future__ import annotations

import logging
import uuid
from typing import TYPE_CHECKING, Any, Final

from jobscout.actors.base import Ticker
from jobscout.errors import Busy, DeliveryError
from jobscout.outgoing import Alerts, Outgoing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.outgoing import LinkedChat
    from jobscout.outside.channels.receiver import ReceiverAdapter
    from jobscout.sql.user_channels import UserChannels

log = logging.getLogger(__name__)

INTERVAL_S: Final = 2.0  # somebody looks at a page and waits


class ChatLinker(Ticker):
    name = "chat_linker"

    def __init__(
        self,
        *,
        user_channels: UserChannels,
        adapters: Sequence[ReceiverAdapter[Any]],
        interval_s: float = INTERVAL_S,
    ) -> None:
        super().__init__(interval_s)
        self._user_channels = user_channels
        self._adapters = adapters

    async def tick(self) -> None:
        for adapter in self._adapters:
            if not adapter.is_configured or not await self._user_channels.waits(adapter.kind):
                continue
            try:
                for chat in await adapter.linked_chats():
                    await self._link(adapter, chat)
            except (DeliveryError, Busy) as error:
                said = {"channel": adapter.kind, "error": str(error)}
                log.warning("links not read", extra=said)

    async def _link(self, adapter: ReceiverAdapter[Any], chat: LinkedChat) -> None:
        user_id = await self._user_channels.link(adapter.kind, chat)
        if user_id is None:
            return
        log.info("chat linked", extra={"channel": adapter.kind, "user_id": user_id})
        await adapter.send(
            Outgoing(
                id=0,
                user_id=user_id,
                channel=adapter.kind,
                alert_ids=[],
                message_id=uuid.uuid4().hex,
                attempts=1,
                reachable=True,
                address=chat.to.address,
            ),
            Alerts(),
        )
