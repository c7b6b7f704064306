"""Mail: over SMTP, or as ``.eml`` files where no server is configured."""

from __future__ import annotations

import asyncio
import math
import re
import time
from contextlib import suppress
from email.parser import HeaderParser
from email.policy import default
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any, Literal, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

import aiosmtplib
import anyio

from jobscout import files, mail_addresses
from jobscout.errors import AddressGone, DeliveryError, DeliveryRefused, Outage
from jobscout.outside.mime import addr_spec, compose
from jobscout.rules import mail_refusals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jobscout.outgoing import Mail

TIMEOUT_S = 30.0
ASK_S = 5.0  # somebody waits for the answer
CAPABILITIES_S = 600.0  # what a server said of itself is taken for true
SILENT_S = 10.0  # so long a server that did not answer is not asked again
_UNSAFE = re.compile(r"[^A-Za-z0-9@._-]")


MailState = Literal["ok", "away", "unconfigured"]


class Mailer(Protocol):
    """Takes a mail, or says why not. *state* is how the last one fared."""

    state: MailState

    async def send(self, mail: Mail) -> None:
        """Returns once the next server has taken responsibility for the mail.

        Raises:
            DeliveryError: refused, DeliveryRefused where trying again cannot help; AddressGone
                on the server's word that nobody has this address.
            Outage: it cannot be kept here now, as the disk is full.
        """
        ...

    async def forget(self, address: str) -> None:
        """Remove what we keep of mails to *address*. Raises Outage."""
        ...

    async def sweep(self) -> int:
        """Remove mails that a killed process left half written; how many there were."""
        ...


class SmtpMailer:
    """Sends through one SMTP server: ``smtp://user:pass@host:587?starttls=true``."""

    def __init__(self, url: str, sender: str) -> None:
        parts = urlsplit(url)
        secure = parts.scheme == "smtps"
        starttls = parse_qs(parts.query).get("starttls", [""])[0].lower()
        self.state: MailState = "ok"
        self._sender = sender
        self._takes_utf8: bool | None = None
        self._ask_again_at = -math.inf
        self._asking = asyncio.Lock()
        self._server: dict[str, Any] = {
            "hostname": parts.hostname or "localhost",
            "port": parts.port or (465 if secure else 25),
            "username": unquote(parts.username) if parts.username else None,
            "password": unquote(parts.password) if parts.password else None,
            "use_tls": secure,
            # unset: encrypt when the server offers it
            "start_tls": {"true": True, "false": False}.get(starttls) if not secure else False,
        }

    async def send(self, mail: Mail) -> None:
        content = compose(mail, self._sender)
        to = addr_spec(mail.to)
        state: MailState = "ok"  # also a server that refuses is there
        try:
            async with aiosmtplib.SMTP(timeout=TIMEOUT_S, **self._server) as client:
                await self._read_capabilities(client)
                if not (to.isascii() or self._takes_utf8):
                    raise DeliveryError("the mail server takes no address beyond ASCII")
                mail_options = [] if to.isascii() else ["SMTPUTF8", "BODY=8BITMIME"]
                rcpt_options: list[str] = []
                if client.supports_extension("dsn"):
                    mail_options += ["RET=HDRS", f"ENVID={_xtext(mail.message_id.strip('<>'))}"]
                    rcpt_options = ["NOTIFY=FAILURE"]
                await client.sendmail(
                    mail.return_path or parseaddr(self._sender)[1],
                    [to],
                    content,
                    mail_options=mail_options,
                    rcpt_options=rcpt_options,
                )
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _refusal(error.recipients) from error
        except aiosmtplib.SMTPResponseException as error:
            # What the server says may repeat the address, so only the code is kept. A no to
            # anything but the mail itself (sign-in, sender) is about us, and may be put right.
            codes = [error.code] if isinstance(error, aiosmtplib.SMTPDataError) else []
            raise _kind(codes)(f"the mail server answered {error.code}") from error
        except (aiosmtplib.SMTPException, OSError) as error:
            state = "away"
            raise DeliveryError(
                f"the mail server is unavailable: {type(error).__name__}"
            ) from error
        finally:
            self.state = state

    async def check(self, timeout_s: float) -> bool:
        """Connect, encrypt and sign in as for a mail, and send none; is it encrypted?

        Raises:
            DeliveryError: one of these did not go well.
        """
        try:
            async with aiosmtplib.SMTP(timeout=timeout_s, **self._server) as client:
                await self._read_capabilities(client)
                return client.get_transport_info("sslcontext") is not None
        except aiosmtplib.SMTPResponseException as error:
            raise DeliveryError(f"the mail server answered {error.code}") from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise DeliveryError(
                f"the mail server is unavailable: {type(error).__name__}"
            ) from error

    async def takes_utf8(self) -> bool:
        """Whether an address may be beyond ASCII before its @ (SMTPUTF8, RFC 6531).

        The server says so in each connection; it is asked when none was opened lately.

        Raises:
            Outage: it is unavailable, and has never said so.
        """
        async with self._asking:
            if time.monotonic() >= self._ask_again_at:
                self._ask_again_at = time.monotonic() + SILENT_S
                with suppress(DeliveryError):
                    await self.check(ASK_S)
        if self._takes_utf8 is None:
            raise Outage("the mail server is unavailable")
        return self._takes_utf8

    async def forget(self, address: str) -> None:
        """Nothing is kept."""

    async def sweep(self) -> int:
        return 0

    async def _read_capabilities(self, client: aiosmtplib.SMTP) -> None:
        """What the server says of itself, after encryption and sign-in."""
        if client.is_ehlo_or_helo_needed:
            try:
                await client.ehlo()
            except aiosmtplib.SMTPHeloError:  # older than RFC 1869
                await client.helo()
        self._takes_utf8 = client.supports_extension("smtputf8")
        self._ask_again_at = time.monotonic() + CAPABILITIES_S


