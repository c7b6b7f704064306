"""How a source is, in one sentence that an operator can act on."""

from __future__ import annotations

from typing import Final, Literal

Health = Literal["ok", "failing", "suspect", "paused"]
Breaker = Literal["closed", "open", "half_open"]

ADVICE: Final = {
    "unreachable": "The host does not answer; see whether its address still leads there.",
    "timed-out": "The board answers too slowly; it is tried again by itself.",
    "rate-limited": "The board asked us to wait; a longer interval spares it.",
    "server-error": "The board's own server fails; it is tried again by itself.",
    "refused": "The board refuses us; ask its owner, or pause the source.",
    "robots-refused": "The board's robots.txt forbids this address; pause the source.",
    "address-refused": "The address leads into a private network; correct the source.",
    "redirect-loop": "The board redirects in a circle; see whether it has moved.",
    "not-found": "There is no such board any more; see whether its name has changed.",
    "too-large": "The answer is larger than a board's; see what the address leads to.",
    "truncated": "The answer broke off; it is tried again by itself.",
    "changed": "The board's answer has another shape; its adapter needs a developer.",
    "breaker-open": "Its host failed too often and is left alone for a while; reset looks now.",
    "bad-config": "The source's settings lack something; correct them.",
    "internal": "Reading it broke on our side; the log says how.",
}
"""By the ``error_kind`` of a scrape."""


def reason(
    health: Health, *, error_kind: str | None, error: str | None, never_read: bool
) -> str | None:
    """Why *health* is what it is; None where all is well.

    Args:
        error_kind: of the last scrape that ended, with its *error*.
    """
    if health == "paused":
        return "Paused by an operator; it is not read."
    if health == "suspect":
        return f"{error or 'The last reading looks wrong.'} Accept it if that is true."
    if health == "failing":
        advice = ADVICE.get(error_kind or "", "It is tried again by itself.")
        return f"{advice} Last error: {error}." if error else advice
    return "Not read yet." if never_read else None


def breaker(failures: int, *, is_due: bool, is_running: bool) -> Breaker:
    """*is_due*: the pause after the last failure is over."""
    if not failures:
        return "closed"
    return "half_open" if is_due or is_running else "open"
