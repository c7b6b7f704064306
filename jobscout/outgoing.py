"""Messages to users, ready to be sent. No I/O, no rules."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Final, Literal, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

# each has an adapter in outside/channels
ChosenChannel = Literal["push", "email", "webhook"]  # by the preferences
# by an address that a person adds
UserChannelKind = Literal["discord", "ntfy", "slack", "telegram", "webpush"]
Channel = Literal[ChosenChannel, UserChannelKind]
MAX_SUBJECT: Final = 150  # characters; mail programs show fewer


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """One rendered mail. *message_id* is the same on every attempt; *headers* are extra.

    *return_path*: where it comes back to, if not to the sender.
    """

    to: str
    subject: str
    text: str
    html: str
    message_id: str
    headers: dict[str, str] = {}
    return_path: str | None = None


class Push(msgspec.Struct, frozen=True, kw_only=True):
    """One notification for one device. *collapse_key* is the same on every attempt."""

    token: str
    title: str
    body: str
    link: str
    collapse_key: str


FRESHNESS_PARTS: Final = ("waiting", "reading", "matching", "sending")
"""What a new posting's delay is spent on: until its board's turn, reading it and storing what it
lists, finding whom it suits, and telling them."""


class Steps(NamedTuple):
    """When a job's board was begun to be read (None: not known), and it was stored and matched."""

    read_at: datetime | None
    stored_at: datetime
    matched_at: datetime


class AlertItem(msgspec.Struct, frozen=True, kw_only=True):
    """One job as shown in a mail or a notification. *source* names the board it is from.

    *attribution* is how that board's terms ask to name it, if they do.
    *search*: name of the search that found it, None if it was deleted. *age*: when it was posted or
    first seen, in the user's time zone.
    *seen_at*: the first moment at which it could have been seen; meaningless for *is_backlog*, jobs
    that were there before their source was watched. *held_back*: a digest, quiet hours or the daily
    limit delayed the alert.
    *steps*: what became of it until then, where it is measured.
    *reminder*: what of it the person is reminded of, in a few words; None: it is a new job.
    """

    alert_id: int
    title: str
    company: str
    locations: tuple[str, ...]
    salary: str | None
    url: str
    source: str
    reasons: tuple[str, ...]
    seen_at: datetime
    attribution: str | None = None
    search: str | None = None
    age: str = ""
    is_backlog: bool = False
    held_back: bool = False
    steps: Steps | None = None
    reminder: str | None = None


class Destination(NamedTuple):
    """Where a person wants to be reached by a channel of their own.

    *address* is what its adapter reads, and holds secrets. *identity* tells two apart; *name* is
    shown, and has no secrets. *confirmed*: the person has shown that it is theirs; else they follow
    *link*, which bears *identity*.
    """

    address: str
    identity: str
    name: str
    confirmed: bool = True
    link: str | None = None


class LinkedChat(NamedTuple):
    """A chat in which somebody followed the link with *token*."""

    token: str
    to: Destination


class Outgoing(NamedTuple):
    """A claimed delivery and whom it is for.

    *address* is where its channel reaches them, None where it no longer does. *reachable*: the
    account is still in use. *secret* signs what is posted. *reminder_ids*: what it reminds of, if
    it is not of new alerts.
    """

    id: int
    user_id: int
    channel: Channel
    alert_ids: list[int]
    message_id: str
    attempts: int
    reachable: bool
    address: str | None
    device_id: int | None = None
    full_name: str | None = None
    secret: str = ""
    reminder_ids: Sequence[int] = ()


class Alerts(NamedTuple):
    """What a delivery tells: its jobs, best first, and the one search they all came from, if any.

    *body* is the one alert of a webhook's call, as JSON.
    """

    items: Sequence[AlertItem] = ()
    search_id: int | None = None
    body: bytes = b""

    @property
    def are_reminders(self) -> bool:
        """They remind of what the person tracks; else they tell of new jobs."""
        return any(item.reminder for item in self.items)


class ChannelTraits:
    """What a channel makes of alerts that wait.

    *one_per*: what one delivery is for: the alerts of a search, all for a device, all for a channel
    that the person added, or one alert.
    *by_mail*: nothing is sent to who has no verified address.
    *has_receivers*: each person's is called once at a time, and by another actor.
    *pace*: how long a receiver is left alone after it took something.
    *is_device*: an address is whose it was last, as of a browser in which another user signs in.
    """

    kind: ClassVar[Channel]
    one_per: ClassVar[Literal["search", "device", "channel", "alert"]] = "alert"
    by_mail: ClassVar[bool] = False
    has_receivers: ClassVar[bool] = False
    pace: ClassVar[timedelta] = timedelta(seconds=1)
    is_device: ClassVar[bool] = False

    @property
    def is_configured(self) -> bool:
        return True
