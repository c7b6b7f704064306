"""Mail suppressions: addresses that take no mail any more, in the rows of their users."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from jobscout.sql.leases import kept
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from jobscout.rules.return_addresses import ReturnAddresses, Returned
    from jobscout.sql.database import Database

CameBack = Literal["suppressed", "ignored", "unknown"]

Q = load("mail_suppressions")


async def suppress(db: Database, user_id: int, email: str, reason: str) -> None:
    """Send nothing more to *email*, if it is the user's, until it is verified anew."""
    await db.run(Q.suppress, user_id=user_id, email=email, reason=kept(reason), sent_at=None)


class MailSuppressions:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def suppress(self, user_id: int, email: str, reason: str) -> None:
        await suppress(self._db, user_id, email, reason)

    async def came_back(
        self, returned: Returned, addresses: ReturnAddresses, reason: str | None
    ) -> CameBack:
        """A mail came back, and *reason* says why nobody has its address; None: otherwise.

        "unknown": it is none of ours, or went to an address that is not the user's any more.
        """
        email = await self._db.value(Q.address, user_id=min(returned.user_id, 2**63 - 1))
        if email is None or not addresses.is_true(returned, email):
            return "unknown"
        if reason is None:
            return "ignored"
        changed = await self._db.run(
            Q.suppress,
            user_id=returned.user_id,
            email=email,
            reason=kept(reason),
            sent_at=datetime.fromtimestamp(returned.sent_at, UTC),
        )
        return "suppressed" if changed else "ignored"
