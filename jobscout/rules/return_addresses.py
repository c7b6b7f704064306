"""Signed return addresses (VERP): a bounce says by itself whose mail came back.

A mail's return address is ``<local>+<token>@<domain>`` of BOUNCE_ADDRESS. The token names the user
and the second of sending, and is signed together with the address that the mail went to: so a
bounce cannot be made up for anybody else, and one from an address of the past means nothing.

Servers on the way may change the case of a local part, which therefore has no letters that differ
by it; and it has at most the 64 bytes of RFC 5321.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_TAG_DIGITS: Final = 24  # of the HMAC-SHA256: 96 bits
_TOKEN: Final = re.compile(rf"([0-9a-f]{{1,16}})-([0-9a-f]{{1,10}})-([0-9a-f]{{{_TAG_DIGITS}}})")


class Returned(NamedTuple):
    """What a return address says: whose mail, when it was sent in Unix seconds, and the proof."""

    user_id: int
    sent_at: int
    tag: str


class ReturnAddresses(NamedTuple):
    """Of one installation; *address* is BOUNCE_ADDRESS, None where there is none.

    *secrets*: the one that signs, then those that are still accepted.
    """

    address: str | None
    secrets: Sequence[str]

    def of(self, user_id: int, to: str, now_s: float) -> str | None:
        """Where a mail to the user's address *to* comes back to; None: to the sender."""
        if self.address is None:
            return None
        local, _, domain = self.address.rpartition("@")
        sent_at = int(now_s)
        tag = _tag(self.secrets[0], user_id, sent_at, to)
        return f"{local}+{user_id:x}-{sent_at:x}-{tag}@{domain}"

    def read(self, text: str) -> Returned | None:
        """The first return address of ours in *text*, a header's value; its tag is not checked."""
        if self.address is None:
            return None
        local, _, domain = self.address.lower().rpartition("@")
        # a plus that nobody escaped in a URL is a blank
        ours = re.compile(rf"{re.escape(local)}[+ ]{_TOKEN.pattern}@{re.escape(domain)}")
        found = ours.search(text.lower())
        if found is None:
            return None
        return Returned(int(found[1], 16), int(found[2], 16), found[3])

    def is_true(self, returned: Returned, address: str) -> bool:
        """Whether we sent that mail, to *address*."""
        tags = (_tag(key, returned.user_id, returned.sent_at, address) for key in self.secrets)
        return any(hmac.compare_digest(tag, returned.tag) for tag in tags)


NO_RETURNS: Final = ReturnAddresses(None, ())
"""Mails come back to their sender."""


def _tag(secret: str, user_id: int, sent_at: int, to: str) -> str:
    said = f"bounce:{user_id}:{sent_at}:{to}".encode("utf-8", "replace")
    return hmac.digest(secret.encode(), said, hashlib.sha256).hex()[:_TAG_DIGITS]
