"""Files on their way: where they lie, and when they go."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from jobscout.errors import DiskUnavailable
from jobscout.outside.scratch import Scratch, Spooled


async def test_gone_at_the_end(tmp_path: Path) -> None:
    """Only its owner may read it, and it goes however the work ended."""
    modes: list[int] = []

    async def work() -> None:
        async with Scratch(tmp_path / "scratch").file() as path:
            path.write_bytes(b"x")
            modes.extend(stat.S_IMODE(each.stat().st_mode) for each in (path, path.parent))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await work()

    assert modes == [0o600, 0o700]
    assert list((tmp_path / "scratch").iterdir()) == []


def test_what_a_killed_process_left(tmp_path: Path) -> None:
    """It goes at the next start; what a living process works with stays, and so do strangers."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    left, own = tmp_path / f"{ended.pid}-00ff", tmp_path / f"{os.getpid()}-00ff"
    used, other = tmp_path / f"{os.getppid()}-00ff", tmp_path / "letter.txt"
    for path in (left, own, used, other):
        path.touch()

    Scratch(tmp_path)

    assert sorted(tmp_path.iterdir()) == sorted([used, other])


async def test_spooled_bytes_go_with_their_object(tmp_path: Path) -> None:
    """A large answer lies in a private file for as long as somebody holds it."""
    spooled = await Scratch(tmp_path).spool()
    await spooled.write(bytearray(b"one "))
    await spooled.write(bytearray(b"two"))

    assert (spooled.path.read_bytes(), len(spooled)) == (b"one two", 7)
    assert stat.S_IMODE(spooled.path.stat().st_mode) == 0o600

    del spooled
    assert list(tmp_path.iterdir()) == []


async def test_full_disk_is_an_outage() -> None:
    """It is not the board's fault, and passes."""
    spooled = Spooled(Path("/dev/full"))
    spooled._gone.detach()

    with pytest.raises(DiskUnavailable, match="No space left"):
        await spooled.write(bytearray(b"x"))
