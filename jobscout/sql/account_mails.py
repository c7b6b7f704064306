"""Account mails: mails to a person about the account itself, each due until it is sent.

A mail with a one-time token gets a new token with each attempt: of the token only a hash
is kept, so that the first cannot be told again.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout import mail_addresses
from jobscout.sql import mail_suppressions
from jobscout.sql.lease_statements import Work
from jobscout.sql.leases import Leases, SendingStore
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from datetime import datetime

    from jobscout.model import AccountMailKind
    from jobscout.sql.database import Database, Transaction

Q = load("account_mails")

# How long the token of such a mail is good, from its sending on.
TOKEN_LIFETIMES: Final[dict[str, timedelta]] = {
    "verify_email": timedelta(hours=48),
    "reset_password": timedelta(minutes=30),
}

HEALTH = load("health")
HOUR: Final = timedelta(hours=1)
MAX_MAILS_AN_HOUR: Final = 5  # or anybody could flood anybody

LEASES = Leases(
    Work(
        kind="account_mail",
        table="account_mails",
        # A process that finds its claim expired sends it again under the same message id, because
        # nobody knows how that ended (P2).
        is_open="status = 'pending'",
        on_complete="status = 'sent', sent_at = now(), last_error = NULL",
        on_discard="status = 'failed'",
        claimed=Q.claimed,
    )
)


class ClaimedMail(NamedTuple):
    """A mail to be sent now. *is_wanted*: there is still a reason.

    *token* is told this once. *receipt* and *erased_at* are those of a closed account's erasure.
    """

    id: int
    user_id: int
    kind: AccountMailKind
    message_id: str
    attempts: int
    email: str
    full_name: str | None
    age: timedelta
    receipt: str | None
    erased_at: datetime | None
    is_wanted: bool
    token: str | None


class AccountMails(SendingStore[int, ClaimedMail]):
    """*domain* ends the Message-IDs."""

    leases = LEASES

    def __init__(self, db: Database, *, domain: str) -> None:
        super().__init__(db)
        self._domain = domain

    async def can_ask(self) -> None:
        """Raises Outage: no mail can be added now."""
        await self._db.value(HEALTH.ping)

    async def ask(self, email: str, kind: AccountMailKind) -> bool:
        """Add a mail to the user with this address; False if nobody waits for one."""
        async with self._db.transaction() as t:
            canonical = mail_addresses.key(email)
            user_id = await t.value(Q.addressee, email=email, canonical_email=canonical, kind=kind)
            if user_id is None:
                return False
            added = await t.value(Q.added_within, user_id=user_id, kind=kind, span=HOUR)
            if added >= MAX_MAILS_AN_HOUR:
                return False
            await add(t, user_id, kind, self._domain)
            return True

    async def claim(self, mail_id: int, lease: timedelta) -> ClaimedMail | None:
        async with self._db.transaction() as t:
            rows = await LEASES.claim(t, mail_id, lease)
            if not rows:
                return None
            (row,) = rows
            token = None
            if row["is_wanted"] and row["kind"] in TOKEN_LIFETIMES:
                token = secrets.token_urlsafe(32)
                await t.run(
                    Q.add_token,
                    user_id=row["user_id"],
                    purpose=row["kind"],
                    token_hash=hash_of(token),
                    lifetime=TOKEN_LIFETIMES[row["kind"]],
                )
            return ClaimedMail(**row, token=token)

    async def suppress(self, user_id: int, email: str, reason: str) -> None:
        """The mail server says that nobody has that address."""
        await mail_suppressions.suppress(self._db, user_id, email, reason)

    async def purge(self, older_than: timedelta) -> int:
        return await self._db.remove(Q.purge, older_than=older_than)


async def add(t: Transaction, user_id: int, kind: AccountMailKind, domain: str) -> None:
    """Add a mail, inside the transaction of what it tells of."""
    await t.run(Q.add, user_id=user_id, kind=kind, message_id=_message_id(domain))
    await t.value(Q.notify)


def hash_of(token: str) -> bytes:
    """What is kept of a one-time token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).digest()


def _message_id(domain: str) -> str:
    return f"<{uuid.uuid4()}@{domain}>"
