"""Bounces: mails of ours that came back, as the operator's mail server hands them on."""

import asyncio
import logging
from typing import Annotated, ClassVar, Final, Literal

import anyio
import msgspec
from aiohttp import web
from msgspec import Meta

from jobscout import metrics, worker_processes
from jobscout.errors import MalformedBody, NotFound
from jobscout.http import fields
from jobscout.http.auth import check_secret
from jobscout.http.inputs import Input
from jobscout.http.keys import SERVICES
from jobscout.rules import bounces
from jobscout.sql.mail_suppressions import CameBack

log = logging.getLogger(__name__)

MAX_MAIL: Final = 32 * 2**20  # bytes, of which only the beginning is kept; a bounce bears the mail
READ_S: Final = 5.0
MEMORY: Final = 512 * 2**20

Outcome = Literal[CameBack, "unreadable"]


Recipient = Annotated[
    str, Meta(max_length=320, description="whom it was delivered to, by the envelope")
]


class BounceQuery(Input):
    recipient: Recipient | None = None
    rules: ClassVar = {"recipient": fields.line}


class BounceTaken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a bounce.

    *suppressed*: no more mail is sent there. *ignored*: it says nothing lasting of the recipient,
    or is of a mail that was sent before the address was verified.
    *unknown*: it came to no return address of ours. *unreadable*: it bears no report (RFC 3464).
    """

    outcome: Outcome


async def take_bounce(request: web.Request, query: BounceQuery) -> BounceTaken:
    """Take a mail that came back: a delivery status notification, as it arrived.

    Every mail is answered with 200, so that the mail server does not try again.
    """
    check_secret(request)
    if request.app[SERVICES].returns.address is None:
        raise NotFound("BOUNCE_ADDRESS is not set")
    outcome = await _taken(request, await _beginning(request), query.recipient or "")
    metrics.BOUNCES.labels(outcome).inc()
    return BounceTaken(outcome=outcome)


async def _taken(request: web.Request, raw: bytes, recipient: str) -> Outcome:
    services = request.app[SERVICES]
    try:
        async with services.reading_bounces:
            bounce = await worker_processes.compute(
                bounces.read, raw, within_s=READ_S, memory=MEMORY
            )
    except (TimeoutError, MemoryError, anyio.BrokenWorkerProcess):
        bounce = None
    if bounce is None:
        return "unreadable"
    returned = services.returns.read(recipient) or services.returns.read(bounce.to)
    if returned is None:
        return "unknown"
    store = services.stores.mail_suppressions
    outcome = await store.came_back(returned, services.returns, bounce.reason)
    said = {"user_id": returned.user_id, "outcome": outcome, "reason": bounce.reason}
    log.info("mail came back", extra=said)
    return outcome


async def _beginning(request: web.Request) -> bytes:
    """As much of the body as is looked at; the rest is taken, so that the sender is content."""
    kept, size = bytearray(), 0
    try:
        async with asyncio.timeout(request.app[SERVICES].body_s):
            async for chunk in request.content.iter_chunked(64 * 1024):
                kept += chunk[: bounces.MAX_BYTES - len(kept)]
                size += len(chunk)
                if size > MAX_MAIL:
                    raise web.HTTPRequestEntityTooLarge(MAX_MAIL, size)
    except TimeoutError as error:
        raise web.HTTPRequestTimeout from error
    except (web.RequestPayloadError, ConnectionError) as error:
        raise MalformedBody("the mail could not be read to its end") from error
    return bytes(kept)
