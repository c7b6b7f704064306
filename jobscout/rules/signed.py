"""Short texts that only we can have written: the tokens in links that need no sign-in."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

TAG_BYTES: Final = 16  # 128 bits: beyond guessing, and short enough for a link


def sign(secret: str, purpose: str, said: str) -> str:
    """A token of URL-safe characters that says *said* to whoever reads it for *purpose*."""
    return f"{_text(said.encode())}.{_text(_tag(secret, purpose, said))}"


def read(token: str, purpose: str, secrets: Iterable[str]) -> str | None:
    """What *token* says; None when none of *secrets* signed it for *purpose*."""
    name, _, _ = token.partition(".")
    try:
        said = base64.urlsafe_b64decode(name + "=" * (-len(name) % 4)).decode("ascii")
    except ValueError:
        return None
    given = token.encode("utf-8", "replace")
    for secret in secrets:
        if hmac.compare_digest(sign(secret, purpose, said).encode(), given):
            return said
    return None


def _tag(secret: str, purpose: str, said: str) -> bytes:
    return hmac.digest(secret.encode(), f"{purpose}:{said}".encode(), hashlib.sha256)[:TAG_BYTES]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
