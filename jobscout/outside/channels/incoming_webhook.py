"""What services have in common that post what is sent to a secret URL of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

import msgspec
from msgspec import Meta
from yarl import URL

from jobscout.outgoing import Destination
from jobscout.outside.channels.receiver import ReceiverAdapter, masked

if TYPE_CHECKING:
    from collections.abc import Collection


class IncomingWebhookAddress(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    url: Annotated[str, Meta(min_length=1, max_length=500)]


class IncomingWebhookAdapter(ReceiverAdapter[IncomingWebhookAddress]):
    """One service, whose URLs are on one of *hosts*. Who has a URL may post to its channel."""

    config = IncomingWebhookAddress
    hosts: ClassVar[Collection[str]]

    def _named(self, address: IncomingWebhookAddress) -> Destination:
        url = self._checked("url", address.url, self.hosts)
        target = URL(url)
        return Destination(
            address=msgspec.json.encode(IncomingWebhookAddress(url=url)).decode(),
            identity=url,
            name=f"{target.authority}/{masked(target.raw_path.rpartition('/')[2])}",
        )
