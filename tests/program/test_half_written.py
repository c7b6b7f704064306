"""A process was killed while it wrote a file: the next one clears up."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.drills import drill
from tests.program.program import running

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = [drill(), pytest.mark.timeout(60)]


async def test_half_written_mail_is_swept(data_dir: Path) -> None:
    """The first pass of the next start removes what is older than any file takes to write."""
    folder = data_dir / "mail"
    folder.mkdir()
    half = folder / ".1@example.org.eml.4711"
    half.write_bytes(b"To: ada@exam")
    os.utime(half, (0, 0))
    whole = folder / "2@example.org.eml"
    whole.write_bytes(b"To: bob@example.org\r\n\r\n")
    os.utime(whole, (0, 0))

    async with running(data_dir, {"SEED": "none", "ROLES": "notifier"}) as program:
        await program.until("purged", half_written_mails=1)
        assert await program.stop() == 0

    assert [path.name for path in folder.iterdir()] == [whole.name]
