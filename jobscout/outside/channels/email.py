"""Mail: one for the new alerts of a search, with a link that stops them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.errors import DeliveryError
from jobscout.finding import Finding, broken, ok, remark
from jobscout.outside.channels import Adapter, Opening
from jobscout.outside.mail import SmtpMailer
from jobscout.rules import email_templates
from jobscout.rules.unsubscribe import unsubscribe_token

if TYPE_CHECKING:
    from jobscout.outgoing import Alerts, Outgoing
    from jobscout.outside.mail import Mailer
    from jobscout.settings import Settings

_WITHIN_S: Final = 4.0  # for the doctor's check, which has five


class Email(Adapter):
    """*base_url* is where unsubscribe links lead; *secret* signs them."""

    kind = "email"
    one_per = "search"
    by_mail = True
    setting = "SMTP_URL"
    readiness_part = "mail"

    def __init__(self, mailer: Mailer, *, secret: str, base_url: str) -> None:
        self._mailer = mailer
        self._secret = secret
        self._base_url = base_url

    @classmethod
    def opened(cls, opening: Opening) -> Email:
        settings = opening.settings
        return cls(opening.mailer, secret=opening.secret, base_url=settings.base_url)

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
        if not is_encrypted:
            cure = "add ?starttls=true, or use smtps://"
            return [remark(cls.setting, "takes us, in the clear", cure)]
        return [ok(cls.setting, "takes us, encrypted")]

    @property
    def state(self) -> str:
        return self._mailer.state

    async def send(self, outgoing: Outgoing, alerts: Alerts) -> None:
        to, name, message_id = outgoing.address or "", outgoing.full_name, outgoing.message_id
        if not alerts.items:
            await self._mailer.send(email_templates.test(to=to, name=name, message_id=message_id))
            return
        await self._mailer.send(
            email_templates.alerts(
                to=to,
                name=name,
                jobs=alerts.items,
                unsubscribe_url=self._unsubscribe_url(alerts.search_id),
                message_id=message_id,
            )
        )

    def _unsubscribe_url(self, search_id: int | None) -> str | None:
        if search_id is None:
            return None
        token = unsubscribe_token(self._secret, search_id)
        return f"{self._base_url}/unsubscribe?token={token}"


ADAPTER = Email
