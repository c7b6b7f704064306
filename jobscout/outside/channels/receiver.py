"""What the channels have in common whose addresses people name themselves.

Each delivery is one message, to one receiver, with all alerts that were due together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

import msgspec
from yarl import URL

from jobscout.errors import AddressGone, DeliveryRefused, FieldError, InvalidInput
from jobscout.outside.channels import Adapter, Opening
from jobscout.outside.receiver_client import ReceiverClient, receiver_url
from jobscout.rules.notices import Notice, notice

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from jobscout.errors import DeliveryError
    from jobscout.outgoing import Alerts, Destination, LinkedChat, Outgoing
    from jobscout.outside.receiver_client import Reply

C = TypeVar("C", bound=msgspec.Struct)


class ReceiverAdapter(Adapter, Generic[C]):
    """One channel, with addresses that are a *C*; *app_url* is where people see their alerts.

    *links_chats*: an address is found by following a link, see ``actors/chat_linker.py``.
    """

    one_per = "channel"
    has_receivers = True
    config: ClassVar[type[msgspec.Struct]]
    links_chats: ClassVar[bool] = False

    def __init__(self, client: ReceiverClient, *, app_url: str) -> None:
        self._client = client
        self._app_url = app_url

    @classmethod
    def opened(cls, opening: Opening) -> ReceiverAdapter[C]:
        return cls(ReceiverClient.of(opening.settings), app_url=opening.settings.app_url)

    async def close(self) -> None:
        await self._client.close()

    async def destination(self, config: Mapping[str, Any]) -> Destination:
        """What is stored of an address that a person gives.

        Raises:
            InvalidInput: what is wrong with it.
            DeliveryError: its service does not answer; where it has to be asked.
        """
        return self._named(self._converted(config, self.config))

    async def linked_chats(self) -> list[LinkedChat]:
        """Where links were followed since the last call; only of those that *link chats*."""
        return []

    @staticmethod
    def _converted(config: Mapping[str, Any], kind: type[Any]) -> Any:
        try:
            return msgspec.convert(config, kind)
        except msgspec.ValidationError as error:
            said, _, path = str(error).partition(" - at `$")
            raise InvalidInput([_fault(path.rstrip("`"), said.replace("`", ""))]) from error

    async def send(self, outgoing: Outgoing, alerts: Alerts) -> None:
        """Without alerts a test is sent. Raises what ``Adapter.send`` does."""
        address: Any = msgspec.json.decode(outgoing.address or "{}", type=self.config)
        await self._send(address, notice(alerts, self._app_url), outgoing.message_id)

    @property
    def public_key(self) -> str | None:
        """What subscribers are shown, where they want to know who sends."""
        return None

    def _named(self, address: C) -> Destination:
        """Raises InvalidInput: it cannot be called, and why."""
        raise NotImplementedError

    async def _send(self, address: C, said: Notice, message_id: str) -> None:
        raise NotImplementedError

    async def _post(
        self,
        url: str,
        content: object,
        *,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        reads_answer: int = 0,
    ) -> Reply:
        """*content* as JSON; of a success at most *reads_answer* bytes are read."""
        return await self._client.post(
            url,
            msgspec.json.encode(content),
            {"Content-Type": "application/json", **(headers or {})},
            params=params,
            reads_refusal=True,
            reads_answer=reads_answer,
        )

    def _checked(self, field: str, url: str, hosts: Collection[str] = ()) -> str:
        """*url* as it is called: public, and on one of *hosts*, if there are any.

        Raises:
            InvalidInput: what is wrong with it. A host opened on purpose may stand for any.
        """
        try:
            checked = receiver_url(url, self._client.policy)
            is_there = not hosts or URL(checked).raw_host in hosts
            if not is_there and not self._client.policy.is_open_url(checked):
                raise ValueError(f"must begin with https://{min(hosts, key=len)}/")
        except ValueError as error:
            raise InvalidInput([_fault(f".{field}", str(error)[:300])]) from error
        return checked


def refused(reply: Reply, *, gone: bool) -> DeliveryError:
    """A refusal: for good where the service says so (4xx), and later again where it may change.

    *gone*: the service says that nothing will ever reach this address.
    """
    if gone:
        return AddressGone(f"it answers HTTP {reply.status}: there is nothing at this address")
    if 400 <= reply.status < 500 and reply.status not in {408, 425, 429}:
        return DeliveryRefused(f"it answers HTTP {reply.status}: it does not take this message")
    return reply.failure()


def invalid(field: str, message: str) -> InvalidInput:
    """About a field of the address."""
    return InvalidInput([_fault(f".{field}", message)])


def _fault(path: str, message: str) -> FieldError:
    return FieldError(f"config{path}"[:200], message[:300])


def masked(secret: str) -> str:
    """As much of *secret* as tells a person which one it is."""
    return f"{secret[:4]}…" if len(secret) > 8 else "…"
