"""Eraser: erases a user's data thirty days after they closed their account.

Reads    ErasureDue; claims the erasures' rows.
Writes   the removal of files, mails, rows and keys, and the receipt for it.

Every step can be repeated. Files go first, because only the rows say to whom they belong; then
the sessions in Redis, the rows, and the keys with the user's id. After a kill in between, the
erasure's row still has the user's id.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from jobscout import logs
from jobscout.actors.leases import LeaseConsumer
from jobscout.errors import Outage
from jobscout.messages import ErasureDue
from jobscout.sql.erasures import ClaimedErasure

if TYPE_CHECKING:
    from jobscout.inbox import Inbox
    from jobscout.outside.limits import Limits
    from jobscout.outside.mail import Mailer
    from jobscout.outside.storage import Storage
    from jobscout.outside.tokens import RevokedSessions
    from jobscout.sql.erasures import Erasures

log = logging.getLogger(__name__)


class Eraser(LeaseConsumer[ErasureDue, ClaimedErasure]):
    name = "eraser"
    lease = timedelta(minutes=15)  # longer than a hundred thousand alerts take
    snoozes = (Outage,)  # of the storage or Redis

    def __init__(
        self,
        inbox: Inbox[ErasureDue],
        *,
        erasures: Erasures,
        files: Storage,
        mailer: Mailer,
        revoked_sessions: RevokedSessions,
        limits: Limits,
    ) -> None:
        super().__init__(inbox, erasures)
        self._erasures = erasures
        self._files = files
        self._mailer = mailer
        self._revoked_sessions = revoked_sessions
        self._limits = limits

    async def process(self, claimed: ClaimedErasure) -> None:
        logs.extend_context(receipt=claimed.receipt)
        files = await self._files.delete_under(f"users/{claimed.user_id}/")
        if claimed.email is not None:
            await self._mailer.forget(claimed.email)
        await self._erasures.note_files(claimed.id, files)
        await self._revoked_sessions.forget(await self._erasures.sessions_of(claimed.user_id))
        await self._erasures.erase_rows(claimed.id, claimed.user_id)
        await self._limits.forget_user(claimed.user_id)
        erased = await self._erasures.complete(claimed.id)
        log.info("erased", extra={"receipt": claimed.receipt, "erased": erased})
