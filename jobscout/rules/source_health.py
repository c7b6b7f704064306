"""The state of a source, in one sentence that an operator can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from datetime import datetime

Health = Literal["ok", "failing", "suspect", "paused", "unconfigured"]
Breaker = Literal["closed", "open", "half_open"]

_ALL_DOWN: Final = 2

ADVICE: Final = {
    "unreachable": "The host does not answer; check whether its address is still right.",
    "timed-out": "The board answers too slowly; it is retried automatically.",
    "rate-limited": "The board asked us to wait; set a longer interval.",
    "server-error": "The board's own server fails; it is retried automatically.",
    "refused": "The board refuses us; ask its owner, or pause the source.",
    "robots-refused": "The board's robots.txt forbids this address; pause the source.",
    "address-refused": "The address leads into a private network; correct the source.",
    "redirect-loop": "The board redirects in a circle; check whether it has moved.",
    "not-found": "The board does not exist any more; check whether its name has changed.",
    "moved": "The board has moved; if its new address is right, give it to the source.",
    "too-large": "The answer is too large for a board; check what the address returns.",
    "truncated": "The answer ended too early; it is retried automatically.",
    "changed": "The board's answer has a new format; a developer must adapt the adapter.",
    "breaker-open": "Its host failed too often and is not asked for a while; a reset retries now.",
    "bad-config": "The source's settings are incomplete; correct them.",
    "unconfigured": "Its kind needs a setting that is not set.",
    "internal": "Reading it failed on our side; see the log.",
}
"""By the ``error_kind`` of a scrape."""


def health(stored: Health, lacks: str | None) -> Health:
    """*stored*, unless its kind cannot be read for want of the settings that it *lacks*."""
    return "unconfigured" if lacks and stored != "paused" else stored


def reason(
    health: Health,
    *,
    error_kind: str | None,
    error: str | None,
    never_read: bool,
    gone_at: datetime | None = None,
    lacks: str | None = None,
) -> str | None:
    """Why *health* has its value; None if the source is ok.

    Args:
        error_kind: that of the last finished scrape, with its *error*.
        gone_at: since when the board is taken for gone.
        lacks: the settings without which no board of its kind is read.
    """
    if health == "paused":
        return "Paused by an operator; it is not read."
    if health == "unconfigured":
        return f"Not read: boards of this kind need the setting {lacks}."
    if gone_at is not None:
        return (
            f"The board is gone since {gone_at:%Y-%m-%d}: its postings are closed, and it is asked"
            " once a day. They open again when it is back; if it has moved, correct the source."
        )
    if health == "suspect":
        return f"{error or 'The last reading looks wrong.'} Accept it if it is right."
    if health == "failing":
        advice = ADVICE.get(error_kind or "", "It is retried automatically.")
        return f"{advice} Last error: {error}." if error else advice
    return "Not read yet." if never_read else None


def network_notice(unreachable_hosts: int | None) -> str | None:
    """What to tell instead of as many failing sources, if no host at all is reached.

    Args:
        unreachable_hosts: how many there are; None if one was reached. One alone may be down.
    """
    if unreachable_hosts is None or unreachable_hosts < _ALL_DOWN:
        return None
    return (
        f"None of {unreachable_hosts} hosts can be reached: this machine seems to be without"
        " network. All boards are tried again automatically."
    )


def breaker(failures: int, *, is_due: bool, is_running: bool) -> Breaker:
    """*is_due*: the pause after the last failure is over."""
    if not failures:
        return "closed"
    return "half_open" if is_due or is_running else "open"
