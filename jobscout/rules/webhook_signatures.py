"""How a webhook receiver recognises our requests: an HMAC over the time and the body."""

from __future__ import annotations

import hashlib
import hmac


def signature(secret: str, at: int, body: bytes) -> str:
    """The value of ``X-Jobscout-Signature``; *at* is Unix time in seconds.

    The time is signed, so a captured request can only be replayed with its original time.
    """
    tag = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={tag}"
