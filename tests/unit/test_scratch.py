"""Files on their way: where they lie, and when they go."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from jobscout.outside.scratch import Scratch

if TYPE_CHECKING:
    from pathlib import Path


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
