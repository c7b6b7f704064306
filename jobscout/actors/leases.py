"""Consumers of due work: a message names a row, the row is claimed, and its end is recorded."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from jobscout.actors.base import Consumer
from jobscout.rules import schedule

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import timedelta

    from jobscout.errors import Outage
    from jobscout.inbox import Inbox
    from jobscout.sql.leases import LeaseStore

log = logging.getLogger(__name__)

M = TypeVar("M")
C = TypeVar("C")


class LeaseConsumer(Consumer[M], Generic[M, C]):
    """Claims the row of each message and works on it.

    *lease* is longer than the work may take. *snoozes*: outages of what is needed besides
    PostgreSQL, in which this row waits and others may go on.
    """

    lease: ClassVar[timedelta]
    snoozes: ClassVar[tuple[type[Outage], ...]] = ()

    def __init__(self, inbox: Inbox[M], leases: LeaseStore[Any, C]) -> None:
        super().__init__(inbox)
        self._leases = leases

    def row_id(self, message: M) -> Any:
        """What the row is known by."""
        return message.id  # type: ignore[attr-defined]

    def held(self, message: M) -> Any | None:
        """What its claim, if there may be one, is ended by."""
        return self.row_id(message)

    def key(self, message: M) -> Hashable | None:
        found: Hashable = self.row_id(message)
        return found

    async def handle(self, message: M) -> None:
        claimed = await self._leases.claim(self.row_id(message), self.lease)
        if not claimed:
            return
        try:
            await self.process(claimed)
        except self.snoozes as error:
            await self._snooze(claimed, error)

    async def process(self, claimed: C) -> object:
        """Do the work, and record its end."""
        raise NotImplementedError

    async def fail(self, message: M, error: Exception) -> None:
        """A defect of ours: it is soon tried again. What went wrong may quote a person."""
        if (held := self.held(message)) is not None:
            problem = f"internal: {type(error).__name__}"
            self.count_defect(again=await self._leases.retry(held, problem, None))

    def count_defect(self, *, again: bool) -> None:
        """A defect of ours was recorded; not *again*: the row is given up."""

    async def release(self, message: M) -> None:
        if (held := self.held(message)) is not None:
            await self._leases.release(held)

    async def _snooze(self, claimed: Any, error: Outage) -> None:
        wait = schedule.retry_after_failure(claimed.attempts, None)
        await self._leases.snooze(claimed.id, wait)
        log.warning("snoozed", extra={"error": str(error)})
