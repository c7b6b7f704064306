"""The token in the unsubscribe link of a mail: good for one search, without signing in.

It is no secret that expires: a mail may be read years later, and all it can do is to stop
further mail (RFC 8058).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

TAG_BYTES: Final = 16  # 128 bits: beyond guessing, and short enough for a link
_ID: Final = re.compile(r"[1-9][0-9]{0,18}")


def unsubscribe_token(secret: str, search_id: int) -> str:
    """What the link of a mail for *search_id* bears."""
    return f"{_text(str(search_id).encode())}.{_text(_tag(secret, search_id))}"


def search_of(token: str, secrets: Iterable[str]) -> int | None:
    """The search whose mail *token* stops, None when none of *secrets* made it."""
    name, _, _ = token.partition(".")
    try:
        stated = base64.urlsafe_b64decode(name + "=" * (-len(name) % 4)).decode("ascii")
    except ValueError:
        return None
    if not _ID.fullmatch(stated):
        return None
    search_id = int(stated)
    for secret in secrets:
        made = unsubscribe_token(secret, search_id)
        if hmac.compare_digest(made.encode(), token.encode("utf-8", "replace")):
            return search_id
    return None


def _tag(secret: str, search_id: int) -> bytes:
    said = f"unsubscribe:{search_id}".encode()
    return hmac.digest(secret.encode(), said, hashlib.sha256)[:TAG_BYTES]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
