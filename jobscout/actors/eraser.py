"""Eraser: what is left of a person thirty days after they closed their account goes for good.

Reads    ErasureDue; claims the erasures' rows.
Writes   the removal of files, mails, rows and keys, and the receipt that this was done.

Every step may be done again: files first, as only the rows tell whose they are; then the
sessions in Redis, the rows, and the keys that bear the person's id. Killed in between, the
erasure's row still knows whom it is for.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from jobscout.actors.base import Consumer
from jobscout.errors import Outage
from jobscout.messages import ErasureDue
from jobscout.rules import schedule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobscout.inbox import Inbox
    from jobscout.sql.erasures import ClaimedErasure

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=15)  # longer than a hundred thousand alerts take


class Erasures(Protocol):
    """The queries this actor needs; ``sql.erasures`` provides them."""

    async def claim(self, erasure_id: int, lease: timedelta) -> ClaimedErasure | None: ...

    async def sessions_of(self, user_id: int) -> list[str]: ...

    async def note_files(self, erasure_id: int, files: int) -> None: ...

    async def erase_rows(self, erasure_id: int, user_id: int) -> None: ...

    async def finish(self, erasure_id: int) -> dict[str, int]: ...

    async def failed(self, erasure_id: int, error: str, wait: timedelta | None) -> None: ...


class Files(Protocol):
    async def delete_under(self, prefix: str) -> int: ...


class Mailer(Protocol):
    async def forget(self, address: str) -> None:
        """Remove what we keep of mails to *address*."""
        ...


class RevokedSessions(Protocol):
    async def forget(self, session_ids: Iterable[str]) -> None: ...


class Limits(Protocol):
    async def forget_user(self, user_id: int) -> None: ...


class Eraser(Consumer[ErasureDue]):
    name = "eraser"

    def __init__(
        self,
        inbox: Inbox[ErasureDue],
        *,
        erasures: Erasures,
        files: Files,
        mailer: Mailer,
        ended: RevokedSessions,
        limits: Limits,
    ) -> None:
        super().__init__(inbox)
        self._erasures = erasures
        self._files = files
        self._mailer = mailer
        self._ended = ended
        self._limits = limits

    async def handle(self, message: ErasureDue) -> None:
        claimed = await self._erasures.claim(message.erasure_id, LEASE)
        if claimed is None:
            return
        try:
            await self._erase(claimed)
        except Outage as error:
            # The storage or Redis: others may be erased meanwhile. PostgreSQL: this raises too.
            wait = schedule.retry_after_failure(claimed.attempts, None)
            await self._erasures.failed(claimed.id, str(error), wait)
            log.warning("erasure put off", extra={"receipt": claimed.receipt, "error": str(error)})

    async def fail(self, message: ErasureDue, error: Exception) -> None:
        """Our fault: it is soon tried again. What went wrong may quote the person."""
        problem = f"internal: {type(error).__name__}"
        await self._erasures.failed(message.erasure_id, problem, None)

    async def _erase(self, claimed: ClaimedErasure) -> None:
        files = await self._files.delete_under(f"users/{claimed.user_id}/")
        if claimed.email is not None:
            await self._mailer.forget(claimed.email)
        await self._erasures.note_files(claimed.id, files)
        await self._ended.forget(await self._erasures.sessions_of(claimed.user_id))
        await self._erasures.erase_rows(claimed.id, claimed.user_id)
        await self._limits.forget_user(claimed.user_id)
        erased = await self._erasures.finish(claimed.id)
        log.info("erased", extra={"receipt": claimed.receipt, "erased": erased})
