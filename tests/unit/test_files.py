"""Files of our own: whole or not at all, and nothing half written stays."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from jobscout import files
from jobscout.errors import DiskUnavailable

ROOT = Path(__file__).parents[2]
KILLED_WHILE_WRITING = """
import os, signal, sys
from pathlib import Path
from jobscout import files

os.fsync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)
files.write(Path(sys.argv[1]), b"x" * 100)
"""


def test_written_whole(tmp_path: Path) -> None:
    """The file is its owner's alone, replaces what was there, and nothing lies beside it."""
    path = tmp_path / "file"
    files.write(path, b"first")
    files.write(path, b"second")

    assert path.read_bytes() == b"second"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_there_stays(tmp_path: Path) -> None:
    """Of two processes that make the same file the first one's stays."""
    path = tmp_path / "secret"
    files.write(path, b"first", replace=False)
    files.write(path, b"second", replace=False)

    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def test_killed_while_writing(tmp_path: Path) -> None:
    """What a kill leaves is not under the file's name, and is swept once it is old."""
    path = tmp_path / "mail.eml"
    command = [sys.executable, "-c", KILLED_WHILE_WRITING, str(path)]
    subprocess.run(command, cwd=ROOT, check=False)
    (half,) = tmp_path.iterdir()
    young = files.sweep(tmp_path)
    os.utime(half, (0, 0))
    old = files.sweep(tmp_path)

    assert half.name.startswith(".mail.eml.")
    assert (young, old) == (0, 1)
    assert list(tmp_path.iterdir()) == []


def test_sweep_leaves_what_is_whole(tmp_path: Path) -> None:
    """Files under their own names, and folders, are nobody's to sweep."""
    (tmp_path / "mail.eml").touch()
    (tmp_path / ".folder").mkdir()

    assert files.sweep(tmp_path, older_than_s=0) == 0
    assert files.sweep(tmp_path / "nowhere", older_than_s=0) == 0


@pytest.mark.parametrize(
    ("code", "reason"),
    [(errno.ENOSPC, "disk full"), (errno.EDQUOT, "disk full"), (errno.EROFS, "read-only")],
)
def test_disk_that_takes_no_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, reason: str
) -> None:
    """It is an outage that says why, and leaves nothing behind."""

    def refuse(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(DiskUnavailable) as refused:
        files.write(tmp_path / "file", b"content")

    assert refused.value.reason == reason
    assert list(tmp_path.iterdir()) == []


def test_other_errors_pass(tmp_path: Path) -> None:
    """A folder that is missing, or another's, is no outage."""
    with pytest.raises(FileNotFoundError):
        files.write(tmp_path / "nowhere" / "file", b"")
    with pytest.raises(FileNotFoundError):
        files.check_writable(tmp_path / "nowhere")


def test_writable(tmp_path: Path) -> None:
    """Asking leaves nothing behind."""
    files.check_writable(tmp_path)

    assert list(tmp_path.iterdir()) == []
