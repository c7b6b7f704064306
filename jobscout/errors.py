"""Every error Job Scout raises on purpose.

ScoutError
├── InvalidInput         the caller sent something that breaks a rule; names every field
├── MalformedBody        the caller's body cannot be decoded at all
├── NotFound             no such row, or another user's row
├── Conflict             it exists already, or runs already
├── Unauthenticated      no token, or an invalid one
├── Forbidden            signed in, but not allowed to do this
├── RateLimited          too many calls; says when to retry
├── Busy                 a queue is full; retry later
├── Outage               PostgreSQL, Redis or the storage is unavailable: wait; not a crash
│   └── DiskUnavailable  a disk accepts no writes: full, over its quota, or read-only
├── Unrecoverable        this process cannot continue; it ends with code 1
├── SettingError         an environment variable has an invalid value
├── DeliveryError        a mail server, FCM or a webhook did not take what we sent: try again
│   └── DeliveryRefused  trying again cannot help
│       ├── AddressGone  nothing will ever reach this address
│       └── ChannelUnconfigured  this installation has no way to send it
└── SourceError          a board could not be read; recorded on the scrape
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
    "moved": "board",
    "too-large": "board",
    "truncated": "host",
    "changed": "board",
    "breaker-open": "host",
    "bad-config": "operator",
    "unconfigured": "operator",
    "internal": "ours",
}
"""Why a reading failed, by ``error_kind``, and who can fix it.

Failures of "ours" do not affect the source: it keeps its health and is read again soon.
``unconfigured`` does not either: no board of its kind is read until there is a setting. All others
count as the source's failures, and the pauses grow with them.
"""


class ScoutError(Exception):
    """The base class; catch it to catch everything raised on purpose."""

    def __reduce__(self) -> tuple[Any, ...]:
        # Worker processes send errors back pickled, and our constructors take other arguments
        # than the message.
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
    """The body is not JSON, not UTF-8, or nested too deeply."""


class NotFound(ScoutError):
    """No such row, or another user's row: both look the same on purpose."""


class Conflict(ScoutError):
    """It exists already. *slug* names the kind of conflict in the answer."""

    def __init__(self, slug: str, detail: str, **extra: object) -> None:
        super().__init__(detail)
        self.slug = slug
        self.extra = extra


class Unauthenticated(ScoutError):
    """No access token, or an invalid one. *slug* says which."""

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
    """PostgreSQL, Redis or the storage is unavailable. Waited out, never counted as a crash.

    *reason*: a word or two that readiness shows for the part.
    """

    reason = "away"


class Postponed(Outage):
    """A board cannot be read for another *wait_s* seconds, through no fault of anybody's."""

    def __init__(self, detail: str, wait_s: float) -> None:
        super().__init__(detail)
        self.wait_s = wait_s


class DiskUnavailable(Outage):
    """A disk accepts no writes. *reason*: ``disk full`` or ``read-only``."""

    def __init__(self, detail: str, reason: str) -> None:
        super().__init__(detail)
        self.reason = reason


class Unrecoverable(ScoutError):
    """This process cannot continue, for the stated reason; it ends with code 1."""


class SettingError(ScoutError):
    """One environment variable, and one sentence about what is wrong with it."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name} {problem}")
        self.name = name


class DeliveryError(ScoutError):
    """The receiver's server refused for now, or was away: try again later.

    *retry_after_s*: seconds the receiver asked us to wait, None if it did not say.
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
    """A board could not be read. *kind* is the typed outcome stored on the scrape.

    It is one of those in ``OWNERS``.
    *retry_after_s*: seconds the board asked us to wait, None if it did not say. *redirected_to*:
    the address that failed, if the one that was asked for had redirected there.
    """

    redirected_to: str | None = None

    def __init__(self, kind: str, detail: str, *, retry_after_s: float | None = None) -> None:
        # The text may quote the board, and PostgreSQL accepts neither NUL nor lone surrogates.
        super().__init__(detail.replace("\0", "").encode(errors="replace").decode())
        self.kind = kind
        self.retry_after_s = retry_after_s

    @property
    def is_ours(self) -> bool:
        return OWNERS[self.kind] == "ours"


class SourceChanged(SourceError):
    """The answer does not have the expected format; names the board kind and the place."""

    def __init__(self, source: str, detail: str) -> None:
        super().__init__("changed", f"{source}: {detail}")


class BadConfig(SourceError):
    """A source's config is incomplete or invalid for its kind.

    *field* names the first fault, *also* lists the others.
    """

    def __init__(self, field: str, detail: str, also: Sequence[BadConfig] = ()) -> None:
        super().__init__("bad-config", f"{field}: {detail}")
        self.field = field
        self.detail = detail
        self.also = also

    @property
    def faults(self) -> list[FieldError]:
        return [FieldError(error.field, error.detail) for error in (self, *self.also)]
