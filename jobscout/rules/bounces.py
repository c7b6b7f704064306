"""Bounces: delivery status notifications (RFC 3464) in mails that came back.

Anybody may send one, with anything in it. So only its beginning is read, with few parts, few
recipients and lines of ordinary length, and it is read in a worker process.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.policy import compat32
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules import mail_refusals

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES: Final = 128 * 1024
"""The report comes before the mail that it is about, which is not read."""
MAX_PARTS: Final = 20
MAX_RECIPIENTS: Final = 20
_MAX_LINES: Final = 4000
_MAX_VALUE: Final = 2000
_CONTENT_TYPE: Final = re.compile(rb"^content-type[ \t]*:", re.IGNORECASE | re.MULTILINE)
_LONG_LINE: Final = re.compile(rb"[^\n]{2001}")
# where servers say whom they delivered the bounce to, after what the bounce itself says
_TO: Final = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To")
_DIAGNOSTIC: Final = re.compile(r"\s*(?:smtp\s*;)?\s*([45][0-9]{2})[ -]?(.*)", re.IGNORECASE)


class Bounce(NamedTuple):
    """*to*: the headers that name whom it was delivered to.

    *reason*: how the recipient is gone; None: for now, or for a reason that is not theirs.
    """

    to: str
    reason: str | None


def read(raw: bytes) -> Bounce | None:
    """The report in a mail; None: it holds none, or is none that can be read."""
    raw = raw[:MAX_BYTES]
    if (
        len(_CONTENT_TYPE.findall(raw)) > MAX_PARTS
        or raw.count(b"\n") > _MAX_LINES
        or _LONG_LINE.search(raw)
    ):
        return None
    try:
        mail = message_from_bytes(raw, policy=compat32)
        to = "\n".join(value for name in _TO for value in _values(mail, name))
        reports = list(_reports(mail))
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    if not reports:
        return None
    return Bounce(to, next(filter(None, map(_reason, reports)), None))


def _values(mail: Message, name: str) -> list[str]:
    return [str(value)[:_MAX_VALUE] for value in mail.get_all(name, [])[:MAX_RECIPIENTS]]


def _reports(mail: Message) -> Iterator[Message]:
    """The fields about each recipient."""
    if mail.get_content_type() != "multipart/report":
        return
    for part in mail.walk():
        if part.get_content_type() in {
            "message/delivery-status",
            "message/global-delivery-status",
        }:
            groups = part.get_payload()
            about = [each for each in groups if isinstance(each, Message)]
            # the first group is about the message, the others each about a recipient
            yield from (each for each in about[:MAX_RECIPIENTS] if "Action" in each)
            return


def _reason(report: Message) -> str | None:
    if _field(report, "Action").lower() != "failed":
        return None
    found = _DIAGNOSTIC.match(_field(report, "Diagnostic-Code"))
    code, said = (int(found[1]), found[2]) if found else (0, "")
    # the code that the reporting server concludes, and that of the server that refused
    stated = (_field(report, "Status"), said)
    if not mail_refusals.is_gone_for(stated, code, said):
        return None
    return mail_refusals.reason(code, next(filter(mail_refusals.status, (said, *stated)), ""))


def _field(report: Message, name: str) -> str:
    return " ".join(str(report.get(name, ""))[:_MAX_VALUE].split())
