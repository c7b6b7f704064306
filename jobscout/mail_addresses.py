"""Mail addresses: which are valid, how they are written, and which are the same.

RFC 5321 and 6531 for the form, IDNA 2008 with the mapping of UTS #46 (non-transitional) for the
domain, and NFKC for the local part, as in UTS #39. No DNS lookups.
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from typing import Final, NamedTuple

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

MAX_LOCAL_BYTES: Final = 64  # RFC 5321, 4.5.3.1.1; the library counts characters
MAX_REASON: Final = 160  # characters; the library's messages quote their input
# An operator's own server may deliver to these; no server delivers to `invalid`, `onion`, `arpa`.
for _name in ("local", "localhost", "test"):
    with suppress(ValueError):
        SPECIAL_USE_DOMAIN_NAMES.remove(_name)

BLANKS: Final = " \t\r\n"  # allowed around typed input
# Unicode's Default_Ignorable_Code_Point, and a blank that counts as a symbol
_UNSEEN: Final = frozenset(
    chr(code)
    for first, last in (
        *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5)),
        *((0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F)),
        *((0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
        *((0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A)),
        (0xE0000, 0xE0FFF),
    )
    for code in range(first, last + 1)
)


class MailAddress(NamedTuple):
    """*address* is what is shown and sent to: its domain in ASCII, its case as it was given.

    *key* is equal for all spellings of one address: it is what must be unique.
    """

    address: str
    key: str


def parse(text: str, *, is_ours: bool = False) -> MailAddress:
    """The address in *text*; surrounding blanks are ignored.

    Args:
        is_ours: an operator's own address, whose host needs no dot: ``jobscout@localhost``.

    Raises:
        ValueError: no mail can be sent there; the message follows the field's name.
    """
    text = text.strip(BLANKS)
    if any(letter in _UNSEEN or unicodedata.category(letter)[0] in "CZ" for letter in text):
        raise ValueError("is not an email address: it contains an invisible character")
    local, _, domain = text.rpartition("@")
    local = unicodedata.normalize("NFKC", local)
    if len(local.encode()) > MAX_LOCAL_BYTES:
        raise ValueError("is not an email address: it is too long before the @-sign")
    if "=?" in local:  # some programs would decode it to another address
        raise ValueError("is not an email address: it reads as an encoded word (RFC 2047)")
    try:
        found = validate_email(
            f"{local}@{domain}",
            strict=True,
            check_deliverability=False,
            globally_deliverable=not is_ours,
        )
    except EmailNotValidError as error:
        reason = str(error)[:1].lower() + str(error)[1:MAX_REASON].rstrip(".")
        raise ValueError(f"is not an email address: {reason}") from error
    shown = domain if domain.isascii() else found.ascii_domain
    # letter by letter, because str.lower changes a Greek sigma at the end of a word
    lowered = unicodedata.normalize("NFKC", "".join(letter.lower() for letter in local))
    return MailAddress(f"{local}@{shown}", f"{lowered}@{found.ascii_domain}")


def key(text: str) -> str | None:
    """The key of the address in *text*, None if it is not an address."""
    try:
        return parse(text).key
    except ValueError:
        return None
