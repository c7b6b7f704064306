"""What the lanes of receivers do alike: one call at a time to each, and none while one fails."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from jobscout import metrics
from jobscout.actors.sending import Sender
from jobscout.errors import DeliveryRefused
from jobscout.outside.receiver_client import CALL_S
from jobscout.rules import schedule
from jobscout.sql.receiver_attempts import Attempt

if TYPE_CHECKING:
    from jobscout.errors import DeliveryError
    from jobscout.inbox import Inbox
    from jobscout.sql.receiver_attempts import ReceiverAttempts

M = TypeVar("M")
A = TypeVar("A", bound=Attempt)
S = TypeVar("S")


class ReceiverCaller(Sender[M, A, S], Generic[M, A, S]):
    """After a failure a receiver is left alone until its pause is over.

    A message names the receiver, by ``row_id``.
    """

    readers = 16  # they wait for receivers, and a slow one holds its reader for seconds
    lease = timedelta(minutes=5)  # much longer than a call; what was sent is recorded within it
    # A receiver that was told to the end should not be told again.
    finish_s = CALL_S + 2

    def __init__(self, inbox: Inbox[M], attempts: ReceiverAttempts[A]) -> None:
        super().__init__(inbox, attempts)
        self._attempts: ReceiverAttempts[A] = attempts
        self._claimed: dict[int, A] = {}

    def due(self, receiver: int) -> M:
        """The message about it."""
        raise NotImplementedError

    def held(self, message: M) -> A | None:
        return self._claimed.pop(self.row_id(message), None)

    def ends(self, call: A) -> Any:
        return call

    async def process(self, call: A) -> bool:
        self._claimed[call.receiver] = call
        goes_on = await super().process(call)
        self._claimed.pop(call.receiver, None)
        # Behind what others wait for. Where there is no room, the row still says so.
        return goes_on and self.inbox.offer(self.due(call.receiver))

    async def record_failure(self, call: A, error: DeliveryError) -> bool:
        wait = schedule.retry_after_failure(call.failures + 1, error.retry_after_s)
        permanent = isinstance(error, DeliveryRefused)
        return await self._attempts.retry(call, str(error), wait, permanent=permanent)

    def count(self, call: A | None, outcome: str) -> None:
        metrics.DELIVERIES.labels(call.channel if call else "unknown", outcome).inc()

    def about(self, call: A) -> dict[str, object]:
        return {"delivery_id": call.id, "channel": call.channel}
