"""Mail: one for the new alerts of a search, with a link that stops them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import msgspec

from jobscout.errors import DeliveryError
from jobscout.finding import Finding, broken, ok, remark
from jobscout.outside.channels import Adapter, Opening
from jobscout.outside.mail import SmtpMailer
from jobscout.rules import email_templates
from jobscout.rules.return_addresses import NO_RETURNS, ReturnAddresses
from jobscout.rules.unsubscribe import unsubscribe_token

if TYPE_CHECKING:
    from jobscout.outgoing import Alerts, Outgoing
    from jobscout.outside.mail import Mailer
    from jobscout.settings import Settings

_WITHIN_S: Final = 4.0  # for the doctor's check, which has five


class Email(Adapter):
    """*base_url* is where unsubscribe links lead; *secret* signs them.

    *returns*: where mails come back to.
    """

    kind = "email"
    one_per = "search"
    by_mail = True
    setting = "SMTP_URL"
    readiness_part = "mail"

    def __init__(
        self, mailer: Mailer, *, secret: str, base_url: str, returns: ReturnAddresses = NO_RETURNS
    ) -> None:
        self._mailer = mailer
        self._returns = returns
        self._secret = secret
        self._base_url = base_url

    @classmethod
    def opened(cls, opening: Opening) -> Email:
        settings = opening.settings
        return cls(
            opening.mailer,
            secret=opening.secret,
            base_url=settings.base_url,
            returns=ReturnAddresses(settings.bounce_address, (opening.secret,)),
        )

    @classmethod
    async def examine(cls, settings: Settings) -> list[Finding]:
        """Connect, encrypt and sign in; no mail is sent."""
        if settings.smtp_url is None:
            said = "is not set: mail is written to DATA_DIR/mail"
            return [remark(cls.setting, said, "set SMTP_URL to send it")]
        try:
            mailer = SmtpMailer(settings.smtp_url, settings.mail_from)
            is_encrypted = await mailer.check(_WITHIN_S)
        except DeliveryError as error:
            cure = "see to host, port, smtps:// or starttls=true, user and password"
            return [broken(cls.setting, str(error), cure)]
        found = [ok(cls.setting, "takes us, encrypted")]
        if not is_encrypted:
            cure = "add ?starttls=true, or use smtps://"
            found = [remark(cls.setting, "takes us, in the clear", cure)]
        if settings.bounce_address is not None and settings.webhook_secret is None:
            said = "is where mail comes back to, and your mail server cannot tell us of it"
            found.append(broken("BOUNCE_ADDRESS", said, "set WEBHOOK_SECRET, too"))
        return found

    @property
    def state(self) -> str:
        return self._mailer.state

    async def send(self, outgoing: Outgoing, alerts: Alerts) -> None:
        to, name, message_id = outgoing.address or "", outgoing.full_name, outgoing.message_id
        if not alerts.items:
            mail = email_templates.test(to=to, name=name, message_id=message_id)
        elif alerts.are_reminders:
            mail = email_templates.reminders(
                to=to, name=name, jobs=alerts.items, message_id=message_id
            )
        else:
            mail = email_templates.alerts(
                to=to,
                name=name,
                jobs=alerts.items,
                unsubscribe_url=self._unsubscribe_url(alerts.search_id),
                message_id=message_id,
            )
        returns_to = self._returns.of(outgoing.user_id, to, time.time())
        await self._mailer.send(msgspec.structs.replace(mail, return_path=returns_to))

    def _unsubscribe_url(self, search_id: int | None) -> str | None:
        if search_id is None:
            return None
        token = unsubscribe_token(self._secret, search_id)
        return f"{self._base_url}/unsubscribe?token={token}"


ADAPTER = Email
