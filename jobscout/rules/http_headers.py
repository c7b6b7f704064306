"""Reads response headers: when to ask again, and how long an answer stays fresh."""

from __future__ import annotations

import email.utils
from datetime import UTC, datetime

from jobscout.rules import caps


def retry_after_s(header: str | None, now: datetime) -> float | None:
    """Seconds to wait before the next request to this host, as the host asked.

    Args:
        header: the raw ``Retry-After``: whole seconds ("120") or an HTTP date.
        now: aware; used only when *header* is a date.

    Returns:
            0.0 or more; None if the header is missing or invalid.

    Source: RFC 9110, section 10.2.3.
    """
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        date = email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - now).total_seconds())


def max_age_s(header: str | None) -> float | None:
    """The ``max-age`` of a Cache-Control header in seconds; None if it has none (RFC 9111)."""
    for directive in (header or "").lower().split(","):
        name, _, value = directive.strip().partition("=")
        if name == "max-age" and value.isascii() and value.isdigit():
            return float(value[:9])
    return None


def validator(header: str | None) -> str | None:
    """An ``ETag`` or ``Last-Modified`` that can be stored and sent back; None otherwise.

    RFC 9110, 8.8.3, allows bytes beyond ASCII, which our request headers cannot contain.
    """
    text = (header or "").strip()
    fits = 0 < len(text) <= caps.VALIDATOR_CHARS and text.isascii() and text.isprintable()
    return text if fits else None
