"""What all who send outside do alike: claim, send, record, and try again or give up."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, TypeVar

from jobscout.actors.leases import LeaseConsumer
from jobscout.errors import Busy, DeliveryError, DeliveryRefused
from jobscout.rules import schedule

if TYPE_CHECKING:
    from jobscout.inbox import Inbox
    from jobscout.sql.leases import SendingStore

log = logging.getLogger(__name__)

M = TypeVar("M")
C = TypeVar("C")
S = TypeVar("S")

SEND_S: Final = 120.0  # for all the words with a mail server
HOST_BUSY: Final = timedelta(seconds=5)  # until a host that many receivers share is tried again


class Sender(LeaseConsumer[M, C], Generic[M, C, S]):
    """Sends an *S* for each *C* that it claims.

    The log says *sent_event* or *failed_event*; *nothing* is the error of one for which there is
    nothing to send.
    *send_s* is for the whole exchange, which most servers and clients end before that.
    """

    sent_event: ClassVar[str] = "delivery sent"
    failed_event: ClassVar[str] = "delivery failed"
    nothing: ClassVar[str] = "no alerts left, or the account is not in use"
    _leases: SendingStore[Any, C]

    def __init__(
        self, inbox: Inbox[M], leases: SendingStore[Any, C], send_s: float = SEND_S
    ) -> None:
        super().__init__(inbox, leases)
        self._send_s = send_s
        self._unrecorded: list[Any] = []

    async def content(self, claimed: C) -> S | None:
        """What to send; None: nothing any more."""
        raise NotImplementedError

    async def send(self, claimed: C, content: S) -> None:
        """Raises DeliveryError, Busy."""
        raise NotImplementedError

    def count(self, claimed: C | None, outcome: str) -> None:
        """Add to the metric; None: a defect of ours, and nobody knows in what."""
        raise NotImplementedError

    def about(self, claimed: C) -> dict[str, object]:
        """What the log says of it."""
        raise NotImplementedError

    def sent(self, claimed: C, content: S) -> dict[str, object]:  # noqa: ARG002
        """It is recorded as sent; what the log says besides."""
        return {}

    def ends(self, claimed: Any) -> Any:
        """What the claim is ended by."""
        return claimed.id

    async def run(self) -> None:
        await self._record()
        await super().run()

    async def process(self, claimed: C) -> bool:
        """Whether its receiver, if there is one, may be sent more now."""
        content = await self.content(claimed)
        if content is None:
            await self._leases.discard(self.ends(claimed), self.nothing)
            self.count(claimed, "dropped")
            return True
        try:
            async with asyncio.timeout(self._send_s):
                await self.send(claimed, content)
        except Busy:
            await self._leases.snooze(self.ends(claimed), HOST_BUSY)
            return False
        except DeliveryError as error:
            await self._failed(claimed, error)
            return False
        except TimeoutError:
            await self._failed(claimed, DeliveryError(f"no answer within {self._send_s:g} s"))
            return False
        self._unrecorded.append(self.ends(claimed))
        await self._record()
        self.count(claimed, "sent")
        said = self.about(claimed) | self.sent(claimed, content)
        log.info(self.sent_event, extra=said)
        return True

    async def record_failure(self, claimed: Any, error: DeliveryError) -> bool:
        """Whether it is tried again; else it is given up."""
        wait = schedule.retry_after_failure(claimed.attempts, error.retry_after_s)
        if isinstance(error, DeliveryRefused) or self.is_too_late(claimed, wait):
            await self._leases.discard(self.ends(claimed), str(error))
            return False
        return await self._leases.retry(self.ends(claimed), str(error), wait)

    def is_too_late(self, claimed: C, wait: timedelta) -> bool:  # noqa: ARG002
        """Nobody waits for it any more when *wait* is over."""
        return False

    def count_defect(self, *, again: bool) -> None:
        self.count(None, "retried" if again else "failed")

    async def _failed(self, claimed: Any, error: DeliveryError) -> None:
        again = await self.record_failure(claimed, error)
        self.count(claimed, "retried" if again else "failed")
        said = {"attempts": claimed.attempts, "error": str(error), "final": not again}
        log.warning(self.failed_event, extra=self.about(claimed) | said)

    async def _record(self) -> None:
        """What was sent; what an outage hinders waits here for its end (P2)."""
        for held in tuple(self._unrecorded):
            await self._leases.complete(held)
            if held in self._unrecorded:  # another reader may have been as quick
                self._unrecorded.remove(held)
