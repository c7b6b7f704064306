"""Account mailer: mails about accounts, from their rows to the mail server.

Reads    AccountMailDue; claims the mails' rows.
Writes   ``account_mails``, and the one-time token in a mail.
Sends    nothing inside; mail outside.
"""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import msgspec

from jobscout import metrics
from jobscout.actors.sending import Sender
from jobscout.errors import AddressGone
from jobscout.messages import AccountMailDue
from jobscout.outgoing import Mail
from jobscout.rules import email_templates
from jobscout.rules.return_addresses import NO_RETURNS
from jobscout.sql.account_mails import ClaimedMail

if TYPE_CHECKING:
    from datetime import datetime

    from jobscout.errors import DeliveryError
    from jobscout.inbox import Inbox
    from jobscout.model import AccountMailKind
    from jobscout.outside.mail import Mailer
    from jobscout.rules.return_addresses import ReturnAddresses
    from jobscout.sql.account_mails import AccountMails

SEND_S = 60.0  # for all the words with a mail server
# Who asked for a new password has asked again by then; a new account's owner may be patient.
GIVE_UP: Final[dict[AccountMailKind, timedelta]] = {"reset_password": timedelta(hours=1)}
GIVE_UP_USUALLY = timedelta(days=3)


class AccountMailer(Sender[AccountMailDue, ClaimedMail, Mail]):
    """*pages* is the address under which the links in mails open: the dashboard's, or ours.

    *returns*: where mails come back to.
    """

    name = "account_mailer"
    sent_event = "account mail sent"
    failed_event = "account mail failed"
    nothing = "no longer wanted"
    lease = timedelta(minutes=2)  # longer than a mail server is given to answer
    readers = 2
    # What a mail server was half told, it may take for a whole mail, and get it once more.
    finish_s = SEND_S

    def __init__(
        self,
        inbox: Inbox[AccountMailDue],
        *,
        mails: AccountMails,
        mailer: Mailer,
        pages: str,
        returns: ReturnAddresses = NO_RETURNS,
        send_s: float = SEND_S,
    ) -> None:
        super().__init__(inbox, mails, send_s)
        self._mails = mails
        self._returns = returns
        self._mailer = mailer
        self._pages = pages

    async def content(self, claimed: ClaimedMail) -> Mail | None:
        if not claimed.is_wanted:
            return None
        return email_templates.account(
            claimed.kind,
            to=claimed.email,
            name=claimed.full_name,
            message_id=claimed.message_id,
            pages=self._pages,
            token=claimed.token,
            erased_on=_day(claimed.erased_at) if claimed.erased_at else None,
            receipt=claimed.receipt,
        )

    async def send(self, claimed: ClaimedMail, content: Mail) -> None:
        returns_to = self._returns.of(claimed.user_id, claimed.email, time.time())
        await self._mailer.send(msgspec.structs.replace(content, return_path=returns_to))

    async def record_failure(self, claimed: ClaimedMail, error: DeliveryError) -> bool:
        if isinstance(error, AddressGone):
            await self._mails.suppress(claimed.user_id, claimed.email, str(error))
        return await super().record_failure(claimed, error)

    def is_too_late(self, claimed: ClaimedMail, wait: timedelta) -> bool:
        return claimed.age + wait > GIVE_UP.get(claimed.kind, GIVE_UP_USUALLY)

    def count(self, claimed: ClaimedMail | None, outcome: str) -> None:
        metrics.ACCOUNT_MAILS.labels(claimed.kind if claimed else "unknown", outcome).inc()

    def about(self, claimed: ClaimedMail) -> dict[str, object]:
        return {
            "mail_id": claimed.id,
            "kind": claimed.kind,
            "user_id": claimed.user_id,
            "attempts": claimed.attempts,
        }


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"
