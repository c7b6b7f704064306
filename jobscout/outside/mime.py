"""Serialises mails to bytes and encodes each header itself (RFC 5322, 2047, 2045).

The standard library's ``EmailMessage`` decodes text in a header that looks like an encoded word
(``=?utf-8?b?…?=``), and before Python 3.11.10 writes the decoded line breaks unchanged
(CVE-2024-6923; CVE-2025-1795 and gh-136052 are similar). A title on a board could thus inject
headers. This module never decodes text: a header is a name in ``_NAMES`` and a value of printable
ASCII that cannot be continued.
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
_WORD_BYTES: Final = 45  # 60 characters in base64, so that an encoded word has at most 75
_NAMES: Final = frozenset(
    {"Auto-Submitted", "Precedence", "List-Unsubscribe", "List-Unsubscribe-Post"}
)
"""Headers that a mail may have in addition to the standard ones."""

_ATOMS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/^_`{|}~-]+)*")
# In quoted-printable, "=" is followed by a digit, A to F or the end of the line, so that no line
# of a part can equal this boundary (RFC 2045, 6.7).
_BOUNDARY: Final = "=_part"


def compose(mail: Mail, sender: str) -> bytes:
    """The mail as it is sent, with text and HTML; *sender* is ``Name <address>`` or an address.

    The output is 7-bit, because not every server accepts 8-bit, with CR LF line ends. Only a
    non-ASCII address, which has no other form, is written as UTF-8 (RFC 6532). Subject and names
    lose line breaks, invisible characters and excess length.

    Raises:
        DeliveryRefused: the address, or another header, is not valid in a mail.
    """
    if unknown := mail.headers.keys() - _NAMES:
        raise DeliveryRefused(f"{min(unknown)} is not an allowed header")
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
    """A machine-readable value; it is never folded, because programs may not read it then."""
    if not (value.isascii() and value.isprintable()) or "=?" in value or len(value) > _MAX_PLAIN:
        raise DeliveryRefused(f"{name} is not valid in a header")
    return value


def _mailbox(sender: str) -> str:
    name, address = parseaddr(sender)
    name = line(name, MAX_NAME)
    if not name:
        return addr_spec(address)
    return f"{name if _ATOMS.fullmatch(name) else _words(name)} <{addr_spec(address)}>"


def addr_spec(text: str) -> str:
    """The address in *text* in the form that mail is sent to; its domain is ASCII.

    Raises:
        DeliveryRefused: no mail can be sent there.
    """
    try:
        return mail_addresses.parse(text, is_ours=True).address
    except ValueError as error:
        raise DeliveryRefused("the address is not valid") from error


def _text(text: str) -> str:
    """Unstructured text, either unchanged or completely as encoded words, never mixed."""
    return text if text.isascii() and "=?" not in text else _words(text)


def _words(text: str) -> str:
    """*text* as encoded words (RFC 2047) of whole characters, with folding between them."""
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
    """The lines of one part with its boundary and headers."""
    yield f"--{_BOUNDARY}"
    yield f'Content-Type: text/{subtype}; charset="utf-8"'
    yield "Content-Transfer-Encoding: quoted-printable"
    yield ""
    for text_line in re.split(r"\r\n|\r|\n", text):
        yield from b2a_qp(text_line.encode("utf-8", "replace")).decode("ascii").split("\n")
