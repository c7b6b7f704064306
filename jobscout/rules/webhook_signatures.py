"""How a webhook receiver recognises our requests: HMACs over the time and the body.

``standard_headers`` is what Standard Webhooks 1.0 asks for
(https://github.com/standard-webhooks/standard-webhooks); ``signature`` is our older header.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from typing import Final

PREFIX: Final = "whsec_"


def new_secret(random: bytes) -> str:
    """As Standard Webhooks writes a secret: at least 24 bytes in base64, behind its prefix."""
    return PREFIX + base64.b64encode(random).decode("ascii")


def signature(secret: str, at: int, body: bytes) -> str:
    """The value of ``X-Jobscout-Signature``; *at* is Unix time in seconds.

    The time is signed, so a captured request can only be replayed with its original time.
    """
    tag = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={tag}"


def standard_headers(secret: str, message_id: str, at: int, body: bytes) -> dict[str, str]:
    """``webhook-id``, ``webhook-timestamp`` and ``webhook-signature``."""
    signed = f"{message_id}.{at}.".encode() + body
    tag = hmac.new(_key(secret), signed, hashlib.sha256).digest()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{base64.b64encode(tag).decode('ascii')}",
    }


def _key(secret: str) -> bytes:
    """The bytes that *secret* spells; older ones use base64's alphabet for URLs, without padding.

    One that is no base64 is its own key.
    """
    text = secret.removeprefix(PREFIX).rstrip("=").translate(str.maketrans("-_", "+/"))
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return secret.encode()
