"""Temporary files: an upload that is not stored yet, a CV that is being read."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import weakref
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from jobscout.files import disk_outages

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

_NAME: Final = re.compile(r"(\d+)-[0-9a-f]+")


class Spooled:
    """Bytes that are too many for memory, in a file that is deleted with this object.

    ``len`` is the number of bytes written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._size = 0
        self._gone = weakref.finalize(self, path.unlink, missing_ok=True)

    def __len__(self) -> int:
        return self._size

    async def write(self, data: bytearray) -> None:
        """Append *data*. Raises DiskUnavailable: the disk accepts no writes."""
        with disk_outages():
            await asyncio.to_thread(_append, self.path, data)
        self._size += len(data)


class Scratch:
    """A folder for files that exist only while they are used; leftovers go at the next start.

    Args:
        folder: created with mode 0700 if it is missing. Processes may share it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in folder.iterdir():
            whose = _NAME.fullmatch(path.name)
            if whose and not _lives(int(whose[1])):
                path.unlink(missing_ok=True)

    @asynccontextmanager
    async def file(self) -> AsyncIterator[Path]:
        """An empty file of mode 0600, deleted at the end. Raises DiskUnavailable."""
        path = await self._make()
        try:
            yield path
        finally:
            await asyncio.shield(asyncio.to_thread(path.unlink, missing_ok=True))

    async def spool(self) -> Spooled:
        """An empty file of mode 0600, deleted with the returned object. Raises DiskUnavailable."""
        return Spooled(await self._make())

    async def _make(self) -> Path:
        path = self._folder / f"{os.getpid()}-{secrets.token_hex(8)}"
        with disk_outages():
            await asyncio.to_thread(path.touch, mode=0o600, exist_ok=False)
        return path


def _append(path: Path, data: bytearray) -> None:
    with path.open("r+b") as file:  # does not create a file that was deleted
        file.seek(0, os.SEEK_END)
        file.write(data)


def _lives(pid: int) -> bool:
    """Whether another process has that id; in a container an earlier one may have had ours."""
    if pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