class FileMailer:
    """Writes each mail to ``<folder>/<message id>.eml``; the same mail again is the same file."""

    def __init__(self, folder: Path, sender: str) -> None:
        self.state: MailState = "unconfigured"
        self._folder = folder
        self._sender = sender

    async def takes_utf8(self) -> bool:
        return True

    async def send(self, mail: Mail) -> None:
        content = compose(mail, self._sender)
        name = _UNSAFE.sub("_", mail.message_id.strip("<>"))
        try:
            with files.disk_outages():
                await anyio.to_thread.run_sync(self._write, f"{name}.eml", content)
        except OSError as error:
            raise DeliveryError(f"the mail cannot be written: {error.strerror}") from error

    async def forget(self, address: str) -> None:
        try:
            await anyio.to_thread.run_sync(self._remove, address)
        except OSError as error:
            raise Outage(f"the mails cannot be removed: {error.strerror}") from error

    async def sweep(self) -> int:
        return await anyio.to_thread.run_sync(files.sweep, self._folder)

    def _remove(self, address: str) -> None:
        # What a kill left half written may not say whom it is for. A mail that is being written
        # now fails with it, and is sent again.
        files.sweep(self._folder, older_than_s=0)
        for path in self._folder.glob("*.eml"):
            with path.open(encoding="utf-8", errors="replace") as file:
                to = HeaderParser(policy=default).parse(file)["To"]
            if to is not None and any(_is_same(each.addr_spec, address) for each in to.addresses):
                path.unlink(missing_ok=True)

    def _write(self, name: str, content: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.write(self._folder / name, content)


def domain(sender: str) -> str:
    """The part of the sender's address after the @, for Message-IDs."""
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"


def _is_same(one: str, other: str) -> bool:
    return one == other or mail_addresses.key(one) == mail_addresses.key(other) is not None


def _xtext(text: str) -> str:
    """As parameters of MAIL and RCPT are written (RFC 3461, 4)."""
    return "".join(
        letter if "!" <= letter <= "~" and letter not in "+=" else f"+{ord(letter):02X}"
        for letter in text
        if letter.isascii()
    )


def _refusal(recipients: Sequence[aiosmtplib.SMTPRecipientRefused]) -> DeliveryError:
    """Of the one recipient that a mail has."""
    for one in recipients:
        if mail_refusals.is_gone(one.code, one.message):
            return AddressGone(mail_refusals.reason(one.code, one.message))
    return _kind([one.code for one in recipients])("the address was refused")


def _kind(codes: list[int]) -> type[DeliveryError]:
    """What answers with these codes mean; none at all: that it may be put right."""
    is_final = bool(codes) and all(500 <= code < 600 for code in codes)
    return DeliveryRefused if is_final else DeliveryError
