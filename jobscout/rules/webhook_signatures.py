"""How a receiver of webhooks knows that a call is ours: an HMAC over the time and the body."""

from __future__ import annotations

import hashlib
import hmac


def signature(secret: str, at: int, body: bytes) -> str:
    """The value of ``X-Jobscout-Signature``; *at* is in Unix seconds.

    Who has once seen a call can repeat it, but not under another time: the time is signed.
    """
    tag = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={tag}"
