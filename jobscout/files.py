"""Our own files, written atomically, on a disk that may be full.

A file is written under a temporary name in the same folder, which begins with a dot, flushed to
disk and then renamed. So neither a kill nor a power failure leaves an incomplete file under the
final name. Temporary files left by a kill are removed by ``sweep``.
"""

from __future__ import annotations

import errno
import os
import secrets
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from jobscout.errors import DiskUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ABANDONED_S: Final = 3600.0  # none of our files takes this long to write
_PROBE_BYTES: Final = 64 * 1024
_REASONS: Final = {
    errno.ENOSPC: "disk full",
    errno.EDQUOT: "disk full",
    errno.EROFS: "read-only",
}


def write(path: Path, content: bytes, *, replace: bool = True) -> None:
    """Write a file with mode 0600, atomically.

    Args:
        replace: if False, an existing file is kept, without an error.

    Raises:
        DiskUnavailable: the disk accepts no writes.
        OSError: it cannot be written for another reason.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with disk_outages():
        try:
            with os.fdopen(
                os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
            ) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if replace:
                part.replace(path)
            else:
                with suppress(FileExistsError):
                    os.link(part, path)
            _flush_folder(path.parent)
        finally:
            part.unlink(missing_ok=True)


def sweep(folder: Path, pattern: str = ".*", older_than_s: float = ABANDONED_S) -> int:
    """Remove temporary files that a killed process left in *folder*; returns their number.

    Raises:
        OSError: one of them cannot be removed.
    """
    before = time.time() - older_than_s
    removed = 0
    for path in folder.glob(pattern):
        with suppress(FileNotFoundError):  # its writer just finished, or another process sweeps too
            if path.is_file() and path.stat().st_mtime <= before:
                path.unlink()
                removed += 1
    return removed


def check_writable(folder: Path) -> None:
    """Raises DiskUnavailable if *folder* accepts no writes; OSError for other reasons."""
    probe = folder / f".probe.{secrets.token_hex(8)}"
    with disk_outages():
        try:
            probe.write_bytes(bytes(_PROBE_BYTES))
        finally:
            probe.unlink(missing_ok=True)


@contextmanager
def disk_outages() -> Iterator[None]:
    """Translates an OSError for a full or read-only disk into DiskUnavailable."""
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0)
        if reason is None:
            raise
        raise DiskUnavailable(f"the disk accepts no writes: {error.strerror}", reason) from error


def _flush_folder(folder: Path) -> None:
    """Without this the new name may be lost in a power failure, see fsync(2)."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
