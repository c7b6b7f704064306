"""Attempts to reach a receiver: one delivery after the other, claimed, made, recorded."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, TypeVar

from jobscout import metrics
from jobscout.sql.leases import SendingStore, kept

if TYPE_CHECKING:
    from datetime import datetime

    from jobscout.sql.database import Database, Transaction
    from jobscout.sql.queries import Queries

NO_PACE: Final = timedelta()


class Attempt(Protocol):
    """A claimed delivery and the claimed receiver it goes to.

    *receiver*: what deliveries name it by. *row_id*: its row. *failures* in a row, before this
    call. *held*: what the claim is known by.
    """

    @property
    def id(self) -> int: ...
    @property
    def user_id(self) -> int: ...
    @property
    def attempts(self) -> int: ...
    @property
    def receiver(self) -> int: ...
    @property
    def row_id(self) -> int: ...
    @property
    def channel(self) -> str: ...
    @property
    def failures(self) -> int: ...
    @property
    def held(self) -> datetime: ...


A = TypeVar("A", bound=Attempt)


class ReceiverAttempts(SendingStore[Any, A]):
    """Due and claimed by receiver; what ends a claim names the attempt.

    *receivers* are the statements of ``receiver_statements``; *removed* is the error of what was
    due to one that is gone.
    """

    receivers: ClassVar[Queries]
    removed: ClassVar[str]
    channel_of_orphans: ClassVar[str]

    def __init__(self, db: Database, attempts_max: int) -> None:
        super().__init__(db)
        self._attempts_max = attempts_max

    def pace(self, attempt: A) -> timedelta:  # noqa: ARG002
        """How long it is left alone after it took something."""
        return NO_PACE

    async def claim(self, receiver: int, lease: timedelta) -> A | None:
        """None when nothing is due, or somebody calls this receiver just now."""
        async with self._db.transaction() as t:
            row = await t.maybe(
                self.receivers.claim_receiver,
                receiver=receiver,
                holder=self._db.holder,
                lease=lease,
            )
            if row is None:
                await self.end_orphans(t, receiver)
                return None
            rows = await self.leases.claim(t, receiver, lease)
            if not rows:
                given = {"row_id": row[0], "held": row["held"]}
                await t.run(self.receivers.release_receiver, **given)
                return None
        found: A = self.claimed_type(**rows[0], **row)
        return found

    async def complete(self, attempt: A) -> None:
        """The receiver took it, and takes what else waits as soon as its pace allows."""
        async with self._db.transaction() as t:
            is_same = await t.run(
                self.receivers.record_success,
                row_id=attempt.row_id,
                held=attempt.held,
                pace=self.pace(attempt),
            )
            await self.leases.complete(t, attempt.id)
            if is_same and attempt.failures:
                await t.run(self.receivers.release_backlog, receiver=attempt.receiver)

    async def retry(
        self, attempt: A, error: str, wait: timedelta | None, *, permanent: bool = False
    ) -> bool:
        """The receiver failed, or we did, where *wait* is None; False: the delivery is given up.

        Everything else for a receiver that failed waits as long. One that was changed or removed
        meanwhile has failed nobody: the delivery is due to the new one at once.
        *permanent*: it is of no use to send this one delivery to the same receiver again.
        """
        async with self._db.transaction() as t:
            if wait is None:
                await self._let_go(t, attempt)
            elif not await self._count_failure(t, attempt, error, wait):
                wait = timedelta()
            elif permanent:
                await self.leases.discard(t, attempt.id, error)
                return False
            return await self.leases.retry(t, attempt.id, error, wait)

    async def snooze(self, attempt: A, wait: timedelta) -> None:
        async with self._db.transaction() as t:
            await self._let_go(t, attempt)
            await self.leases.snooze(t, attempt.id, wait)

    async def discard(self, attempt: A, error: str) -> None:
        """There is nothing to send."""
        async with self._db.transaction() as t:
            await self._let_go(t, attempt)
            await self.leases.discard(t, attempt.id, error)

    async def end_orphans(self, t: Transaction, receiver: int) -> None:
        """Give up what is due to a receiver that is gone, inside a transaction that does more."""
        ended = await t.run(self.receivers.end_orphans, receiver=receiver, error=self.removed)
        if ended:
            metrics.DELIVERIES.labels(self.channel_of_orphans, "dropped").inc(ended)

    async def _let_go(self, t: Transaction, attempt: A) -> None:
        await t.run(self.receivers.release_receiver, row_id=attempt.row_id, held=attempt.held)

    async def _count_failure(self, t: Transaction, attempt: A, error: str, wait: timedelta) -> bool:
        """Of the receiver, and of all that waits for it; False where it is another one by now."""
        error = kept(error)
        is_same = await t.run(
            self.receivers.record_failure,
            row_id=attempt.row_id,
            held=attempt.held,
            error=error,
            wait=wait,
        )
        if is_same:
            given_up = await t.value(
                self.receivers.wait_too,
                receiver=attempt.receiver,
                error=error,
                wait=wait,
                attempts_max=self._attempts_max,
            )
            metrics.DELIVERIES.labels(attempt.channel, "failed").inc(given_up)
        return bool(is_same)
