"""Messages to users, ready to be sent. No I/O, no rules."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec

MAX_SUBJECT: Final = 150  # characters; mail programs show fewer


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """One rendered mail. *message_id* is the same on every attempt; *headers* are extra."""

    to: str
    subject: str
    text: str
    html: str
    message_id: str
    headers: dict[str, str] = {}


class Push(msgspec.Struct, frozen=True, kw_only=True):
    """One notification for one device. *collapse_key* is the same on every attempt."""

    token: str
    title: str
    body: str
    link: str
    collapse_key: str


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """One request to a webhook. *delivery_id* is the same on every attempt, *body* is JSON."""

    url: str
    secret: str
    delivery_id: str
    body: bytes


class AlertItem(msgspec.Struct, frozen=True, kw_only=True):
    """One job as shown in a mail or a notification. *source* names the board it is from.

    *search*: name of the search that found it, None if it was deleted. *age*: when it was posted or
    first seen, in the user's time zone.
    *seen_at*: the first moment at which it could have been seen; meaningless for *is_backlog*, jobs
    that were there before their source was watched. *held_back*: a digest, quiet hours or the daily
    limit delayed the alert.
    """

    alert_id: int
    title: str
    company: str
    places: tuple[str, ...]
    pay: str | None
    url: str
    source: str
    reasons: tuple[str, ...]
    seen_at: datetime
    search: str | None = None
    age: str = ""
    is_backlog: bool = False
    held_back: bool = False
