"""What PostgreSQL and asyncpg raise, classified: unavailable, disk full, or anything else."""

from __future__ import annotations

import errno
import os

import asyncpg

from jobscout.errors import DiskUnavailable, Outage

# What is raised when the server is unavailable, going away, not yet there, or so busy that a
# statement took too long.
_AWAY = (
    OSError,  # TimeoutError is one of them
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.InsufficientResourcesError,  # too many connections, no memory
    asyncpg.PostgresSystemError,  # its disk breaks
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.QueryCanceledError,
)


# What the server says of a file it cannot write, in errors that may mean something else too.
_DISK_WORDS = {
    os.strerror(errno.EDQUOT): "disk full",
    os.strerror(errno.EROFS): "read-only",
}


class outages:  # noqa: N801  (a context manager that reads as a verb phrase)
    """Translates "the server is unavailable" into Outage and lets everything else pass."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if reason := _disk_reason(error):
            raise DiskUnavailable(f"PostgreSQL cannot write: {error}", reason) from error
        if _is_away(error):
            # a timeout has no words of its own
            raise Outage(
                f"PostgreSQL is unavailable: {str(error) or type(error).__name__}"
            ) from error


def _disk_reason(error: BaseException | None) -> str | None:
    """What is wrong with the server's disk, None where *error* is about something else."""
    if isinstance(error, asyncpg.DiskFullError):
        return "disk full"
    if isinstance(error, asyncpg.ReadOnlySQLTransactionError):
        return "read-only"
    # PostgreSQL has no code of its own for these two: "no right" and "internal error"
    if isinstance(error, asyncpg.InsufficientPrivilegeError | asyncpg.InternalServerError):
        return next((why for words, why in _DISK_WORDS.items() if words in str(error)), None)
    return None


def _is_away(error: BaseException | None) -> bool:
    # asyncpg says InterfaceError for our own mistakes too; only these words mean the server.
    # The other words are said of a connection that the server's last message, on its way
    # down, found idle: asyncpg still waits for the message to end when we speak first.
    said = str(error)
    return (
        isinstance(error, _AWAY)
        or (isinstance(error, asyncpg.InterfaceError) and ("closed" in said or "closing" in said))
        or (isinstance(error, asyncpg.InternalClientError) and "cannot switch to state" in said)
    )
