"""Signed texts: the tokens in links that work without signing in."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Final

from itsdangerous import BadData, URLSafeSerializer
from itsdangerous.encoding import base64_decode, base64_encode

if TYPE_CHECKING:
    from collections.abc import Sequence

# The purpose is part of the key. The library's default digest would be SHA-1.
_SIGNER: Final = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
_EARLIER_TAG_BYTES: Final = 16


def sign(secret: str, purpose: str, said: str) -> str:
    """A URL-safe token that carries *said* and is valid for *purpose* only."""
    return str(_serializer((secret,), purpose).dumps(said))


def read(token: str, purpose: str, secrets: Sequence[str]) -> str | None:
    """The text in *token*; None if none of *secrets* signed it for *purpose*."""
    shown = token.encode("utf-8", "replace")
    try:
        return str(_serializer(secrets, purpose).loads(shown))
    except BadData:
        return _read_earlier(shown, purpose, secrets)


def _serializer(secrets: Sequence[str], purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(list(secrets), salt=purpose, signer_kwargs=_SIGNER)


def _read_earlier(shown: bytes, purpose: str, secrets: Sequence[str]) -> str | None:
    """Reads the earlier token format, because links in sent mails do not expire.

    It is the text and the first bytes of the HMAC-SHA256 of purpose and text.
    """
    try:
        said = base64_decode(shown.partition(b".")[0])
    except BadData:
        return None
    for secret in secrets:
        tag = hmac.digest(secret.encode(), f"{purpose}:".encode() + said, hashlib.sha256)
        token = base64_encode(said) + b"." + base64_encode(tag[:_EARLIER_TAG_BYTES])
        if hmac.compare_digest(token, shown):
            return said.decode()
    return None
