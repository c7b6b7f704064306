"""Every mail of ours as bytes, each header encoded here (RFC 5322, 2047, 2045).

The standard library's ``EmailMessage`` takes what looks like an encoded word in a header's
text (``=?utf-8?b?…?=``) for one, decodes it, and before Python 3.11.10 writes the line breaks
that come out as they are (CVE-2024-6923; CVE-2025-1795 and gh-136052 are of the same kind). A
title on a board could so set headers of our mails. Here no text is ever decoded: a header is
its name, which is one of ``_NAMES``, and a value of printable ASCII that cannot be continued.
"""

from __future__ import annotations

import base64
import re
from binascii import b2a_qp
from datetime import UTC, datetime
from email.utils import format_datetime, parseaddr
from typing import TYPE_CHECKING, Final

from jobscout import mail_addresses
from jobscout.errors import DeliveryRefused
from jobscout.outgoing import MAX_SUBJECT
from jobscout.rules.lines import line, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobscout.outgoing import Mail

MAX_NAME: Final = 100
_MAX_PLAIN: Final = 900  # characters; with its name less than the 998 of RFC 5322
_WORD_BYTES: Final = 45  # as base64 60 characters, so that an encoded word has at most 75
_NAMES: Final = frozenset(
    {"Auto-Submitted", "Precedence", "List-Unsubscribe", "List-Unsubscribe-Post"}
)
"""What a mail may have beyond the headers that all have."""

_ATOMS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/^_`{|}~-]+)*")
# An "=" in quoted-printable is followed by a digit, A to F or the end of the line, so that no
# line of a part can be this one (RFC 2045, 6.7).
_BOUNDARY: Final = "=_part"


def compose(mail: Mail, sender: str) -> bytes:
    """The mail as it is sent, text and HTML alike; *sender* is ``Name <address>`` or an address.

    Seven bits, because not every server on the way takes eight, and lines that end in CR LF. Only
    an address beyond ASCII, which has no other form, stands in its header as UTF-8 (RFC 6532).
    Subject and names lose line breaks, invisible characters and what is too long.

    Raises:
        DeliveryRefused: the address, or another header, cannot stand in a mail.
    """
    if unknown := mail.headers.keys() - _NAMES:
        raise DeliveryRefused(f"{min(unknown)} is no header of ours")
    headers = {
        "From": _mailbox(sender),
        "To": addr_spec(mail.to),
        "Subject": _text(shortened(mail.subject, MAX_SUBJECT)),
        "Date": format_datetime(datetime.now(UTC)),
        "Message-ID": _plain("Message-ID", mail.message_id),
        **{name: _plain(name, value) for name, value in mail.headers.items()},
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/alternative; boundary="{_BOUNDARY}"',
    }
    head = [f"{name}: {value}" for name, value in headers.items()]
    parts = [*_part("plain", mail.text), *_part("html", mail.html)]
    return "\r\n".join([*head, "", *parts, f"--{_BOUNDARY}--", ""]).encode()


def _plain(name: str, value: str) -> str:
    """A value for programs, which stays one line however long: folded, none of them reads it."""
    if not (value.isascii() and value.isprintable()) or "=?" in value or len(value) > _MAX_PLAIN:
        raise DeliveryRefused(f"{name} cannot stand in a header")
    return value


def _mailbox(sender: str) -> str:
    name, address = parseaddr(sender)
    name = line(name, MAX_NAME)
    if not name:
        return addr_spec(address)
    return f"{name if _ATOMS.fullmatch(name) else _words(name)} <{addr_spec(address)}>"


def addr_spec(text: str) -> str:
    """The address that *text* spells, as it is sent to; its domain is ASCII.

    Raises:
        DeliveryRefused: no mail can be sent there.
    """
    try:
        return mail_addresses.parse(text, is_ours=True).address
    except ValueError as error:
        raise DeliveryRefused("the address is not one") from error


def _text(text: str) -> str:
    """Unstructured text, which reads as it stands or as encoded words, and never as both."""
    return text if text.isascii() and "=?" not in text else _words(text)


def _words(text: str) -> str:
    """All of *text* as encoded words (RFC 2047), each of whole characters, folded between them."""
    encoded = (base64.b64encode(piece).decode("ascii") for piece in _pieces(text))
    return "\r\n ".join(f"=?utf-8?b?{word}?=" for word in encoded)


def _pieces(text: str) -> Iterator[bytes]:
    piece = b""
    for letter in text:
        encoded = letter.encode()
        if len(piece) + len(encoded) > _WORD_BYTES:
            yield piece
            piece = b""
        piece += encoded
    if piece:
        yield piece


def _part(subtype: str, text: str) -> Iterator[str]:
    """The lines of one part with what announces it."""
    yield f"--{_BOUNDARY}"
    yield f'Content-Type: text/{subtype}; charset="utf-8"'
    yield "Content-Transfer-Encoding: quoted-printable"
    yield ""
    for text_line in re.split(r"\r\n|\r|\n", text):
        yield from b2a_qp(text_line.encode("utf-8", "replace")).decode("ascii").split("\n")
