"""Account mailer: mails about accounts, from their rows to the mail server.

Reads    AccountMailDue; claims the mails' rows.
Writes   ``account_mails``, and the one-time token that a mail bears.
Sends    nothing inside; mail outside.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Protocol

from jobscout import metrics
from jobscout.actors.leases import Sender, Sent
from jobscout.errors import DeliveryError
from jobscout.messages import AccountMailDue
from jobscout.rules import email_templates, schedule
from jobscout.sql.account_mails import ClaimedMail

if TYPE_CHECKING:
    from datetime import datetime

    from jobscout.inbox import Inbox
    from jobscout.model import AccountMailKind
    from jobscout.outgoing import Mail
    from jobscout.outside.mail import Mailer

log = logging.getLogger(__name__)

SEND_S = 60.0  # for all the words with a mail server
# Who asked for a new password has asked again by then; a new account's owner may be patient.
GIVE_UP: Final[dict[AccountMailKind, timedelta]] = {"reset_password": timedelta(hours=1)}
GIVE_UP_USUALLY = timedelta(days=3)


class AccountMails(Sent[ClaimedMail], Protocol):
    """The queries this actor needs; ``sql.account_mails`` provides them."""

    async def discard(self, mail_id: int, error: str) -> None: ...


class AccountMailer(Sender[AccountMailDue, ClaimedMail]):
    """*pages* is the address under which the links in mails open: the dashboard's, or ours."""

    name = "account_mailer"
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
        send_s: float = SEND_S,
    ) -> None:
        super().__init__(inbox, mails)
        self._mails = mails
        self._mailer = mailer
        self._pages = pages
        self._send_s = send_s

    async def process(self, claimed: ClaimedMail) -> None:
        if not claimed.is_wanted:
            await self._mails.discard(claimed.id, "no longer wanted")
            return
        try:
            async with asyncio.timeout(self._send_s):
                await self._mailer.send(self._letter(claimed))
        except DeliveryError as error:
            await self._refused(claimed, error)
        except TimeoutError:
            await self._refused(claimed, DeliveryError(f"no answer within {self._send_s:g} s"))
        else:
            await self.complete(claimed.id)
            metrics.ACCOUNT_MAILS.labels(claimed.kind, "sent").inc()
            log.info("account mail sent", extra=_said(claimed))

    def count_defect(self, *, again: bool) -> None:
        metrics.ACCOUNT_MAILS.labels("unknown", "retried" if again else "failed").inc()

    def _letter(self, claimed: ClaimedMail) -> Mail:
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

    async def _refused(self, claimed: ClaimedMail, error: DeliveryError) -> None:
        wait = schedule.retry_after_failure(claimed.attempts, None)
        patience = GIVE_UP.get(claimed.kind, GIVE_UP_USUALLY)
        is_final = error.permanent or claimed.age + wait > patience
        if is_final:
            await self._mails.discard(claimed.id, str(error))
        else:
            await self._mails.retry(claimed.id, str(error), wait)
        outcome = "failed" if is_final else "retried"
        metrics.ACCOUNT_MAILS.labels(claimed.kind, outcome).inc()
        said = _said(claimed) | {"error": str(error), "final": is_final}
        log.warning("account mail failed", extra=said)


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _said(claimed: ClaimedMail) -> dict[str, object]:
    return {
        "mail_id": claimed.id,
        "kind": claimed.kind,
        "user_id": claimed.user_id,
        "attempts": claimed.attempts,
    }
