"""A real SMTP server on loopback that keeps what it is given."""

from __future__ import annotations

import asyncio
import email
import email.policy
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from aiosmtpd.smtp import SMTP

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from email.message import EmailMessage


class Mailbox:
    """Every mail it took responsibility for, in order.

    While *answers* is not set it takes mails and does not say so; *got_one* is set by each.
    """

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.got_one = asyncio.Event()
        self.answers = asyncio.Event()
        self.answers.set()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        parsed = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.mails.append(parsed)
        self.got_one.set()
        await self.answers.wait()
        return "250 OK"

    @property
    def message_ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.mails]


@asynccontextmanager
async def receiving(*, utf8: bool = True) -> AsyncIterator[tuple[Mailbox, str]]:
    """A mailbox and the ``SMTP_URL`` that leads to it; *utf8*: it offers SMTPUTF8."""
    mailbox = Mailbox()
    async with serving(mailbox, utf8=utf8) as url:
        yield mailbox, url


@asynccontextmanager
async def serving(handler: object, *, utf8: bool = True) -> AsyncIterator[str]:
    """An SMTP server that leaves its answers to *handler*; the ``SMTP_URL`` that leads to it."""
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(handler, enable_SMTPUTF8=utf8), "127.0.0.1", 0
    )
    try:
        yield f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}?starttls=false"
    finally:
        server.close()
        await server.wait_closed()
