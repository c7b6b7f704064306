"""Mail: over SMTP, or as ``.eml`` files where no server is configured."""

from __future__ import annotations

import os
import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import formatdate, parseaddr
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

import aiosmtplib
import anyio

from jobscout.errors import DeliveryError

if TYPE_CHECKING:
    from pathlib import Path

    from jobscout.model import Mail

TIMEOUT_S = 30.0
_UNSAFE = re.compile(r"[^A-Za-z0-9@._-]")


class Mailer(Protocol):
    """Takes a mail, or says why not."""

    async def send(self, mail: Mail) -> None:
        """Returns once the next server has taken responsibility for the mail.

        Raises:
            DeliveryError: refused; *permanent* when trying again cannot help.
        """
        ...


class SmtpMailer:
    """Sends through one SMTP server: ``smtp://user:pass@host:587?starttls=true``."""

    def __init__(self, url: str, sender: str) -> None:
        parts = urlsplit(url)
        secure = parts.scheme == "smtps"
        starttls = parse_qs(parts.query).get("starttls", [""])[0].lower()
        self._sender = sender
        self._server = {
            "hostname": parts.hostname or "localhost",
            "port": parts.port or (465 if secure else 25),
            "username": unquote(parts.username) if parts.username else None,
            "password": unquote(parts.password) if parts.password else None,
            "use_tls": secure,
            # unset: encrypt when the server offers it
            "start_tls": {"true": True, "false": False}.get(starttls) if not secure else False,
        }

    async def send(self, mail: Mail) -> None:
        message = compose(mail, self._sender)
        try:
            await aiosmtplib.send(message, timeout=TIMEOUT_S, **self._server)  # type: ignore[call-overload]
        except aiosmtplib.SMTPRecipientsRefused as error:
            codes = [refusal.code for refusal in error.recipients]
            raise DeliveryError("the address was refused", permanent=_is_final(codes)) from error
        except aiosmtplib.SMTPResponseException as error:
            # what the server says may repeat the address, so only the code is kept
            raise DeliveryError(
                f"the mail server answered {error.code}", permanent=_is_final([error.code])
            ) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise DeliveryError(f"the mail server is away: {type(error).__name__}") from error


class FileMailer:
    """Writes each mail to ``<folder>/<message id>.eml``; the same mail again is the same file."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    async def send(self, mail: Mail) -> None:
        content = compose(mail, self._sender).as_bytes()
        name = _UNSAFE.sub("_", mail.message_id.strip("<>"))
        await anyio.to_thread.run_sync(self._write, f"{name}.eml", content)

    def _write(self, name: str, content: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = self._folder / f".{name}.{os.getpid()}"
        half.write_bytes(content)
        half.replace(self._folder / name)


def compose(mail: Mail, sender: str) -> EmailMessage:
    """The mail as RFC 5322 wants it, text and HTML alike.

    Raises:
        DeliveryError: permanent: the address cannot stand in a header.
    """
    message = EmailMessage(policy=SMTP_POLICY)
    try:
        message["From"] = sender
        message["To"] = Address(addr_spec=mail.to)
        message["Subject"] = " ".join(mail.subject.split())
        message["Date"] = formatdate()
        message["Message-ID"] = mail.message_id
        for name, value in mail.headers.items():
            message[name] = value
    except (ValueError, IndexError, AttributeError) as error:
        raise DeliveryError("the address is not one", permanent=True) from error
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message


def domain(sender: str) -> str:
    """The part of the sender's address after the @, for Message-IDs."""
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"


def _is_final(codes: list[int]) -> bool:
    return all(500 <= code < 600 for code in codes)
