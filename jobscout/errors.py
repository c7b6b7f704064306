"""Every error Job Scout raises on purpose.

ScoutError
├── InvalidInput         the caller sent something that breaks a rule; names every field
├── MalformedBody        the caller's body cannot be decoded at all
├── NotFound             no such row, or not this user's row
├── Conflict             it exists already, or runs already
├── Unauthenticated      no token, or one we do not accept
├── Forbidden            signed in, but not allowed to do this
├── RateLimited          too many calls; says when to come back
├── Busy                 a queue is full; try again later
├── Outage               PostgreSQL, Redis or the storage is away: wait; it is not a crash
│   └── DiskUnavailable  a disk takes no more writes: full, over its quota, or read-only
├── Unrecoverable        this process cannot go on; it ends with code 1
├── SettingError         the environment says something we cannot run with
├── DeliveryError        a mail server, FCM or a webhook did not take what we sent: try again
│   └── DeliveryRefused  trying again cannot help
│       ├── AddressGone  nothing will ever reach this address
│       └── ChannelUnconfigured  this installation has no way to send it
└── SourceError          a board let us down; recorded on the scrape
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Owner = Literal["host", "board", "operator", "ours"]

OWNERS: Final[dict[str, Owner]] = {
    "unreachable": "host",
    "timed-out": "host",
    "rate-limited": "host",
    "server-error": "host",
    "refused": "board",
    "robots-refused": "host",
    "address-refused": "operator",
    "redirect-loop": "board",
    "not-found": "board",
    "too-large": "board",
    "truncated": "host",
    "changed": "board",
    "breaker-open": "host",
    "bad-config": "operator",
    "internal": "ours",
}
"""Why nothing came of a reading, by ``error_kind``, and who can mend it.

What is ours says nothing about the source: it stays as healthy as it was and is read again
soon. All others count as its failures, and the pauses grow with them.
"""


class ScoutError(Exception):
    """The root; catch it to catch everything raised on purpose."""

    def __reduce__(self) -> tuple[Any, ...]:
        # Worker processes send errors back pickled, and ours take other arguments than
        # their sentence.
        return _rebuilt, (type(self), self.args, self.__dict__)


def _rebuilt(kind: type[ScoutError], args: tuple[Any, ...], state: dict[str, Any]) -> ScoutError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class FieldError(ScoutError):
    """One field and what is wrong with it; ``field`` is a path such as ``titles[0]``."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


class InvalidInput(ScoutError):
    """The caller sent something that breaks a rule. Names every offending field."""

    def __init__(self, fields: Sequence[FieldError]) -> None:
        super().__init__("; ".join(str(field) for field in fields))
        self.fields = tuple(fields)


class MalformedBody(ScoutError):
    """The body is not JSON, or not UTF-8, or nested beyond reason."""


class NotFound(ScoutError):
    """No such row, or a row of somebody else: the two look alike on purpose."""


class Conflict(ScoutError):
    """It exists already. *slug* names the kind of conflict in the answer."""

    def __init__(self, slug: str, detail: str, **extra: str) -> None:
        super().__init__(detail)
        self.slug = slug
        self.extra = extra


class Unauthenticated(ScoutError):
    """No access token, or one we do not accept. *slug* says which kind."""

    def __init__(self, detail: str, slug: str = "unauthenticated") -> None:
        super().__init__(detail)
        self.slug = slug


class Forbidden(ScoutError):
    """Signed in, but not allowed. *slug* says why: rights, or an unverified address."""

    def __init__(self, detail: str, slug: str = "forbidden") -> None:
        super().__init__(detail)
        self.slug = slug


class RateLimited(ScoutError):
    """Too many calls. *retry_after_s* is whole seconds, at least 1."""

    def __init__(self, detail: str, retry_after_s: int) -> None:
        super().__init__(detail)
        self.retry_after_s = max(1, retry_after_s)


class Busy(ScoutError):
    """A queue is full; the caller may try again in a few seconds."""


class Outage(ScoutError):
    """PostgreSQL, Redis or the storage is away. Waited out, never counted as a crash.

    *reason*: what readiness says of the part, in a word or two.
    """

    reason = "away"


class DiskUnavailable(Outage):
    """A disk takes no more writes. *reason*: ``disk full`` or ``read-only``."""

    def __init__(self, detail: str, reason: str) -> None:
        super().__init__(detail)
        self.reason = reason


class Unrecoverable(ScoutError):
    """This process cannot go on, in one sentence; it ends with code 1."""


class SettingError(ScoutError):
    """One environment variable, and in one sentence what is wrong with it."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name} {problem}")
        self.name = name


class DeliveryError(ScoutError):
    """The receiver's server refused for now, or was away: try again later.

    *retry_after_s*: seconds the receiver asked us to wait, None when it did not say.
    """

    def __init__(self, detail: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(detail)
        self.retry_after_s = retry_after_s


class DeliveryRefused(DeliveryError):
    """Trying again cannot help."""


class AddressGone(DeliveryRefused):
    """The receiving service's own word that nothing will ever reach this address."""


class ChannelUnconfigured(DeliveryRefused):
    """This installation cannot send by that channel."""


class SourceError(ScoutError):
    """A board let us down. *kind* is the typed outcome written on the scrape.

    It is one of those of ``OWNERS``.
    *retry_after_s*: seconds the board asked us to wait, None when it did not say.
    """

    def __init__(self, kind: str, detail: str, *, retry_after_s: float | None = None) -> None:
        # It may quote the board, and PostgreSQL takes neither NUL nor half a character.
        super().__init__(detail.replace("\0", "").encode(errors="replace").decode())
        self.kind = kind
        self.retry_after_s = retry_after_s

    @property
    def is_ours(self) -> bool:
        return OWNERS[self.kind] == "ours"


class SourceChanged(SourceError):
    """The answer no longer has the agreed shape; names the board kind and the place."""

    def __init__(self, source: str, detail: str) -> None:
        super().__init__("changed", f"{source}: {detail}")


class BadConfig(SourceError):
    """A source's config lacks something its kind needs.

    *field* names it, *also* what else is wrong.
    """

    def __init__(self, field: str, detail: str, also: Sequence[BadConfig] = ()) -> None:
        super().__init__("bad-config", f"{field}: {detail}")
        self.field = field
        self.detail = detail
        self.also = also

    @property
    def faults(self) -> list[FieldError]:
        return [FieldError(error.field, error.detail) for error in (self, *self.also)]
